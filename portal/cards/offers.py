"""What an offer's page shows to everybody."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.parts import OfferCard, Step
from directory.cards import assured_words, group_words, money, offer_card, place_words, price_words, years_words
from directory.enums import (
    DOOR_OF_KIND,
    AccessFeature,
    Adjustment,
    Answer,
    Offered,
    OfferKind,
    Pattern,
    PriceBasis,
    Setting,
    SupervisionMode,
)
from directory.models import Offer, OfferVersion, ProviderPerson, VenueAccess
from portal.cards.assurance import recognised_words
from portal.queries.offers import similar_offers
from vetting.queries.accreditation.shown import accredited_in, accredited_words
from vetting.queries.assurance.recognitions import recognisers_of

Words = str | Promise
ELSEWHERE = (Setting.HOST_SITE, Setting.EMPLOYER_SITE, Setting.PUBLIC_OUTDOOR)


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who leads, as everybody may know them: never a full name."""

    name: str
    role: str
    about: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """An access feature of the place, or an adjustment that can be made. state is one of the answers' codes, for the tag's tone."""

    label: Words
    answer: Words
    state: str
    means: str


@dataclass(frozen=True, slots=True)
class OfferPage:
    """An offer as its page shows it. Photos and prices are the offer's and version's own."""

    offer: Offer
    version: OfferVersion
    facts: list[str]
    moments: list[Step]
    leaders: list[Leader]
    supervision: str
    access: list[AccessRow]
    price: str
    price_details: list[str]
    assured: str
    recognised: str
    similar: list[OfferCard]
    accredited: list[str]
    is_preview: bool = False

    @property
    def explains_access(self) -> bool:
        """Whether any answer says more than yes or no, so that the table has a column for it."""
        return any(row.means for row in self.access)

    @property
    def photo(self) -> Any:
        """The first that an officer has seen; its own people see one that waits, too."""
        return next((photo for photo in self.offer.photos.all() if photo.approved_at or self.is_preview), None)

    @property
    def door_code(self) -> str:
        return DOOR_OF_KIND[OfferKind(self.offer.kind)].value

    @property
    def url(self) -> str:
        return reverse("portal:offer", args=[self.offer.slug])


def offer_page(
    offer: Offer, version: OfferVersion, *, for_schools: bool, starts: datetime.time | None = None, is_preview: bool = False
) -> OfferPage:
    """`starts` is when the reader's own sessions begin, for the times along the way; without it they count from the start."""
    return OfferPage(
        offer=offer,
        version=version,
        facts=_facts(offer, version),
        moments=[_moment(entry, starts) for entry in version.timeline],
        leaders=_leaders(offer, version),
        supervision=_supervision(version),
        access=[*_access(version), *_adjustments(version)],
        price=price_words(version.price_basis, version.price_pence),
        price_details=_price_details(version),
        assured=assured_words(offer),
        recognised=recognised_words(recognisers_of([offer])[offer.pk]),
        similar=[offer_card(other) for other in similar_offers(offer, version, for_schools=for_schools)],
        accredited=[] if is_preview else [accredited_words(line) for line in accredited_in([offer])[offer.pk]],
        is_preview=is_preview,
    )


def _facts(offer: Offer, version: OfferVersion) -> list[str]:
    place = place_words(version.setting)
    if version.setting in ELSEWHERE:
        district = version.venue.district if version.venue else offer.provider.district
        place = _("%(place)s, in %(district)s") % {"place": place, "district": district} if district else place
    return [
        years_words(version.year_from, version.year_to),
        group_words(version.group_min, version.group_max),
        place,
        _pattern(version),
        _("%(minutes)s minutes") % {"minutes": version.minutes},
    ]


def _pattern(version: OfferVersion) -> str:
    match Pattern(version.pattern):
        case Pattern.ONE_OFF:
            return _("Once")
        case Pattern.OCCASIONAL:
            return _("Now and then")
        case Pattern.WEEKLY if version.sessions_min > 1:
            return _("Weekly, at least %(number)s times") % {"number": version.sessions_min}
        case Pattern.WEEKLY:
            return _("Weekly")


def _moment(entry: dict[str, Any], starts: datetime.time | None) -> Step:
    minute = int(entry["minute"])
    if starts is None:
        when = _("At the start") if minute == 0 else ngettext("After %(n)s minute", "After %(n)s minutes", minute) % {"n": minute}
        return Step(_("%(when)s: %(what)s") % {"when": when, "what": entry["title"]}, entry.get("text", ""))
    moment = datetime.datetime.combine(datetime.date.min, starts) + datetime.timedelta(minutes=minute)
    return Step(f"{moment:%H:%M} {entry['title']}", entry.get("text", ""))


def _leaders(offer: Offer, version: OfferVersion) -> list[Leader]:
    links = ProviderPerson.objects.filter(provider=offer.provider_id, left_on=None, person__offer_versions=version.pk)
    return [
        Leader(link.person.public_name, link.role_title, link.about)
        for link in links.select_related("person").order_by("person__public_name")
    ]


def _supervision(version: OfferVersion) -> str:
    match SupervisionMode(version.supervision):
        case SupervisionMode.SCHOOL_STAFF_PRESENT:
            return _("One of your staff stays in the room throughout.")
        case SupervisionMode.SCHOOL_STAFF_ON_SITE:
            return _("Your staff are nearby, though not in the room all the time.")
        case SupervisionMode.PROVIDER_SUPERVISED:
            return _("Another checked adult of theirs is present throughout.")
        case SupervisionMode.UNSUPERVISED:
            return _("The adult may be alone with the group.")


def _access(version: OfferVersion) -> list[AccessRow]:
    if version.venue is None or version.setting not in ELSEWHERE:
        return []
    rows: Iterable[VenueAccess] = version.venue.access.all()
    order = list(AccessFeature)
    return [
        AccessRow(row.get_feature_display(), row.get_answer_display(), row.answer if row.answer != Answer.UNKNOWN else "", row.note)
        for row in sorted(rows, key=lambda row: order.index(AccessFeature(row.feature)))
    ]


def _adjustments(version: OfferVersion) -> list[AccessRow]:
    return [_adjustment(code, version.adjustments[code]) for code in Adjustment if code in version.adjustments]


def _adjustment(code: Adjustment, entry: dict[str, Any]) -> AccessRow:
    offered = Offered(entry["offered"])
    days, note = entry.get("days"), entry.get("note", "")
    notice = ngettext("With %(n)s school day's notice.", "With %(n)s school days' notice.", days) % {"n": days} if days else ""
    label = _("Ask") if offered == Offered.WITH_NOTICE else offered.label
    return AccessRow(code.label, label, offered.value, " ".join(part for part in (notice, note) if part))


def _price_details(version: OfferVersion) -> list[str]:
    details = []
    if version.price_basis == PriceBasis.PER_PUPIL:
        details.append(_("For each pupil, each session."))
    if version.materials_pence:
        details.append(_("Materials are %(price)s for each pupil, each session.") % {"price": money(version.materials_pence)})
    elif version.price_basis not in (PriceBasis.FREE, PriceBasis.EXPENSES_ONLY):
        details.append(_("Materials are included."))
    return [*details, version.price_note] if version.price_note else details
