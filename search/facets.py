"""What results can be narrowed by, and the bit that stands for each value in the read model.

A bit is a value's place in its enumeration, so new values go to the end of theirs; LAYOUT names the whole arrangement, and rows that were
written under another one are found by the reconciling job.
"""

import dataclasses
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.geo import BANDS
from directory.enums import AccessFeature, Adjustment, Door
from schools.enums import EnrichmentCategory, Subject, YearGroup
from search.contract import SearchRequest
from search.enums import Cost

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclasses.dataclass(frozen=True)
class Coding:
    """Values in the order of their bits."""

    values: tuple[str, ...]

    def mask(self, values: Iterable[str]) -> int:
        """The bits of the values; unknown ones have none."""
        known = {value: 1 << bit for bit, value in enumerate(self.values)}
        return sum(known.get(value, 0) for value in set(values))


DOORS = Coding(tuple(Door.values))
SUBJECTS = Coding(tuple(Subject.values))
CATEGORIES = Coding(tuple(EnrichmentCategory.values))
COSTS = Coding(tuple(Cost.values))
ACCESS = Coding((*AccessFeature.values, *Adjustment.values))
VENUE_FEATURES = frozenset(AccessFeature.values)
YEARS = Coding(tuple(str(year) for year in YearGroup.values))
LAYOUT = hashlib.sha256(repr([coding.values for coding in (DOORS, SUBJECTS, CATEGORIES, COSTS, ACCESS, YEARS)]).encode()).hexdigest()[:8]


def years_mask(years: Iterable[int]) -> int:
    return YEARS.mask(str(year) for year in years)


@dataclasses.dataclass(frozen=True)
class YearBand:
    """Years that schools think of together."""

    value: str
    label: "StrOrPromise"
    years: frozenset[int]


YEAR_BANDS = (
    YearBand("early", _("Nursery and Reception"), frozenset({-2, -1, 0})),
    YearBand("1-2", _("Years 1 and 2"), frozenset({1, 2})),
    YearBand("3-4", _("Years 3 and 4"), frozenset({3, 4})),
    YearBand("5-6", _("Years 5 and 6"), frozenset({5, 6})),
    YearBand("7-9", _("Years 7 to 9"), frozenset({7, 8, 9})),
    YearBand("10-11", _("Years 10 and 11"), frozenset({10, 11})),
    YearBand("12-13", _("Years 12 and 13"), frozenset({12, 13})),
)
LIMITS = tuple(int(limit) for limit, _label in BANDS)  # miles
ANY_DISTANCE = "any"


def band_limit(miles: int) -> int:
    """The number of bands that a radius takes in: 5 for 20 miles or more, one more than the last band inside."""
    return next((number for number, limit in enumerate(LIMITS, start=1) if miles <= limit), len(LIMITS))


def distance_label(limit: int) -> "StrOrPromise":
    if limit == 1:
        return _("Under 1 mile")
    return ngettext_lazy("Up to %(limit)s mile", "Up to %(limit)s miles", limit) % {"limit": limit}


@dataclasses.dataclass(frozen=True)
class Option:
    """One value that results can be narrowed to. `mask` is compared with the bits of a row; for distances it is the number of bands."""

    value: str
    label: "StrOrPromise"
    mask: int


@dataclasses.dataclass(frozen=True)
class Dimension:
    """One facet. `column` is the read model's; `takes_all` wants every chosen value rather than any."""

    name: str
    label: "StrOrPromise"
    column: str
    options: tuple[Option, ...]
    takes_all: bool = False


def _options(coding: Coding, labels: Iterable[tuple[str, "StrOrPromise"]]) -> tuple[Option, ...]:
    return tuple(Option(str(value), label, coding.mask([str(value)])) for value, label in labels)


DOOR = Dimension("door", _("Way in"), "doors", _options(DOORS, Door.choices))
YEAR = Dimension("years", _("Years"), "years", tuple(Option(band.value, band.label, years_mask(band.years)) for band in YEAR_BANDS))
SUBJECT = Dimension("subject", _("Subjects"), "subjects", _options(SUBJECTS, Subject.choices))
CATEGORY = Dimension("category", _("Enrichment"), "categories", _options(CATEGORIES, EnrichmentCategory.choices))
ADAPT = Dimension(
    "access", _("Able to adapt with"), "access", _options(ACCESS, [*AccessFeature.choices, *Adjustment.choices]), takes_all=True
)
COST = Dimension("cost", _("Cost to school"), "cost", _options(COSTS, Cost.choices))
DISTANCE = Dimension(
    "distance", _("Distance"), "band", tuple(Option(str(limit), distance_label(limit), band_limit(limit)) for limit in LIMITS)
)
MASKED = (DOOR, YEAR, SUBJECT, CATEGORY, COST)  # counted by groups of equal bits
SHOWN = (DOOR, YEAR, DISTANCE, ADAPT, COST, SUBJECT, CATEGORY)  # in the order of the page


def chosen_masks(request: SearchRequest) -> dict[str, int]:
    """By column, the bits that the request asks for; 0 where it asks for nothing."""
    return {
        DOOR.column: DOORS.mask(request.doors),
        YEAR.column: years_mask(request.years),
        SUBJECT.column: SUBJECTS.mask(request.subjects),
        CATEGORY.column: CATEGORIES.mask(request.categories),
        ADAPT.column: ACCESS.mask(request.access),
        COST.column: COSTS.mask(request.costs),
    }


def is_selected(dimension: Dimension, option: Option, request: SearchRequest) -> bool:
    """Whether the request chooses this value; a band of years only when all of them are chosen."""
    if dimension is DISTANCE:
        return request.within_miles is not None and option.mask == band_limit(request.within_miles)
    return chosen_masks(request)[dimension.column] & option.mask == option.mask
