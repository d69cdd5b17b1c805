import datetime

import pytest

from core.models import PostcodePoint
from schools.models import Authority, School
from schools.services.register.columns import read_header
from schools.services.register.reading import Record
from schools.services.register.rows import RegisterRow, read_row
from schools.services.register.upserts import Authorities, Outcome, upsert_rows
from tests.factories.register import PRIMARY, register_row
from tests.factories.schools import AuthorityFactory, SchoolFactory

pytestmark = pytest.mark.django_db

NAME = PRIMARY["EstablishmentName"]
LEAST = ("URN", "EstablishmentName", "EstablishmentStatus (name)", "Postcode")


def rows(*records: dict[str, str]) -> list[RegisterRow]:
    return [read_row(read_header(list(one)), Record(line, line, list(one.values()))) for line, one in enumerate(records, start=2)]


def upsert(*records: dict[str, str], write: bool = True) -> list[Outcome]:
    return upsert_rows(rows(*records), Authorities(write=write), write=write)


def test_a_new_school_is_added_with_its_authority_and_point() -> None:
    outcomes = upsert(register_row())

    school = School.objects.get()
    assert outcomes == [Outcome("added", 2, "122193", NAME)]
    assert (school.urn, school.authority.code, school.authority.name) == ("122193", "929", "Northumberland")
    assert [round(degrees or 0, 3) for degrees in (school.latitude, school.longitude)] == [55.084, -1.607]


def test_the_same_again_changes_nothing() -> None:
    upsert(register_row())
    before = School.objects.values().get()

    outcomes = upsert(register_row())

    assert (outcomes, School.objects.values().get()) == ([Outcome("unchanged", 2, "122193", NAME)], before)


def test_what_the_register_says_replaces_what_it_said_and_no_setting_of_the_school() -> None:
    upsert(register_row())
    School.objects.update(session_weekday=4, session_starts=datetime.time(9, 0), open_holds_cap=5)
    before = School.objects.get()

    outcomes = upsert(register_row(EstablishmentName="Beacon Hill", LA_code="354", LA_name="Rochdale"))

    school = School.objects.get()
    assert outcomes == [Outcome("changed", 2, "122193", "Beacon Hill", "authority, name")]
    assert (school.pk, school.name, school.authority.name) == (before.pk, "Beacon Hill", "Rochdale")
    assert (school.session_weekday, school.session_starts, school.open_holds_cap) == (4, datetime.time(9, 0), 5)


def test_a_school_that_closes_stays_and_is_closed() -> None:
    upsert(register_row())

    outcomes = upsert(register_row(EstablishmentStatus_code="2", EstablishmentStatus_name="Closed", CloseDate="31-08-2026"))

    school = School.objects.get()
    assert outcomes == [Outcome("closed", 2, "122193", NAME, "closes_on, is_active, status")]
    assert (school.is_active, school.closes_on) == (False, datetime.date(2026, 8, 31))


def test_a_school_may_open_again() -> None:
    upsert(register_row(EstablishmentStatus_code="2"))

    outcomes = upsert(register_row())

    assert outcomes == [Outcome("changed", 2, "122193", NAME, "is_active, status")]


def test_added_changed_and_unchanged_come_in_the_order_of_the_file() -> None:
    upsert(register_row(), register_row(URN="122194"))

    outcomes = upsert(register_row(URN="122195"), register_row(URN="122194", Town="Blyth"), register_row())

    expected = [("added", 2, "122195"), ("changed", 3, "122194"), ("unchanged", 4, "122193")]
    assert [(one.kind, one.line, one.urn) for one in outcomes] == expected


def test_nothing_is_written_on_a_dry_run_and_the_answer_is_the_same() -> None:
    upsert(register_row())
    rehearsed = upsert(register_row(Town="Blyth"), register_row(URN="122195", LA_code="354"), write=False)

    assert [one.kind for one in rehearsed] == ["changed", "added"]
    assert (School.objects.get().town, [authority.code for authority in Authority.objects.all()]) == ("Cramlington", ["929"])


def test_a_file_without_positions_moves_no_school() -> None:
    upsert(register_row())
    before = School.objects.get()

    outcomes = upsert({name: PRIMARY[name] for name in LEAST} | {"EstablishmentName": "Beacon Hill"})

    school = School.objects.get()
    assert outcomes == [Outcome("changed", 2, "122193", "Beacon Hill", "name")]
    assert (school.latitude, school.longitude, school.easting, school.town) == (
        before.latitude,
        before.longitude,
        before.easting,
        before.town,
    )


def test_a_position_that_the_register_takes_back_goes() -> None:
    upsert(register_row())

    upsert(register_row(Easting="0", Northing="0"))

    school = School.objects.get()
    assert (school.easting, school.latitude, school.longitude) == (None, None, None)


def test_a_school_without_a_position_is_placed_by_its_postcode() -> None:
    PostcodePoint.objects.create(postcode="NE23 8EH", sector="NE23 8", district="NE23", latitude=55.1, longitude=-1.6)

    upsert(register_row(Easting="", Northing=""), register_row(URN="122195", Easting="", Northing="", Postcode="NE1 1AA"))

    assert list(School.objects.order_by("urn").values_list("latitude", "longitude")) == [(55.1, -1.6), (None, None)]


def test_an_authority_is_renamed_and_named_in_its_absence() -> None:
    AuthorityFactory(code="929", name="Northumberland County")

    upsert(register_row(), register_row(URN="122195", LA_code="354", LA_name=""))

    assert list(Authority.objects.order_by("code").values_list("code", "name")) == [("354", "Authority 354"), ("929", "Northumberland")]


def test_the_first_name_of_an_authority_counts() -> None:
    upsert(register_row(), register_row(URN="122195", LA_name="Elsewhere"))

    assert Authority.objects.get().name == "Northumberland"


def test_a_new_school_needs_an_authority_and_a_known_one_keeps_its_own() -> None:
    known = SchoolFactory(urn="122193")

    outcomes = upsert(register_row(LA_code=""), register_row(URN="122195", LA_code=""))

    assert [(one.kind, one.reason) for one in outcomes if one.kind == "rejected"] == [
        ("rejected", "It has no LA code, and the school is not known yet.")
    ]
    assert list(School.objects.values_list("urn", "authority")) == [("122193", known.authority.pk)]


def test_a_batch_takes_a_bounded_number_of_statements(django_assert_num_queries: object) -> None:
    upsert(*(register_row(URN=str(number)) for number in range(100000, 100030)))
    batch = rows(*(register_row(URN=str(number), Town="Blyth") for number in range(100010, 100060)))

    with django_assert_num_queries(4):  # type: ignore[operator]
        outcomes = upsert_rows(batch, Authorities(write=True), write=True)

    assert [one.kind for one in outcomes] == ["changed"] * 20 + ["added"] * 30
