"""Reading tables of postcodes: our own, OS Code-Point Open and the ONS Postcode Directory."""

import csv
import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from core.exceptions import DomainError
from core.geo import Point, is_on_grid
from core.postcodes import PostcodeError, normalise

NOWHERE = {"", "0", "0.0", "99.999999"}  # how the three say that a postcode has no place
UNITED_KINGDOM = (49.0, 61.5, -9.0, 2.5)  # latitudes, longitudes


class PostcodeFileError(DomainError):
    """The file is none of the layouts that are read."""

    code = "postcode_file"


@dataclasses.dataclass(frozen=True)
class Entry:
    """A postcode and its place, as a point or on the grid; neither where the table has none."""

    line: int
    postcode: str
    point: Point | None = None
    grid: tuple[float, float] | None = None


@dataclasses.dataclass(frozen=True)
class Rejected:
    line: int
    why: str


@dataclasses.dataclass(frozen=True)
class Layout:
    """In which columns the parts stand. Latitude and longitude are preferred, since the ONS gives Northern Ireland on another grid."""

    postcode: int
    grid: tuple[int, int] | None = None
    degrees: tuple[int, int] | None = None
    has_header: bool = True


CODE_POINT_OPEN = Layout(postcode=0, grid=(2, 3), has_header=False)
CODE_POINT_COLUMNS = 10
# In the order of preference. The ONS changes the case of its names and adds years to them, so beginnings are compared.
POSTCODE_NAMES = ("pcds", "postcode", "pcd8", "pcd2", "pcd")
EASTING_NAMES, NORTHING_NAMES = ("oseast1m", "east1m", "easting"), ("osnrth1m", "north1m", "northing")


def entries(lines: Iterable[str]) -> Iterator[Entry | Rejected]:
    """What each line of the file says. Raises PostcodeFileError where its layout is not known."""
    rows = _rows(lines)
    line, first = next(rows, (0, None))
    if first is None:
        raise PostcodeFileError(_("The file is empty."))
    layout = layout_of(first)
    if not layout.has_header:
        yield _entry(line, first, layout)
    for line, row in rows:
        yield _entry(line, row, layout)


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with the number of the line at which each ends."""
    reader = csv.reader(lines)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise PostcodeFileError(_("Line %(line)s is not part of a table: %(why)s.") % {"line": reader.line_num, "why": error}) from error


def layout_of(first: Sequence[str]) -> Layout:
    """Which layout a file has, by its first row."""
    if len(first) == CODE_POINT_COLUMNS and _is_postcode(first[0]):
        return CODE_POINT_OPEN
    names = [name.strip().lower() for name in first]
    postcode = _column(names, POSTCODE_NAMES)
    grid = _pair(_column(names, EASTING_NAMES), _column(names, NORTHING_NAMES))
    degrees = _pair(_column(names, ("lat",)), _column(names, ("long",)))
    if postcode is None or not (grid or degrees):
        raise PostcodeFileError(
            _("This is no table of postcodes that can be read: it needs the columns postcode, easting and northing, or the layout of ")
            + _("OS Code-Point Open or of the ONS Postcode Directory.")
        )
    return Layout(postcode, grid, degrees)


def _entry(line: int, row: Sequence[str], layout: Layout) -> Entry | Rejected:
    try:
        postcode = normalise(row[layout.postcode])
        if layout.degrees and _known(row, layout.degrees):
            return Entry(line, postcode, point=_point(row, layout.degrees))
        if layout.grid and not layout.degrees and _known(row, layout.grid):
            return Entry(line, postcode, grid=_grid(row, layout.grid))
    except PostcodeError:
        return Rejected(line, _("“%(text)s” is not a British postcode") % {"text": row[layout.postcode][:12]})
    except IndexError:
        return Rejected(line, _("it has only %(count)s columns") % {"count": len(row)})
    except ValueError as error:
        return Rejected(line, str(error))
    return Entry(line, postcode)


def _known(row: Sequence[str], columns: tuple[int, int]) -> bool:
    first, second = (row[column].strip() for column in columns)
    return not (first in NOWHERE and second in NOWHERE) and first != "99.999999"


def _numbers(row: Sequence[str], columns: tuple[int, int]) -> tuple[float, float]:
    try:
        return float(row[columns[0]]), float(row[columns[1]])
    except ValueError:
        text = f"{row[columns[0]]}, {row[columns[1]]}"
        raise ValueError(_("“%(text)s” is not a pair of numbers") % {"text": text[:40]}) from None


def _grid(row: Sequence[str], columns: tuple[int, int]) -> tuple[float, float]:
    easting, northing = _numbers(row, columns)
    if not is_on_grid(easting, northing):
        raise ValueError(_("%(easting)s, %(northing)s is not on the British National Grid") % {"easting": easting, "northing": northing})
    return easting, northing


def _point(row: Sequence[str], columns: tuple[int, int]) -> Point:
    latitude, longitude = _numbers(row, columns)
    south, north, west, east = UNITED_KINGDOM
    if not (south <= latitude <= north and west <= longitude <= east):
        raise ValueError(_("%(latitude)s, %(longitude)s is not in the United Kingdom") % {"latitude": latitude, "longitude": longitude})
    return Point(latitude, longitude)


def _is_postcode(text: str) -> bool:
    try:
        normalise(text)
    except PostcodeError:
        return False
    return True


def _column(names: Sequence[str], beginnings: Sequence[str]) -> int | None:
    for beginning in beginnings:
        for number, name in enumerate(names):
            if name.startswith(beginning):
                return number
    return None


def _pair(first: int | None, second: int | None) -> tuple[int, int] | None:
    return None if first is None or second is None else (first, second)
