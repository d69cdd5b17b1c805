"""The contract of search: one question, one page of answers, whatever engine is behind it.

No position of an offer ever leaves an engine, only its distance band: a number that counts the limits of core.geo.BANDS that it lies
beyond (0 is under a mile, 5 is over 20 miles). Somebody's home could be worked out from exact distances to a few places.
"""

import dataclasses
import datetime
import enum
from collections.abc import Mapping

from core.geo import Point


class Sort(enum.StrEnum):
    BEST = "best"
    NEAREST = "nearest"
    NEWEST = "newest"


class Half(enum.StrEnum):
    MORNING = "am"
    AFTERNOON = "pm"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where from. `precision` says how well the postcode was placed: exact, sector or district."""

    latitude: float
    longitude: float
    label: str
    precision: str


@dataclasses.dataclass(frozen=True)
class SearchRequest:
    text: str = ""
    near: Place | None = None
    within_miles: int | None = None  # taken as the next limit of a distance band; None is any distance
    dates: tuple[datetime.date, ...] = ()  # free on at least one of these, in `half`
    half: Half = Half.AFTERNOON
    group_size: int | None = None
    doors: frozenset[str] = frozenset()  # directory.enums.Door
    years: frozenset[int] = frozenset()  # schools.enums.YearGroup: takes any of them
    subjects: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()  # access features and adjustments, all of them wanted
    costs: frozenset[str] = frozenset()  # search.enums.Cost
    sort: Sort = Sort.BEST
    page: int = 1
    page_size: int = 20
    for_schools: bool = False  # a signed-in school also sees offers that are for schools only, and which offers are nearly free
    correct: bool = True  # look for the nearest known word where one is unknown


@dataclasses.dataclass(frozen=True)
class Hit:
    offer_id: int
    band: int | None  # None: no place was asked for, or the offer has none (online)
    highlight: str  # plain text with matches between U+E000 and U+E001, for the template to mark
    free_dates: tuple[datetime.date, ...]  # of the dates asked for


class NearReason(enum.StrEnum):
    """The one thing that is off."""

    GROUP_TOO_BIG = "group_too_big"
    GROUP_TOO_SMALL = "group_too_small"
    TOO_FAR = "too_far"
    OUT_OF_REACH = "out_of_reach"  # the provider comes to schools, but not so far
    NOT_FREE = "not_free"
    OTHER_YEARS = "other_years"
    COST = "cost"


@dataclasses.dataclass(frozen=True)
class NearMiss:
    offer_id: int
    band: int | None
    code: NearReason
    reason: str  # one sentence: what is off
    free_dates: tuple[datetime.date, ...]  # of the dates asked for; where none is, free dates close to them


@dataclasses.dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool


@dataclasses.dataclass(frozen=True)
class Facet:
    """Each value is counted as what one would get by choosing it: disjunctive, as if the facet's own selection were empty. Only in
    `access`, where all that is chosen is wanted, a value is counted together with those chosen already."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    is_single: bool = False  # one value at most makes sense


@dataclasses.dataclass(frozen=True)
class SearchPage:
    hits: tuple[Hit, ...]
    total: int
    total_is_about: bool  # a page from which the re-check dropped a hit was refilled
    facets: tuple[Facet, ...]
    corrected_text: str  # what was searched for instead, where words were corrected
    near_misses: tuple[NearMiss, ...]  # on the first page only
    page: int  # the last one where a later one was asked for
    pages: int
    read_years: frozenset[int] = frozenset()  # years that the text named ("year 6", "KS2"), and that were taken as a filter
    any_word: bool = False  # nothing had all the words: these have some of them
    free_on_all: int | None = None  # how many of the total are free on every date asked for
    without: Mapping[str, int] = dataclasses.field(default_factory=dict)  # by facet, or group or dates: how many it alone keeps out


@dataclasses.dataclass(frozen=True)
class Words:
    """What an offer says, by weight, heaviest first. Plain words already (search.analysis.normalise)."""

    title: str
    summary: str
    names: str
    body: str


@dataclasses.dataclass(frozen=True)
class OfferDocument:
    """All that an engine is given of an offer that is on show."""

    offer_id: int
    schools_only: bool
    assured_until: datetime.date
    door: str
    years: tuple[int, ...]
    subjects: tuple[str, ...]
    categories: tuple[str, ...]
    access: tuple[str, ...]
    cost: str
    group_min: int
    group_max: int
    place: Point | None  # None: online, or nobody said. Never finer than a postcode sector unless it is a public place
    reach_miles: int | None  # how far the provider comes to a school; None where pupils go there
    listed_at: datetime.datetime
    words: Words


@dataclasses.dataclass(frozen=True)
class FreeHalves:
    """Which half days are free. Each day has two bits, from `first` on: morning, afternoon. Nothing is free beyond `days`."""

    first: datetime.date
    days: int
    bits: int

    def is_free(self, date: datetime.date, half: Half) -> bool:
        number = (date - self.first).days
        return 0 <= number < self.days and bool(self.bits >> bit_of(number, half) & 1)


def bit_of(day: int, half: Half) -> int:
    return day * len(Half) + (half == Half.AFTERNOON)
