import pytest

from schools.exceptions import RegisterFileError
from schools.services.register import columns

LEAST = ["URN", "EstablishmentName", "EstablishmentStatus (code)", "Postcode"]
ABSENT = (
    "Not in the file, so left as they are: Address3, CloseDate, County (name), Easting, EstablishmentNumber, LA (code), LA (name),"
    " Locality, Northing, OpenDate, PhaseOfEducation (code), PhaseOfEducation (name), SchoolWebsite, StatutoryHighAge, "
    "StatutoryLowAge, Street, TelephoneNum, Town, TypeOfEstablishment (code), TypeOfEstablishment (name), UKPRN."
)


def test_the_least_that_a_register_has_is_enough_and_the_rest_is_told() -> None:
    header = columns.read_header(LEAST)

    assert header == columns.Header(
        {"URN": 0, "EstablishmentName": 1, "EstablishmentStatus (code)": 2, "Postcode": 3}, width=4, warnings=(ABSENT,)
    )


def test_a_full_header_of_any_year_says_nothing() -> None:
    header = columns.read_header([*sorted(columns.WANTED), *sorted(columns.UNREAD)])

    assert header.warnings == ()


def test_new_columns_are_told() -> None:
    header = columns.read_header([*sorted(columns.WANTED), "MusicRooms", "", "HeadLastName"])

    assert header.warnings == ("Not known, so not read: MusicRooms, (no name).",)


def test_no_name_of_a_person_is_wanted() -> None:
    assert [name for name in columns.WANTED if name.startswith(("Head", "Props"))] == []


NO_HEADER = (
    "The first line doesn't name the columns of the register of schools: {missing} not found. "
    "Use the file edubasealldata….csv as it was downloaded, first line included."
)
NO_COMMAS = "The columns are not separated by commas. Save the file as “CSV (comma delimited)” or use it as it was downloaded."


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Postcode", "Name"], NO_HEADER.format(missing="URN, EstablishmentName, EstablishmentStatus (name)")),
        (["122193", "929"], NO_HEADER.format(missing="URN, EstablishmentName, Postcode, EstablishmentStatus (name)")),
        (["URN;EstablishmentName;Postcode"], NO_COMMAS),
        (["URN\tEstablishmentName"], NO_COMMAS),
        ([*LEAST, "URN"], "The first line names a column twice: URN."),
    ],
)
def test_what_is_no_header_is_refused_in_a_sentence(names: list[str], sentence: str) -> None:
    with pytest.raises(RegisterFileError) as refusal:
        columns.read_header(names)

    assert refusal.value.message == sentence
