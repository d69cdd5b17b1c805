"""What search engines of others read: schema.org's Course, of what everybody may see anyhow."""

import json
from typing import Any

from core.emails import absolute
from directory.enums import PriceBasis, Setting
from portal.cards.offers import OfferPage
from schools.enums import Subject, YearGroup

# Characters that could end the element that the text stands in.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
PRICED = (PriceBasis.PER_SESSION, PriceBasis.PER_GROUP, PriceBasis.PER_PUPIL, PriceBasis.PER_PROGRAMME)


def course_data(page: OfferPage) -> str:
    """The page as JSON-LD, safe to stand inside a script element. Names no person and no place."""
    return json.dumps(_course(page), ensure_ascii=False).translate(ESCAPES)


def _course(page: OfferPage) -> dict[str, Any]:
    version, provider = page.version, page.offer.provider
    hours, minutes = divmod(version.minutes, 60)
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": version.title,
        "description": version.summary,
        "url": absolute(page.url),
        "inLanguage": "en-GB",
        "provider": {"@type": "Organization", "name": provider.name},
        "about": [str(Subject(subject).label) for subject in version.subjects],
        "educationalLevel": page.facts[0],
        "typicalAgeRange": f"{_age(version.year_from)}-{_age(version.year_to) + 1}",
        "audience": {"@type": "EducationalAudience", "educationalRole": "student"},
        "offers": _price(page),
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online" if version.setting == Setting.ONLINE_LIVE else "Onsite",
            "courseWorkload": f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H",
        },
    }


def _price(page: OfferPage) -> dict[str, Any]:
    version = page.version
    if version.price_basis not in PRICED:
        return {"@type": "Offer", "category": "Free"}
    return {"@type": "Offer", "category": "Paid", "price": "{}.{:02}".format(*divmod(version.price_pence, 100)), "priceCurrency": "GBP"}


def _age(year: int) -> int:
    """The age at which a year group begins in England: Reception at 4."""
    return year - YearGroup.RECEPTION + 4
