"""What the components in templates/components are given, where it is more than a word or two. Views fill these; templates read them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.formats import date_format
from django.utils.functional import Promise

Wording = str | Promise
StopState = Literal["free", "part", "open", "no", "risk"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A date on a line. The words say its state to those who cannot see the dot: "free", "one booking at risk"."""

    date: datetime.date
    state: StopState
    words: Wording


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer in a list. Narrow cards show no summary and no dates.

    subject is the motif of the tile that stands in for a missing photo, seed the offer's id. near says in one sentence why
    this is only nearly a fit, and near_link what one could do.
    """

    url: str
    title: str
    provider: str
    kind: str
    subject: str
    seed: object
    facts: Sequence[Wording] = ()
    summary: str = ""
    photo_url: str = ""
    photo_alt: str = ""
    number: int | None = None
    stops_title: Wording = ""
    stops: Sequence[Stop] = ()
    assured: Wording = ""
    accredited: Wording = ""
    ours: Sequence[Wording] = ()  # what only the reader's own school knows of it
    near: Wording = ""
    near_url: str = ""
    near_link: Wording = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stop on the way through a task, or an entry in a timeline. The state says whether it is behind, here or ahead."""

    title: Wording
    words: Wording = ""
    state: Literal["done", "here", "ahead", ""] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a summary list: what, which, and perhaps where to change it."""

    label: Wording
    value: Wording
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: whose move, with a link where it is the reader's. The tone colours its state (see the tone filter)."""

    title: Wording
    state: Wording
    tone: Literal["good", "ask", "bad", "plain"] = "plain"
    url: str = ""
    hint: Wording = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One session in a week. kind is the offer's, detail says who and where, state is in words."""

    kind: str
    time: str
    title: str
    detail: Wording
    state: Wording
    url: str = ""


@dataclass(frozen=True, slots=True)
class WeekDay:
    date: datetime.date
    is_highlighted: bool = False

    @property
    def short(self) -> str:
        return date_format(self.date, "D j")

    @property
    def long(self) -> str:
        return date_format(self.date, "l j F")


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A part of the day; cells holds the sessions of each day, in the order of the week's days."""

    label: Wording
    times: str
    cells: Sequence[Sequence[Slot]]


@dataclass(frozen=True, slots=True)
class Week:
    """A week once: the table and the list for phones both show this."""

    caption: Wording
    days: Sequence[WeekDay]
    rows: Sequence[WeekRow]

    @property
    def agenda(self) -> list[tuple[WeekDay, list[Slot]]]:
        """Each day with its sessions in the order of the day."""
        return [(day, [slot for row in self.rows for slot in row.cells[number]]) for number, day in enumerate(self.days)]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a list that runs over several pages. Both numbers count from 1."""

    number: int
    last: int

    @property
    def shown(self) -> list[int | None]:
        """The page numbers to link to: the ends and the neighbours, with None for each gap."""
        wanted = sorted({1, self.last, *range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)})
        shown: list[int | None] = []
        for number in wanted:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(number - 1 if number - shown[-1] == 2 else None)  # a gap of one page is that page
            shown.append(number)
        return shown


@dataclass(frozen=True, slots=True)
class FilterTag:
    """A filter in use, and the address of the same page without it."""

    label: Wording
    url_without: str
