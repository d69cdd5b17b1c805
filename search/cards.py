"""The page of results as its template shows it."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.distance_map import Place as MapPlace
from core.doors import door_of
from core.parts import OfferCard, Stop
from directory.cards import offer_card, place_words
from directory.enums import Audience
from directory.models import Offer
from schools.models import School
from search.contract import Hit, NearMiss, NearReason, SearchPage, SearchRequest
from search.dates import Asked
from search.engines.protocol import MARK_END, MARK_START
from search.queries.documents import approved
from search.queries.near_misses import band_words
from vetting.queries.accreditation.shown import accredited_in, accredited_in_short
from vetting.queries.assurance.labels import SchoolLabel, labels_for

MOST_STOPS = 24
MOST_ON_MAP = 10


@dataclasses.dataclass(frozen=True)
class Results:
    """`places` are the stops of the map: none without a place to measure from."""

    cards: Sequence[OfferCard]
    near: Sequence[OfferCard]
    places: Sequence[MapPlace]


def results(page: SearchPage, request: SearchRequest, asked: Asked, wider: str, school: School | None = None) -> Results:
    """Two queries: the offers with their providers, and their photos; for schools one more, for who is accredited, and a fixed number
    for what the signed-in school itself accepts and asks. `wider` is the address of the same search farther out."""
    offers = _offers([*(hit.offer_id for hit in page.hits), *(miss.offer_id for miss in page.near_misses)])
    accredited = _accredited(offers) if request.for_schools else {}
    ours = _ours(school, offers) if school else {}
    found: list[Hit | NearMiss] = [*page.hits, *page.near_misses]
    on_map = [one for one in found if one.band is not None][:MOST_ON_MAP]
    numbers = {one.offer_id: number for number, one in enumerate(on_map, start=1)}
    seen = [hit for hit in page.hits if hit.offer_id in offers]  # one that was delisted between two queries is gone
    missed = [miss for miss in page.near_misses if miss.offer_id in offers]
    return Results(
        cards=[
            dataclasses.replace(
                _hit_card(hit, offers[hit.offer_id], request, asked, numbers),
                accredited=accredited.get(hit.offer_id, ""),
                ours=ours.get(hit.offer_id, ()),
            )
            for hit in seen
        ],
        near=[
            dataclasses.replace(_near_card(miss, offers[miss.offer_id], request, asked, numbers, wider), ours=ours.get(miss.offer_id, ()))
            for miss in missed
        ],
        places=[
            MapPlace(numbers[one.offer_id], one.band or 0, door_of(offers[one.offer_id].kind).css)
            for one in on_map
            if one.offer_id in offers
        ],
    )


def heading(request: SearchRequest, page: SearchPage, asked: Asked) -> str:
    """What was searched for, in a line: “Gardening near NE23, on your 8 Wednesdays”."""
    text = " ".join((page.corrected_text or request.text).split())
    (door,) = request.doors if len(request.doors) == 1 else ("",)
    what = text[:1].upper() + text[1:] or (str(door_of(door).plural) if door else _("Offers"))
    if request.near:
        what = _("%(what)s near %(place)s") % {"what": what, "place": request.near.label}
    return f"{what}, {asked.words}" if asked.dates else what


def dates_words(page: SearchPage, asked: Asked) -> str:
    """How the dates asked for narrowed the results, in a sentence."""
    if not asked.dates:
        return ""
    if len(asked.dates) == 1:
        return _("Free %(when)s.") % {"when": asked.words}
    ours, anybodys = _("Free on at least one of your %(number)s %(days)s."), _("Free on at least one of the next %(number)s %(days)s.")
    return (ours if asked.is_ours else anybodys) % {"number": len(asked.dates), "days": asked.days}


def marked(text: str) -> SafeString:
    """The text with what was searched for marked, everything else escaped."""
    return mark_safe(escape(text).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>"))  # noqa: S308  # escaped before marks are put in


def _offers(offer_ids: Sequence[int]) -> Mapping[int, Offer]:
    shown = Offer.objects.shown().select_related("provider", "approved_version").prefetch_related("photos")
    return shown.in_bulk(offer_ids)


def _accredited(offers: Mapping[int, Offer]) -> Mapping[int, str]:
    found = accredited_in(offers.values())
    return {pk: accredited_in_short(offers[pk].kind, lines) for pk, lines in found.items()}


def _ours(school: School, offers: Mapping[int, Offer]) -> dict[int, list[str]]:
    """What the school itself has decided about each, for its own staff."""
    return {pk: label_words(label) for pk, label in labels_for(school, list(offers.values())).items()}


def label_words(label: SchoolLabel) -> list[str]:
    until = label.accepted_until
    words = [_("Accepted by your school until %(until)s.") % {"until": date_format(until, "j F Y")}] if until else []
    if label.lacking:
        words.append(_("Your school asks in addition for %(checks)s: not in place.") % {"checks": ", ".join(label.lacking)})
    return words


def _hit_card(hit: Hit, offer: Offer, request: SearchRequest, asked: Asked, numbers: Mapping[int, int]) -> OfferCard:
    return dataclasses.replace(
        _card(offer, hit.band, numbers),
        summary=marked(hit.highlight),
        stops_title=_stops_title(hit.free_dates, asked),
        stops=_stops(hit.free_dates, asked) if request.for_schools else (),
    )


def _near_card(miss: NearMiss, offer: Offer, request: SearchRequest, asked: Asked, numbers: Mapping[int, int], wider: str) -> OfferCard:
    is_free = miss.code != NearReason.NOT_FREE
    is_far = miss.code == NearReason.TOO_FAR
    return dataclasses.replace(
        _card(offer, miss.band, numbers),
        stops_title=_stops_title(miss.free_dates, asked) if is_free else "",
        stops=_stops(miss.free_dates, asked) if is_free and request.for_schools else (),
        near=miss.reason,
        near_url=wider if is_far else "",
        near_link=_("Look farther") if is_far else "",
    )


def _card(offer: Offer, band: int | None, numbers: Mapping[int, int]) -> OfferCard:
    more = [
        place_words(approved(offer).setting),
        band_words(band) if band is not None else "",
        _("For signed-in schools") if offer.audience == Audience.SCHOOLS else "",
    ]
    return dataclasses.replace(offer_card(offer, more_facts=[fact for fact in more if fact]), number=numbers.get(offer.pk))


def _stops_title(free: Sequence[datetime.date], asked: Asked) -> str:
    number = len(asked.dates)
    if number == 0:
        return ""
    if number == 1:
        return _("Free on %(date)s") % {"date": date_format(asked.dates[0], "l j F")}
    about = {"free": len(free), "number": number, "days": asked.days}
    if asked.is_ours:
        return (
            _("Free on all of your %(number)s %(days)s") if len(free) == number else _("Free on %(free)s of your %(number)s %(days)s")
        ) % about
    return (
        _("Free on all of the next %(number)s %(days)s") if len(free) == number else _("Free on %(free)s of the next %(number)s %(days)s")
    ) % about


def _stops(free: Sequence[datetime.date], asked: Asked) -> tuple[Stop, ...]:
    """Every date asked for, with whether it is free. A single date needs no line."""
    if len(asked.dates) < 2:
        return ()
    return tuple(Stop(date, "free", _("free")) if date in free else Stop(date, "no", _("not free")) for date in asked.dates[:MOST_STOPS])
