"""The plain Django way to search: icontains over the directory's own tables, one counting query for each facet, distances in SQL functions.

It is given what a careful first version would have: the same filters, a counting query for all values of a facet at once, and no marks,
corrections by synonyms, near misses or second look at what may be shown.
"""

import datetime
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin
from psycopg.types.range import TimestamptzRange

from core import clock
from core.geo import EARTH_RADIUS_MILES
from directory.enums import DOOR_OF_KIND, Adjustment, Door, PriceBasis
from directory.models import AvailabilityException, AvailabilityWindow, Claim, Offer
from schools.enums import EnrichmentCategory, Subject
from search.contract import Place, SearchRequest
from search.facets import YEAR_BANDS

Offers = QuerySet[Offer]
SAYS = ("approved_version__title", "approved_version__summary", "approved_version__description", "provider__name")
FUZZY = ("approved_version__title", "approved_version__summary", "provider__name")  # similarity to whole descriptions takes minutes
STARTS, ENDS = datetime.time(13), datetime.time(15)


def answer(request: SearchRequest, *, facets: bool, fuzzy: bool = False) -> tuple[list[Offer], int, dict[str, dict[str, int]]]:
    """A page, its total, and the counts of six facets."""
    found = _matching(request, fuzzy=fuzzy)
    chosen = _chosen(found, request)
    page = list(_ordered(chosen, request).select_related("provider", "approved_version")[: request.page_size])
    counts = {name: _count(_chosen(found, request, leave_out=name), values) for name, values in FACETS.items()} if facets else {}
    return page, chosen.count(), counts


def _matching(request: SearchRequest, *, fuzzy: bool) -> Offers:
    found = Offer.objects.shown_to_public()
    if fuzzy:
        likeness = Greatest(*(TrigramWordSimilarity(request.text, field) for field in FUZZY))
        return found.annotate(likeness=likeness).filter(likeness__gt=0.6)
    for word in request.text.split():
        found = found.filter(_or(**{f"{field}__icontains": word for field in SAYS}))
    if request.near and request.within_miles:
        found = found.annotate(miles=_miles(request.near)).filter(miles__lt=request.within_miles)
    if request.dates:
        found = found.filter(_free_on(request.dates[0]))
    if request.group_size:
        found = found.filter(approved_version__group_max__gte=request.group_size, approved_version__group_min__lte=request.group_size)
    return found


def _free_on(date: datetime.date) -> Q:
    """A window on that weekday, nobody away, nothing taken."""
    during = TimestamptzRange(clock.local(date, STARTS), clock.local(date, ENDS))
    person = OuterRef("approved_version__people")
    windows = AvailabilityWindow.objects.filter(person=person, weekday=date.weekday(), starts__lte=STARTS, ends__gte=ENDS)
    away = AvailabilityException.objects.filter(person=person, is_open=False, from_date__lte=date, until_date__gte=date)
    return Q(Exists(windows)) & ~Q(Exists(away)) & ~Q(Exists(Claim.objects.filter(person=person, live=True, during__overlap=during)))


def _miles(place: Place) -> Any:
    latitude, longitude = Radians(F("provider__latitude")), Radians(F("provider__longitude"))
    here, east = Radians(Value(place.latitude, FloatField())), Radians(Value(place.longitude, FloatField()))
    cosine = Sin(here) * Sin(latitude) + Cos(here) * Cos(latitude) * Cos(longitude - east)
    return ACos(Least(cosine, Value(1.0))) * EARTH_RADIUS_MILES


def _chosen(found: Offers, request: SearchRequest, leave_out: str = "") -> Offers:
    wanted: dict[str, list[str]] = {
        "door": sorted(request.doors),
        "years": [band.value for band in YEAR_BANDS if band.years & request.years],
        "subject": sorted(request.subjects),
    }
    for name, values in wanted.items():
        if values and name != leave_out:
            found = found.filter(_any(FACETS[name][value] for value in values))
    return found


def _ordered(found: Offers, request: SearchRequest) -> Offers:
    return found.order_by("miles", "-first_listed_at") if request.near else found.order_by("-first_listed_at", "pk")


def _count(found: Offers, values: dict[str, Q]) -> dict[str, int]:
    return found.aggregate(**{f"n_{number}": Count("pk", filter=value) for number, value in enumerate(values.values())})


def _or(**lookups: Any) -> Q:
    return _any(Q(**{name: value}) for name, value in lookups.items())


def _any(conditions: Any) -> Q:
    result = Q()
    for condition in conditions:
        result |= condition
    return result


def _years(first: int, last: int) -> Q:
    return Q(approved_version__year_from__lte=last, approved_version__year_to__gte=first)


FACETS: dict[str, dict[str, Q]] = {
    "door": {door: Q(kind__in=[kind for kind, way in DOOR_OF_KIND.items() if way == door]) for door in Door.values},
    "years": {band.value: _years(min(band.years), max(band.years)) for band in YEAR_BANDS},
    "subject": {code: Q(approved_version__subjects__contains=[code]) for code in Subject.values},
    "category": {code: Q(approved_version__categories__contains=[code]) for code in EnrichmentCategory.values},
    "access": {code: Q(**{f"approved_version__adjustments__{code}__offered": "yes"}) for code in Adjustment.values},
    "cost": {basis: Q(approved_version__price_basis=basis) for basis in PriceBasis.values},
}
