"""A table as it was read, before anybody says what its columns mean."""

import dataclasses

from django.utils.translation import gettext as _

from imports.exceptions import FileRefusedError
from imports.rules.headings import is_known

MOST_LINES = 5_000
MOST_COLUMNS = 100
LONGEST_CELL = 1_000  # characters kept of one cell; what is longer is refused with its line once its column is used
HEADINGS_WITHIN = 15  # a title and a few lines of explanation may stand above the headings


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One line and its number in the file, as spreadsheet programs and editors count."""

    number: int
    cells: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """`notes` are sentences about how it was read, for whoever brought it."""

    headings: tuple[str, ...]
    heading_line: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def table_of(lines: list[Line], notes: list[str]) -> Table:
    """Find the headings among the first lines; the rest is data. Raises FileRefusedError where there is nothing to import."""
    filled = [line for line in lines if any(line.cells)]
    if not filled:
        raise FileRefusedError(_("There is nothing in it. Choose the file with your register, or paste the lines with their headings."))
    at = _heading_index(filled)
    header, body = filled[at], filled[at + 1 :]
    if not body:
        raise FileRefusedError(_("There is only one line in it. Send the headings and at least one line below them."))
    if len(body) > MOST_LINES:
        message = _("There are more than %(most)s lines in it. Bring it in several parts, each with the headings.")
        raise FileRefusedError(message % {"most": f"{MOST_LINES:,}"})
    width = max(_width(line) for line in filled[at:])
    if width > MOST_COLUMNS:
        message = _("There are more than %(most)s columns in it. Leave out those that are not needed.")
        raise FileRefusedError(message % {"most": MOST_COLUMNS})
    if at:
        notes = [*notes, _("The headings were read from line %(line)s. What stands above was left out.") % {"line": header.number}]
    return Table(_headings(header, width), header.number, tuple(_fitted(line, width) for line in body), tuple(notes))


def _width(line: Line) -> int:
    """Without the empty columns at the end."""
    return max((at + 1 for at, cell in enumerate(line.cells) if cell), default=0)


def _heading_index(filled: list[Line]) -> int:
    """The line with the most headings that are known; where none is, the first with more than one cell; else the first."""
    first = filled[:HEADINGS_WITHIN]
    known = [sum(is_known(cell) for cell in line.cells) for line in first]
    if max(known):
        return known.index(max(known))
    return next((at for at, line in enumerate(first) if sum(map(bool, line.cells)) > 1), 0)


def _headings(header: Line, width: int) -> tuple[str, ...]:
    """One for each column, no two alike. A column without one is called by its letter, as in a spreadsheet."""
    found: list[str] = []
    for at in range(width):
        text = " ".join(header.cells[at].split())[:80] if at < len(header.cells) else ""
        name = text or _("Column %(letter)s") % {"letter": letter_of(at)}
        found.append(name if name not in found else f"{name} ({letter_of(at)})")
    return tuple(found)


def letter_of(at: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    first, last = divmod(at, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _fitted(line: Line, width: int) -> Line:
    return Line(line.number, (*line.cells[:width], *[""] * (width - len(line.cells))))
