import pytest

from imports.rules.not_kept import why_not_kept, without
from imports.rules.tables import Line, Table


def table(heading: str, *values: str) -> Table:
    return Table((heading,), 1, tuple(Line(at, (value,)) for at, value in enumerate(values, start=2)), ())


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("DBS certificate number", "the number of a certificate"),
        ("Certificate No.", "the number of a certificate"),
        ("DBS ref", "the number of a certificate"),
        ("Update service ID", "the number of a certificate"),
        ("D.O.B.", "a date of birth"),
        ("Date of birth", "a date of birth"),
        ("Pupil name", "something about pupils or families"),
        ("UPN", "something about pupils or families"),
        ("Child's surname", "something about pupils or families"),
        ("NI Number", "an identity paper"),
        ("Passport no", "an identity paper"),
        ("Convictions disclosed", "what a certificate or a concern says"),
        ("Concerns", "what a certificate or a concern says"),
        ("Ethnicity", "something personal"),
        ("Sort code", "bank details"),
    ],
)
def test_columns_are_refused_by_their_heading(heading: str, what: str) -> None:
    assert why_not_kept(table(heading, "x")) == {0: what}


@pytest.mark.parametrize(
    "heading",
    [
        "DBS issue date",
        "Child protection training",
        "Enhanced DBS with children's barred list",
        "Insurance expiry",
        "References",
        "ID seen on",
    ],
)
def test_columns_with_dates_of_checks_are_kept(heading: str) -> None:
    assert why_not_kept(table(heading, "04/09/2026")) == {}


@pytest.mark.parametrize("value", ["001234567890", "1234567890123", "QQ123456C".replace("QQ", "AB"), "A123456789012"])
def test_columns_are_refused_by_their_values_under_any_heading(value: str) -> None:
    assert list(why_not_kept(table("Remarks", value, "", "see file", value))) == [0]


@pytest.mark.parametrize(("heading", "value"), [("Telephone", "01670 123456"), ("Mobile", "7700900123"), ("Remarks", "+44 7700 900123")])
def test_telephone_numbers_are_no_certificates(heading: str, value: str) -> None:
    assert why_not_kept(table(heading, value, value)) == {}


def test_what_is_not_kept_is_gone_and_a_stray_certificate_with_it() -> None:
    lines = [Line(2, ("Bread", "3 May 1980", "001234567890", "b@example.org"))]

    assert without(lines, [1]) == [Line(2, ("Bread", "", "", "b@example.org"))]
