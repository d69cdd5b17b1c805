"""What the index holds of an offer: gathered from the directory for many offers at once, in a bounded number of queries."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from core.geo import Point
from directory.enums import DOOR_OF_KIND, Answer, Audience, Door, Offered, OfferKind, PriceBasis, Setting
from directory.models import Offer, OfferVersion
from directory.queries.half_days import half_days
from schools.enums import DayPart, EnrichmentCategory, Subject
from search.analysis.normalise import normalise
from search.analysis.years import year_words
from search.contract import FreeHalves, Half, OfferDocument, Words, bit_of
from search.enums import PER_PUPIL_PENCE, PER_SESSION_PENCE, Cost
from search.facets import VENUE_FEATURES
from search.queries.cleared import cleared_days
from search.queries.places import public_places

HORIZON = 400  # days ahead for which free half days are known: this school year and the next one's first term
PARTS = {DayPart.AM: Half.MORNING, DayPart.PM: Half.AFTERNOON}
AT_THE_SCHOOL = frozenset({Setting.SCHOOL_SITE, Setting.ONLINE_LIVE})
ABLE = frozenset({Offered.YES, Offered.WITH_NOTICE})


def offers_on_show(offer_ids: Collection[int]) -> list[Offer]:
    """Those of the offers that belong in the index, with all that documents are made of."""
    found = Offer.objects.shown().filter(pk__in=offer_ids).select_related("provider", "approved_version__venue", "approved_version__space")
    return list(found.prefetch_related("approved_version__people", "approved_version__venue__access").order_by("pk"))


def documents(offers: Iterable[Offer]) -> list[OfferDocument]:
    shown = list(offers)
    places = public_places(shown)
    return [_document(offer, approved(offer), places) for offer in shown]


def free_halves(offers: Iterable[Offer], first: datetime.date) -> dict[int, FreeHalves]:
    """By offer, the half days from `first` on in which a session fits and nothing is uncleared for good."""
    shown = list(offers)
    cleared = cleared_days(shown)
    by_version = {approved(offer).pk: offer.pk for offer in shown}
    versions = list(OfferVersion.objects.filter(pk__in=by_version))
    last = first + datetime.timedelta(days=HORIZON - 1)
    answers = half_days(versions, first, last)
    days = [(number, first + datetime.timedelta(days=number)) for number in range(HORIZON)]
    result = {}
    for version in versions:
        answer, may_be_booked = answers[version.pk], cleared[by_version[version.pk]]
        free = (
            bit_of(number, half)
            for number, date in days
            if date in may_be_booked
            for part, half in PARTS.items()
            if answer.is_free(date, part)
        )
        result[by_version[version.pk]] = FreeHalves(first, HORIZON, sum(1 << bit for bit in free))
    return result


def approved(offer: Offer) -> OfferVersion:
    if offer.approved_version is None:
        raise ValueError("An offer on show has an approved version: the database holds it.")
    return offer.approved_version


def cost_of(version: OfferVersion) -> Cost:
    """The cheapest step that the whole price fits in, with materials, for a full group."""
    per_pupil = version.materials_pence
    whole = version.materials_pence * version.group_max
    match PriceBasis(version.price_basis):
        case PriceBasis.PER_PUPIL:
            per_pupil += version.price_pence
            whole += version.price_pence * version.group_max
        case PriceBasis.PER_PROGRAMME:
            whole += version.price_pence // max(1, version.sessions_min)
        case _:
            whole += version.price_pence
    if not whole:
        return Cost.EXPENSES if version.price_basis == PriceBasis.EXPENSES_ONLY else Cost.FREE
    if per_pupil and whole == per_pupil * version.group_max and per_pupil <= PER_PUPIL_PENCE:
        return Cost.PER_PUPIL
    return Cost.PER_SESSION if whole <= PER_SESSION_PENCE else Cost.OVER


def access_of(version: OfferVersion) -> tuple[str, ...]:
    """Where pupils stay at school or online, the place is the school's own, and its features are no question to the provider."""
    able = {code for code, answer in version.adjustments.items() if answer.get("offered") in ABLE}
    if version.setting in AT_THE_SCHOOL:
        return tuple(sorted(able | VENUE_FEATURES))
    features = version.venue.access.all() if version.venue else []
    return tuple(sorted(able | {feature.feature for feature in features if feature.answer == Answer.YES}))


def _document(offer: Offer, version: OfferVersion, places: Mapping[int, Point | None]) -> OfferDocument:
    if offer.assured_until is None or offer.first_listed_at is None:
        raise ValueError("An offer on show is assured and has been listed.")
    return OfferDocument(
        offer_id=offer.pk,
        schools_only=offer.audience == Audience.SCHOOLS,
        assured_until=offer.assured_until,
        door=DOOR_OF_KIND[OfferKind(offer.kind)],
        years=tuple(range(version.year_from, version.year_to + 1)),
        subjects=tuple(sorted(version.subjects)),
        categories=tuple(sorted(version.categories)),
        access=access_of(version),
        cost=cost_of(version),
        group_min=version.group_min,
        group_max=min(version.group_max, version.space.capacity) if version.space else version.group_max,
        place=places[offer.pk],
        reach_miles=version.travel_miles if version.setting == Setting.SCHOOL_SITE else None,
        listed_at=offer.first_listed_at,
        words=_words(offer, version),
    )


def _words(offer: Offer, version: OfferVersion) -> Words:
    # Codes stand beside labels, so that “design technology” is found in “Design and technology” as one phrase.
    subjects = [text for code in version.subjects for text in (Subject(code).label, code)]
    categories = [EnrichmentCategory(code).label for code in version.categories]
    names = [offer.provider.name, *(person.public_name for person in version.people.all())]
    return Words(
        title=normalise(version.title),
        summary=normalise(" . ".join(str(text) for text in (version.summary, *subjects, *categories))),
        names=normalise(" . ".join(names)),
        body=normalise(" . ".join(str(text) for text in _rest(offer, version) if text)),
    )


def _rest(offer: Offer, version: OfferVersion) -> Iterable[object]:
    yield from (version.description, version.outcomes, version.bring)
    for step in version.timeline:
        yield from (step.get("title"), step.get("text"))
    yield from (OfferKind(offer.kind).label, Door(DOOR_OF_KIND[OfferKind(offer.kind)]).label)
    yield from year_words(version.year_from, version.year_to)
    yield offer.provider.district
    if version.venue and version.venue.is_public_place:
        yield from (version.venue.name, version.venue.town)
