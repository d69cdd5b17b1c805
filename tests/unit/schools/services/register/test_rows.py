import csv
import datetime
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.services.register.columns import read_header
from schools.services.register.reading import Record
from schools.services.register.rows import RegisterRow, RowError, read_row
from tests.factories.register import PRIMARY, register_bytes, register_row


def read(row: dict[str, str], without: tuple[str, ...] = ()) -> RegisterRow:
    header, values = csv.reader(io.StringIO(register_bytes([row], "utf-8", without).decode(), newline=""))
    return read_row(read_header(header), Record(2, 2, values))


def field(name: str, **changes: str) -> Any:
    return read(register_row(**changes)).fields[name]


def test_a_row_gives_a_school() -> None:
    assert read(register_row()) == RegisterRow(
        line=2,
        last_line=2,
        urn="122193",
        authority_code="929",
        authority_name="Northumberland",
        fields={
            "name": "Beaconhill Community Primary School",
            "establishment_number": "2076",
            "type_name": "Community school",
            "phase": "Primary",
            "ukprn": "10072345",
            "status": "Open",
            "is_active": True,
            "opened_on": datetime.date(1974, 9, 1),
            "closes_on": None,
            "low_age": 3,
            "high_age": 11,
            "postcode": "NE23 8EH",
            "street": "Langdale Drive",
            "town": "Cramlington",
            "county": "Northumberland",
            "locality": "Beacon Hill Grange",
            "easting": 425191,
            "northing": 576731,
            "telephone": "01670716660",
            "website": "http://www.beaconhill.northumberland.sch.uk",
        },
        remarks=(),
    )


def test_columns_that_the_file_lacks_give_no_fields() -> None:
    least = ("URN", "EstablishmentName", "EstablishmentStatus (name)", "Postcode")

    row = read(register_row(), without=tuple(name for name in PRIMARY if name not in least))

    assert (row.authority_code, row.fields) == (
        "",
        {"name": "Beaconhill Community Primary School", "status": "Open", "is_active": True, "postcode": "NE23 8EH"},
    )


@pytest.mark.parametrize(
    ("code", "name", "status", "is_active", "closes_on"),
    [
        ("1", "", "Open", True, None),
        ("02", "", "Closed", False, datetime.date(2026, 8, 31)),
        ("", "Open, but proposed to close", "Open, but proposed to close", True, datetime.date(2026, 8, 31)),
        ("3", "Open", "Open, but proposed to close", True, datetime.date(2026, 8, 31)),
        ("4", "", "Proposed to open", False, None),
    ],
)
def test_the_status_decides_whether_a_school_is_open(
    code: str, name: str, status: str, is_active: bool, closes_on: datetime.date | None
) -> None:
    row = read(register_row(EstablishmentStatus_code=code, EstablishmentStatus_name=name, CloseDate="31-08-2026"))

    assert (row.fields["status"], row.fields["is_active"], row.fields["closes_on"]) == (status, is_active, closes_on)


@pytest.mark.parametrize("code", ["2", "02"])
def test_a_padded_type_is_the_same_type(code: str) -> None:
    assert field("type_name", TypeOfEstablishment_code=code, TypeOfEstablishment_name="") == "Voluntary aided school"


def test_a_type_that_is_not_on_the_list_keeps_its_name() -> None:
    assert field("type_name", TypeOfEstablishment_code="88", TypeOfEstablishment_name="Floating school") == "Floating school"


@pytest.mark.parametrize(("easting", "northing"), [("", ""), ("0", "0"), ("", "576731"), ("425191", "0")])
def test_a_blank_or_nought_position_is_unknown(easting: str, northing: str) -> None:
    row = read(register_row(Easting=easting, Northing=northing))

    assert (row.fields["easting"], row.fields["northing"], row.grid) == (None, None, None)


def test_a_position_off_the_grid_is_left_blank_and_told() -> None:
    row = read(register_row(Easting="9425191", Northing="576731"))

    assert (row.grid, row.remarks) == (None, ("The position “9425191, 576731” is not one; left blank.",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-09-2026", datetime.date(2026, 9, 1)),
        ("01/09/2026", datetime.date(2026, 9, 1)),
        ("2026-09-01", datetime.date(2026, 9, 1)),
        ("", None),
    ],
)
def test_dates_are_day_first_unless_they_begin_with_the_year(text: str, expected: datetime.date | None) -> None:
    assert field("opened_on", OpenDate=text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("NE23 8EH", "NE23 8EH"), ("ne238eh", "NE23 8EH"), (" NE23  8EH ", "NE23 8EH"), ("", ""), ("ZZ99 9ZZ", "")],
)
def test_postcodes_are_written_one_way(typed: str, expected: str) -> None:
    assert field("postcode", Postcode=typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("www.school.org.uk", "http://www.school.org.uk"),
        ("https://school.org.uk/a?b=1", "https://school.org.uk/a?b=1"),
        ("HTTP://SCHOOL.ORG", "HTTP://SCHOOL.ORG"),
        ("javascript:alert(1)", ""),
        ("school.org/<script>", ""),
        ("n/a", ""),
        ("www." + "x" * 200 + ".uk", ""),
    ],
)
def test_websites_get_a_scheme_or_are_left_blank(typed: str, expected: str) -> None:
    assert field("website", SchoolWebsite=typed) == expected


@pytest.mark.parametrize(("typed", "expected"), [("01670 716660", "01670716660"), ("1670716660", "01670716660"), ("", "")])
def test_telephone_numbers_get_back_the_nought_that_a_spreadsheet_took(typed: str, expected: str) -> None:
    assert field("telephone", TelephoneNum=typed) == expected


def test_values_left_blank_are_told() -> None:
    row = read(register_row(UKPRN="123", Postcode="NOWHERE", SchoolWebsite="none", StatutoryLowAge="three"))

    assert row.remarks == (
        "The UKPRN “123” is not one; left blank.",
        "The age “three” is not one; left blank.",
        "The postcode “NOWHERE” is not one; left blank.",
        "The website “none” is not one; left blank.",
    )


def test_the_address_is_put_together() -> None:
    row = read(register_row(Locality="Hebburn", Address3="Tyneside", County_name="Not recorded"))

    assert (row.fields["locality"], row.fields["county"]) == ("Hebburn, Tyneside", "")


def test_control_characters_and_doubled_spaces_go() -> None:
    assert field("name", EstablishmentName=" St  Mary\x92s\tSchool\n") == "St Mary s School"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"URN": "12219"}, "The URN “12219” is not six digits."),
        ({"URN": "12219\N{FULLWIDTH DIGIT THREE}"}, "The URN “12219\N{FULLWIDTH DIGIT THREE}” is not six digits."),
        ({"URN": ""}, "The URN “” is not six digits."),
        ({"EstablishmentName": " "}, "It has no name."),
        ({"EstablishmentName": "x" * 201}, "Its name is longer than 200 characters."),
        ({"LA_code": "Northumberland"}, "The LA code “Northumberland” is not three digits."),
        ({"LA_code": "9290"}, "The LA code “9290” is not three digits."),
        ({"EstablishmentStatus_code": "9", "EstablishmentStatus_name": "Asleep"}, "The status “Asleep” is not one of the register's."),
        ({"EstablishmentStatus_code": "", "EstablishmentStatus_name": ""}, "The status “” is not one of the register's."),
        ({"OpenDate": "31-02-2015"}, "OpenDate “31-02-2015” is not a date like 31-08-2026."),
        ({"CloseDate": "soon"}, "CloseDate “soon” is not a date like 31-08-2026."),
        ({"Street": "x" * 201}, "Its Street is longer than 200 characters."),
    ],
)
def test_a_row_that_cannot_be_a_school_is_rejected_with_its_reason(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(RowError) as rejection:
        read(register_row(**changes))

    assert str(rejection.value) == reason


@pytest.mark.parametrize(("code", "expected"), [("929", "929"), ("0929", "929"), ("9", "009"), ("", "")])
def test_authority_codes_have_three_digits(code: str, expected: str) -> None:
    assert read(register_row(LA_code=code)).authority_code == expected


def test_a_row_of_another_length_is_rejected() -> None:
    header = read_header(["URN", "EstablishmentName", "EstablishmentStatus (code)", "Postcode"])

    with pytest.raises(RowError) as rejection:
        read_row(header, Record(2, 2, ["122193", "Burnside", "1"]))

    assert str(rejection.value) == "It has 3 values and the first line has 4: a comma or a quotation mark is missing or too many."


def told(row: dict[str, str]) -> RegisterRow | str:
    """The row as it was read, or why it was rejected."""
    try:
        return read_row(read_header(list(row)), Record(2, 2, list(row.values())))
    except RowError as rejection:
        return str(rejection)


@given(st.fixed_dictionaries({name: st.one_of(st.just(value), st.text(max_size=210)) for name, value in PRIMARY.items()}))
def test_any_text_gives_a_school_or_a_reason(row: dict[str, str]) -> None:
    found = told(row)

    assert found
    if isinstance(found, RegisterRow):
        assert (len(found.urn), 0 < len(found.fields["name"]) <= 200, len(found.authority_code) in (0, 3)) == (6, True, True)
        assert all(len(value) <= 200 and value.isprintable() for value in found.fields.values() if isinstance(value, str))
