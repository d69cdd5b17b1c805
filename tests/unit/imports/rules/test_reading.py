import contextlib
import datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import sheets
from core.sheets import without_mark
from imports.exceptions import FileRefusedError
from imports.rules import reading, workbooks
from imports.rules.reading import read_file, read_pasted
from imports.rules.tables import Line
from tests.support.workbooks import with_part, workbook

ROWS = [["Provider", "Email", "Town"], ["Zoë's Bread", "zoe@example.org", "Blyth"], ["Allotment", "plot@example.org", ""]]
READ = (Line(2, ("Zoë's Bread", "zoe@example.org", "Blyth")), Line(3, ("Allotment", "plot@example.org", "")))


def as_csv(separator: str = ",", newline: str = "\r\n") -> str:
    return newline.join(separator.join(row) for row in ROWS)


@pytest.mark.parametrize(
    "data",
    [
        as_csv().encode(),
        as_csv().encode("utf-8-sig"),
        as_csv().encode("cp1252"),
        as_csv("\t").encode("utf-16"),
        as_csv(";", "\n").encode(),
        as_csv("|", "\r").encode(),
        workbook(ROWS),
    ],
)
def test_the_same_table_is_read_from_every_kind_of_file(data: bytes) -> None:
    table = read_file(data)

    assert (table.headings, table.lines) == (("Provider", "Email", "Town"), READ)


def test_windows_letters_are_read_and_said() -> None:
    assert read_file(as_csv().encode("cp1252")).notes == (
        "It was read as Windows-1252. Look whether names with accents and pound signs came out right.",
    )


def test_excels_own_first_line_is_counted_and_not_read() -> None:
    table = read_file(("sep=;\r\n" + as_csv(";")).encode())

    assert (table.heading_line, [line.number for line in table.lines]) == (2, [3, 4])


def test_pasted_cells_are_read_like_a_file() -> None:
    assert read_pasted(as_csv("\t", "\n")).lines == READ


def test_titles_and_merged_cells_above_the_headings_are_left_out() -> None:
    rows: list[list[Any]] = [["Register of providers 2026"], [], ["People", None, "Places"], *ROWS]

    table = read_file(workbook(rows, merged="A1:C1"))

    assert (table.headings, table.heading_line) == (("Provider", "Email", "Town"), 4)
    assert table.notes == ("The headings were read from line 4. What stands above was left out.",)


def test_empty_lines_and_columns_at_the_end_are_left_out() -> None:
    table = read_file(b"Provider,Email,,\r\n,,,\r\nBread,b@example.org,,\r\n\r\n ,,,\r\n")

    assert (table.headings, table.lines) == (("Provider", "Email"), (Line(3, ("Bread", "b@example.org")),))


def test_columns_without_a_heading_or_with_the_same_one_are_told_apart() -> None:
    assert read_file(b"Email,,Email\r\na@example.org,x,b@example.org\r\n").headings == ("Email", "Column B", "Email (C)")


def test_lines_are_counted_across_line_breaks_in_cells() -> None:
    table = read_file(b'Provider,Email\r\n"Bread\r\nand cakes",b@example.org\r\nPlot,p@example.org\r\n')

    assert [line.number for line in table.lines] == [2, 4]


def test_dates_and_numbers_of_a_workbook_are_read_as_people_mean_them() -> None:
    table = read_file(workbook([["Provider", "DBS date", "No."], ["Bread", datetime.date(2026, 9, 4), 7.0]]))

    assert table.lines == (Line(2, ("Bread", "2026-09-04", "7")),)


def test_only_the_first_sheet_with_lines_is_read_and_that_is_said() -> None:
    assert read_file(workbook(ROWS, other_sheet="Old")).notes == ("Only the sheet “Sheet” was read, not: Old.",)


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        (b"", "There is nothing in it."),
        (b"\r\n , \r\n", "There is nothing in it."),
        (b"Provider,Email\r\n", "There is only one line in it."),
        (b"%PDF-1.7 ...", "This is neither a CSV file nor an Excel workbook."),
        (b"MZ\x90\x00", "This is neither a CSV file nor an Excel workbook."),
        (b"<html><table></table></html>", "This is a web page or a data file"),
        (b"Provider,Email\r\nBr\0ad,b@example.org", "This is not a text file."),
        (b"Provider,Email\r\n\x81\x8d\xff,b@example.org", "The letters in it can't be told apart."),
        (b"\xef\xbb\xbfProvider,Email\r\n\xff\xfe,b@example.org", "It says that it is Unicode"),
        (b'Provider,Email\r\nBread,"b@example.org\r\n', "From line 2 on it can't be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Excel file, or one with a password."),
        (b"PK\x03\x04 and then rubbish", "This workbook can't be read"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data: bytes, begins: str) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        read_file(data)

    assert str(refusal.value.message).startswith(begins)


def test_a_workbook_with_macros_is_not_opened() -> None:
    with pytest.raises(FileRefusedError, match="macros"):
        read_file(with_part(workbook(ROWS), "xl/vbaProject.bin", b"anything"))


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="no Excel workbook"):
        read_file(with_part(workbook(ROWS), "word/document.xml", b"<x/>").replace(b"xl/workbook.xml", b"xl/workbooq.xml"))


def test_a_workbook_that_is_huge_once_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)

    with pytest.raises(FileRefusedError, match="too big"):
        read_file(with_part(workbook(ROWS), "xl/media/bomb.xml", b" " * 2_000_000))


def test_a_workbook_that_defines_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'

    with pytest.raises(FileRefusedError, match="can't be read"):
        read_file(with_part(workbook(ROWS), "xl/worksheets/sheet1.xml", bomb))


def test_too_many_lines_columns_and_bytes_are_refused_with_the_limit() -> None:
    with pytest.raises(FileRefusedError, match="more than 5,000 lines"):
        read_file(b"Provider,Email\r\n" + b"Bread,b@example.org\r\n" * 5_001)
    with pytest.raises(FileRefusedError, match="more than 100 columns"):
        read_file(b",".join([b"x"] * 101) + b"\r\n" + b",".join([b"y"] * 101))
    with pytest.raises(FileRefusedError, match="larger than 5 megabytes"):
        read_file(b"x" * (reading.MOST_BYTES + 1))
    with pytest.raises(FileRefusedError, match="too much to paste"):
        read_pasted("x" * (reading.MOST_PASTED + 1))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=12)


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=8))
@example([["=1+1", "'=1+1", "'@"]])
def test_what_we_write_is_read_back(rows: list[list[str]]) -> None:
    table = read_file(sheets.as_csv(["Provider", "Email", "Town"], rows))

    assert [[without_mark(cell) for cell in line.cells] for line in table.lines] == rows


@given(st.binary(max_size=400))
def test_whatever_bytes_come_it_is_a_table_or_refused(data: bytes) -> None:
    with contextlib.suppress(FileRefusedError):
        table = read_file(data)
        assert {len(line.cells) for line in table.lines} == {len(table.headings)}


@given(st.binary(max_size=200), st.integers(0, 2_000))
def test_a_damaged_workbook_is_a_table_or_refused(damage: bytes, at: int) -> None:
    good = workbook(ROWS)

    with contextlib.suppress(FileRefusedError):
        assert read_file(good[:at] + damage + good[at + len(damage) :]).lines
