"""Tables to take away, as CSV and XLSX. No cell of them starts a formula, whoever typed it."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
PASSED_OVER = " '\"\ufeff\u00a0"  # what a program skips before it looks for a formula
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | datetime.date | None


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read names rightly; dates as ISO 8601. What would start a formula gets a quote
    mark before it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([_plain(cell) for cell in row] for row in (header, *rows))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet. Text is marked as text, so it stays as it is and starts nothing."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])  # as long as the format allows
    for row in (header, *rows):
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str):
                cell.data_type = "s"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def download(kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """`kind` is csv or xlsx. Never kept by a browser or a proxy: schools share machines."""
    content = as_csv(header, rows) if kind == "csv" else as_xlsx(name, header, rows)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"},
    )


def safe_cell(text: str) -> str:
    """With an apostrophe where a program would take it for a formula, even after spaces or a quotation mark."""
    return f"'{text}" if text.lstrip(PASSED_OVER).startswith(FORMULA) or text.startswith(FORMULA) else text


def without_mark(text: str) -> str:
    """As it was before safe_cell: so that a file of ours can be mended and brought again."""
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text


def _plain(cell: Cell) -> Cell:
    return safe_cell(cell) if isinstance(cell, str) else cell
