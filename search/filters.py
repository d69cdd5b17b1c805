"""What narrows the results: the panel of choices, the filters in use, and the addresses that take them off again."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.parts import FilterTag
from schools.enums import YearGroup
from search.analysis.years import read_years
from search.contract import Facet, FacetValue, SearchPage, SearchRequest
from search.facets import ADAPT, ANY_DISTANCE, DISTANCE, SHOWN, SUBJECT, YEAR

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUESTION = ("q", "near", "when", "date", "sort", "exact")  # what stays when filters are cleared
NARROWING = ("group", *(dimension.name for dimension in SHOWN))
MOST_SHOWN = {ADAPT.name: 6, SUBJECT.name: 6}  # of long facets, the commonest; the others unfold


@dataclasses.dataclass(frozen=True)
class Choice:
    """One box to tick. Without a count where nobody counted."""

    value: str
    label: str
    count: int | None
    selected: bool


@dataclasses.dataclass(frozen=True)
class Panel:
    """One facet as it is shown: `more` unfolds."""

    name: str
    label: str
    values: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_single: bool


@dataclasses.dataclass(frozen=True)
class Loosening:
    """One thing to leave out where nothing fits, and how many offers that brings."""

    label: str
    count: int
    url: str


def panels(page: SearchPage) -> list[Panel]:
    return [_panel(facet, page.total) for facet in page.facets]


def hidden(query: QueryDict, *, leave: Iterable[str]) -> list[tuple[str, str]]:
    """What a form carries along besides its own fields. A changed question starts again on the first page."""
    left = {*leave, "page"}
    return [(name, value) for name in (*QUESTION, *NARROWING) if name not in left for value in query.getlist(name) if value]


def tags(query: QueryDict, request: SearchRequest, page: SearchPage) -> list[FilterTag]:
    """Each with the address of the same search without it."""
    found = []
    if request.group_size:
        label = ngettext("%(group)s pupil", "%(group)s pupils", request.group_size) % {"group": request.group_size}
        found.append(FilterTag(label, address(query, group=[])))
    found += [FilterTag(str(YearGroup(year).label), _without_named_years(query)) for year in sorted(page.read_years)]
    for dimension in SHOWN:
        labels = {option.value: option.label for option in dimension.options} | _more_labels(dimension.name)
        given = query.getlist(dimension.name)
        for value in dict.fromkeys(given):
            if value in labels and (dimension is not DISTANCE or request.near):
                rest = [other for other in given if other != value]
                found.append(FilterTag(labels[value], address(query, **{dimension.name: rest})))
    return found


def clear_address(query: QueryDict) -> str:
    return address(query, **{name: [] for name in NARROWING})


def loosenings(query: QueryDict, page: SearchPage) -> list[Loosening]:
    """What to leave out where nothing fits, the most fruitful first."""
    labels = {dimension.name: str(dimension.label) for dimension in SHOWN}
    words: Mapping[str, str] = {"group": _("any size of group"), "dates": _("any date"), DISTANCE.name: _("any distance")}
    changes: Mapping[str, dict[str, list[str]]] = {
        "dates": {"when": [], "date": []},
        DISTANCE.name: {DISTANCE.name: [ANY_DISTANCE]},
        YEAR.name: {YEAR.name: [], "q": [read_years(query.get("q", "")).rest.strip()]},
    }
    found = [
        Loosening(
            words.get(name) or _("anything under “%(facet)s”") % {"facet": labels[name]},
            count,
            address(query, **changes.get(name, {name: []})),
        )
        for name, count in page.without.items()
        if count
    ]
    return sorted(found, key=lambda one: -one.count)


def address(query: QueryDict, **changes: list[str]) -> str:
    """The address of this search with some values changed, from its first page on."""
    changed = query.copy()
    changed.pop("page", None)
    for name, values in changes.items():
        changed.setlist(name, [value for value in values if value])
    # An empty place is kept: it says that a school does not want its own postcode.
    kept = [(name, value) for name, values in changed.lists() for value in values if value or name == "near"]
    result = QueryDict(mutable=True)
    for name, value in kept:
        result.appendlist(name, value)
    return f"?{result.urlencode()}"


def _panel(facet: Facet, total: int) -> Panel:
    useful = [value for value in facet.values if value.count or value.selected or facet.is_single]
    most = MOST_SHOWN.get(facet.name, len(useful))
    # What all results have narrows nothing: it is offered last.
    commonest = sorted(useful, key=lambda value: (not value.selected, value.count == total, -value.count))[:most]
    shown = [_choice(value) for value in useful if value in commonest]
    if facet.name == DISTANCE.name:
        shown.append(Choice(ANY_DISTANCE, _("Any distance"), None, not any(value.selected for value in useful)))
    more = tuple(_choice(value) for value in useful if value not in commonest)
    return Panel(facet.name, facet.label, tuple(shown), more, facet.is_single)


def _choice(value: FacetValue) -> Choice:
    return Choice(value.value, value.label, value.count, value.selected)


def _more_labels(name: str) -> "dict[str, StrOrPromise]":
    """Of values that an address may have though the panel does not offer them, or counts them not."""
    if name == DISTANCE.name:
        return {ANY_DISTANCE: _("Any distance")}
    return {str(year.value): year.label for year in YearGroup} if name == YEAR.name else {}


def _without_named_years(query: QueryDict) -> str:
    return address(query, q=[" ".join(read_years(query.get("q", "")).rest.split())])
