"""Nothing that somebody typed starts a formula in a spreadsheet, and nothing of it is lost."""

import csv
import datetime
import io

import pytest
from openpyxl import load_workbook

from core.sheets import as_csv, as_xlsx, download, without_mark

DAY = datetime.date(2026, 11, 4)


@pytest.mark.parametrize("typed", ["=1+1", "+44 1670", "-2", "@name", "\t=1", " =1", '"=1', "|x", "%x"])
def test_csv_quotes_what_would_start_a_formula(typed: str) -> None:
    assert list(csv.reader(io.StringIO(as_csv([typed], [[typed]]).decode("utf-8-sig")))) == [[f"'{typed}"]] * 2
    assert without_mark(f"'{typed}") == typed


def test_csv_has_a_byte_order_mark_and_iso_dates() -> None:
    assert as_csv(["name", "on"], [["Zoë", DAY]]) == "\ufeffname,on\r\nZoë,2026-11-04\r\n".encode()


def test_xlsx_keeps_text_as_text_and_dates_as_dates() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx("visitors", ["name", "on"], [["=1+1", DAY]]))).active

    assert sheet is not None
    cells = list(sheet.iter_rows())[1]
    assert [(cells[0].value, cells[0].data_type), (cells[1].value.date(), cells[1].data_type)] == [("=1+1", "s"), (DAY, "d")]


def test_a_download_is_kept_by_nobody() -> None:
    response = download("csv", "visitors-100", ["name"], [["Rosa"]])

    assert response.headers == {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="visitors-100.csv"',
        "Cache-Control": "no-store",
    }
