import datetime

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import PostcodePoint
from search.contract import SearchRequest, Sort
from search.forms import SearchForm
from tests.factories.schools import CalendarFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def postcodes() -> None:
    PostcodePoint.objects.create(postcode="NE23 8EH", sector="NE23 8", district="NE23", latitude=55.08, longitude=-1.6)


def form(address: str) -> SearchForm:
    return SearchForm(QueryDict(address), school=None)


def test_an_empty_address_asks_for_everything() -> None:
    assert form("").to_request() == SearchRequest(page_size=10)


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_everything_that_an_address_can_ask() -> None:
    address = (
        "q=bread&near=ne238eh&when=date&date=2027-01-27&group=24&door=wednesday&door=challenge&years=5-6&years=9&distance=3&distance=5"
        "&access=captions&cost=free&subject=music&category=life_skills&sort=nearest&page=3&exact=1"
    )

    asked = form(address)
    request = asked.to_request()

    assert (asked.errors, asked.ignored) == ({}, [])
    assert request.near is not None
    assert (request.near.label, request.near.precision, request.within_miles) == ("NE23 8EH", "exact", 5)
    assert (request.text, request.dates, request.group_size) == ("bread", (datetime.date(2027, 1, 27),), 24)
    assert (set(request.doors), set(request.years)) == ({"wednesday", "challenge"}, {5, 6, 9})
    assert [set(one) for one in (request.access, request.costs, request.subjects)] == [{"captions"}, {"free"}, {"music"}]
    assert request.categories == {"life_skills"}
    assert (request.sort, request.page, request.correct, request.for_schools) == (Sort.NEAREST, 3, False, False)


def test_a_place_is_looked_round_for_twenty_miles_unless_another_distance_is_chosen() -> None:
    within = [
        form(f"near=NE23{more}").to_request().within_miles for more in ("", "&distance=3", "&distance=any", "&distance=any&distance=3")
    ]

    assert within == [20, 3, None, None]
    assert form("distance=3").to_request().within_miles is None


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        ("near=XX99", "near", "We can't place this. Write a postcode, like NE23 6QW, or its first half, like NE23."),
        ("near=Cramlington", "near", "We can't place this. Write a postcode, like NE23 6QW, or its first half, like NE23."),
        ("when=date", "date", "Which date? Write it like 27 January 2027."),
        ("when=date&date=2027-02-30", "date", "There is no such date. Write it like 27 January 2027."),
        ("when=date&date=soon", "date", "There is no such date. Write it like 27 January 2027."),
        ("when=date&date=2026-11-22", "date", "Choose a date from tomorrow on."),
        ("when=date&date=1999-01-01", "date", "Choose a date from tomorrow on."),
        ("when=date&date=2031-01-01", "date", "Choose a date within a year: diaries don't reach farther."),
        ("when=term-2027-01-04", "when", "Sign in with your school to search on its own dates."),
        ("group=many", "group", "Write the number of pupils in figures, like 24."),
        ("group=0", "group", "A group has at least one pupil."),
        ("group=-3", "group", "A group has at least one pupil."),
        ("group=9999", "group", "Groups are of 500 pupils at most. Search for one group at a time."),
        ("sort=dearest", "sort", "Choose an order from the list."),
        ("page=0", "page", "There is no such page. This is the first one."),
        (f"page={'9' * 30}", "page", "There is no such page. This is the first one."),
        ("page=last", "page", "There is no such page. This is the first one."),
        (f"q={'x' * 201}", "q", "Search for fewer words: 200 characters at most."),
    ],
)
@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_is_searched_for(address: str, field: str, message: str) -> None:
    asked = form(f"{address}&door=wednesday")

    assert asked.errors == {field: [message]}
    assert asked.to_request() == SearchRequest(doors=frozenset({"wednesday"}), page_size=10)


def test_values_that_nothing_can_be_narrowed_by_are_left_out_and_told() -> None:
    asked = form("door=window&door=wednesday&years=99&subject=&access=<script>")

    assert (asked.errors, asked.ignored) == ({}, ["window", "99", "<script>"])
    assert asked.to_request().doors == {"wednesday"}


def test_nearest_is_an_order_only_where_there_is_a_place() -> None:
    assert [value for value, _label in form("near=NE23").fields["sort"].choices] == ["best", "nearest", "newest"]  # type: ignore[attr-defined]
    assert form("sort=nearest").errors == {"sort": ["Choose an order from the list."]}


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_a_school_is_asked_about_its_own_place_and_dates_unless_it_says_otherwise() -> None:
    school = SchoolFactory(postcode="NE23 8EH")
    CalendarFactory(authority=school.authority)

    unasked = SearchForm(QueryDict(""), school=school).to_request()
    anywhere = SearchForm(QueryDict("near="), school=school).to_request()
    in_spring = SearchForm(QueryDict("when=term-2027-01-04"), school=school)

    assert unasked.near is not None
    assert (unasked.near.label, unasked.for_schools, anywhere.near) == ("NE23 8EH", True, None)
    assert len(in_spring.to_request().dates) == 11


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_a_date_on_which_the_school_does_not_teach_says_why() -> None:
    school = SchoolFactory()
    CalendarFactory(authority=school.authority)

    half_term = SearchForm(QueryDict("when=date&date=2027-02-17"), school=school)
    taught = SearchForm(QueryDict("when=date&date=2027-02-24"), school=school)

    assert "alf-term" in half_term.date_note
    assert taught.date_note == ""
    assert SearchForm(QueryDict("when=date&date=2027-02-17"), school=None).date_note == ""


def test_where_a_postcode_is_placed_roughly_it_is_said() -> None:
    assert form("near=NE23 9ZZ").place_note == "Distances are from about the middle of NE23."
    assert form("near=NE23 8EH").place_note == ""


def test_the_next_distance_is_one_step_out() -> None:
    assert [form(f"near=NE23{more}").next_distance for more in ("", "&distance=1", "&distance=10")] == [20, 3, 20]


FIELDS = ("q", "near", "when", "date", "group", "door", "years", "distance", "access", "cost", "sort", "page", "exact", "other")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(FIELDS), st.text(max_size=30) | st.sampled_from(["date", "-1", "9" * 30, "NE23", "1e9", "\x00"])),
        max_size=8,
    )
)
def test_no_address_is_too_strange(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)

    request = SearchForm(query, school=None).to_request()

    assert isinstance(request, SearchRequest)
