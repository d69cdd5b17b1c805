"""Tables in Excel workbooks. Nothing in one is run: macros are refused, formulas are read as their last result."""

import datetime
import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from imports.exceptions import FileRefusedError
from imports.rules.tables import LONGEST_CELL, MOST_COLUMNS, MOST_LINES, Line

MOST_UNPACKED = 60_000_000  # bytes
MOST_PARTS = 2_000
BLANK_LINES = 1_000  # so many empty lines in a row, and the rest is taken to be empty too
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and workbooks with a password
ZIP = b"PK\x03\x04"
# What a damaged archive or its XML makes the libraries raise: anything else is a fault of ours and should be seen.
BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, SyntaxError, OverflowError, RuntimeError, BadZipFile,
    LargeZipFile, InvalidFileException, struct.error, zlib.error,
)  # fmt: skip


def read_workbook(data: bytes) -> tuple[list[Line], list[str]]:
    """The lines of the first sheet that has any, and which sheets were not read. Raises FileRefusedError."""
    _refuse_harmful(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except BROKEN:
        raise _broken() from None
    try:
        return _first_filled(book)
    except BROKEN:
        raise _broken() from None
    finally:
        book.close()


def _first_filled(book: Any) -> tuple[list[Line], list[str]]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for at, sheet in enumerate(sheets):
        lines = list(_lines(sheet))
        if lines:
            others = [other.title for other in sheets[at + 1 :]]
            notes = [_("Only the sheet “%(sheet)s” was read, not: %(others)s.") % {"sheet": sheet.title, "others": ", ".join(others)}]
            return lines, notes if others else []
    return [], []


def _lines(sheet: Any) -> Iterator[Line]:
    """The size that a sheet claims to have is not believed."""
    sheet.reset_dimensions()
    blank = found = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
        cells = tuple(_text(value) for value in row)
        if any(cells):
            yield Line(number, cells)
            found += 1
            blank = 0
        else:
            blank += 1
        if blank > BLANK_LINES or found > MOST_LINES + 100:
            return


def _text(value: Any) -> str:
    """Dates as 2026-09-04; whole numbers without a point; everything else as it is written."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[: LONGEST_CELL + 1]


def _refuse_harmful(data: bytes) -> None:
    if data.startswith(OLD_OFFICE):
        raise FileRefusedError(_("This is an old Excel file, or one with a password. Save it as .xlsx without a password and try again."))
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _refuse_parts(archive)
    except BROKEN:
        raise _broken() from None


def _refuse_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        raise FileRefusedError(_("This is a packed file, but no Excel workbook. Send a CSV file or an Excel workbook (.xlsx)."))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefusedError(
            _("There are macros in this workbook, so it is not opened. Save it as .xlsx, without macros, and try again.")
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefusedError(_("Unpacked, this workbook is too big. Copy the lines of the register into a new one and send that."))
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as content:
                if b"<!DOCTYPE" in content.read(4_096):
                    raise _broken()


def _broken() -> FileRefusedError:
    return FileRefusedError(_("This workbook can't be read: it may be damaged. Open it, save it again as .xlsx, and try once more."))
