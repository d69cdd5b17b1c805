"""What every report is: columns, rows and a note; and what of it may be passed on without showing a person."""

import dataclasses
import datetime
import enum

from django.utils.translation import gettext as _

from core import clock
from core.sheets import Cell

SMALL = 5  # a number below it, and not none, could be somebody whom others know
NOT_SHOWN = ""


class Kind(enum.StrEnum):
    LABEL = "label"
    COUNT = "count"
    MEASURE = "measure"  # worked out from what the row's first count counts


@dataclasses.dataclass(frozen=True)
class Column:
    label: str
    kind: Kind = Kind.LABEL


@dataclasses.dataclass(frozen=True)
class Report:
    """The first count of a row is what its other numbers are part of, or worked out from."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def header(self) -> list[str]:
        return [column.label for column in self.columns]


@dataclasses.dataclass(frozen=True)
class Span:
    """Days in London, both ends counted."""

    since: datetime.date
    until: datetime.date

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """The first moment, and the last but the next day's first."""
        return clock.start_of(self.since), clock.start_of(self.until + datetime.timedelta(days=1)) - datetime.timedelta(microseconds=1)


def month_of(moment: datetime.datetime) -> str:
    """As 2026-11, which every program sorts."""
    return f"{moment.astimezone(clock.LONDON):%Y-%m}"


def to_pass_on(report: Report) -> Report:
    """For others than officers. A row with a number from one to four keeps its first count alone, and that not where it is small itself.

    So no small number can be worked out from its neighbours in the row. Sums over rows are in no report.
    """
    return dataclasses.replace(report, rows=tuple(_without_small(report.columns, row) for row in report.rows))


def _without_small(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    counts = [number for number, column in enumerate(columns) if column.kind == Kind.COUNT]
    small = [number for number in counts if isinstance(row[number], int) and 0 < int(row[number] or 0) < SMALL]  # type: ignore[arg-type]
    if not small:
        return row
    first = counts[0]
    cells: list[Cell] = list(row)
    for number, column in enumerate(columns):
        if column.kind != Kind.LABEL and number != first:
            cells[number] = NOT_SHOWN
    if first in small:
        cells[first] = _("fewer than 5")
    return tuple(cells)
