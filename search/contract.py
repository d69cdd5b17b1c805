"""The contract of search: one question, one page of answers, whatever engine is behind it."""

import dataclasses
import datetime
import enum


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
    within_miles: int | None = None
    dates: tuple[datetime.date, ...] = ()  # free on at least one of these, in `half`
    half: Half = Half.AFTERNOON
    group_size: int | None = None
    doors: frozenset[str] = frozenset()  # directory.enums.Door
    years: frozenset[int] = frozenset()
    subjects: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()  # access features and adjustments, all of them wanted
    costs: frozenset[str] = frozenset()  # free, up_to_5_per_pupil, up_to_120_per_session, over
    sort: Sort = Sort.BEST
    page: int = 1
    page_size: int = 20
    for_schools: bool = False  # a signed-in school also sees offers that are for schools only


@dataclasses.dataclass(frozen=True)
class Hit:
    offer_id: int
    miles: float | None
    highlight: str  # plain text with matches between U+E000 and U+E001, for the template to mark
    free_dates: tuple[datetime.date, ...]


@dataclasses.dataclass(frozen=True)
class NearMiss:
    offer_id: int
    miles: float | None
    reason: str  # one sentence: what is off


@dataclasses.dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool


@dataclasses.dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclasses.dataclass(frozen=True)
class SearchPage:
    hits: tuple[Hit, ...]
    total: int
    total_is_about: bool  # a page from which the re-check dropped a hit was refilled
    facets: tuple[Facet, ...]  # disjunctive: each counted as if its own selection were empty
    corrected_text: str  # what was searched for instead, where words were corrected
    near_misses: tuple[NearMiss, ...]
    page: int
    pages: int
