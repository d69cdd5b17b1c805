"""The regulated-activity table, on the dates and cases from which it was written down."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.vetting import shipped_content
from vetting.rules.policy import Facts
from vetting.rules.regulated import (
    Contact,
    ContactPattern,
    assess,
    assess_declared,
    fullest_window,
    pattern_on,
    week_number,
    weeks_in_a_row,
)

POLICY = shipped_content()
TEACH = "teach_train_instruct"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def facts(date: str = "2026-11-04", **changes: object) -> Facts:
    given_facts: dict[str, object] = {
        "provider_kinds": frozenset({"cbt_individual"}),
        "offer_kind": "session",
        "setting": "school_site",
        "supervision": "school_staff_present",
        "nature": TEACH,
        "engagement": "volunteer",
        "date": day(date),
    }
    return Facts(**(given_facts | changes))  # type: ignore[arg-type]  # any field may be changed


def contacts(*dates: str, nature: str = TEACH) -> list[Contact]:
    return [Contact(day(date), nature) for date in dates]


def test_acceptance_case_1_fourth_day_on_the_thirtieth_is_regulated() -> None:
    taken = contacts("2026-11-02", "2026-11-12", "2026-11-24")

    found = assess(POLICY, facts("2026-12-01"), [*taken, *contacts("2026-12-01")])

    assert (found.row.id, found.pattern, found.days, found.row.requires) == ("R3", "period_condition", 4, "DBS_ENH_CBL")


def test_acceptance_case_1_fourth_day_on_the_thirty_first_is_not() -> None:
    taken = contacts("2026-11-02", "2026-11-12", "2026-11-24")

    found = assess(POLICY, facts("2026-12-02"), [*taken, *contacts("2026-12-02")])

    assert (found.row.id, found.pattern, found.days) == ("R5", "infrequent", 3)


def test_acceptance_case_1_four_days_before_september_2026_are_history() -> None:
    taken = contacts("2026-05-04", "2026-05-12", "2026-05-20", "2026-05-28")

    assert {assess(POLICY, facts(str(one.date)), taken).row.id for one in taken} == {"R3h"}


def test_four_days_before_september_2026_were_regulated_for_the_paid() -> None:
    taken = contacts("2026-05-04", "2026-05-12", "2026-05-20", "2026-05-28")

    found = assess(POLICY, facts("2026-05-28", engagement="paid_self_employed"), taken)

    assert (found.row.id, found.row.regulated) == ("R3p", True)


def test_acceptance_case_2_a_one_off_may_be_asked_no_barred_list() -> None:
    found = assess(POLICY, facts("2026-11-04"), contacts("2026-11-04"))

    assert (found.row.id, found.pattern, found.row.maximum, found.row.required_check("school_staff_present")) == (
        "R5",
        "one_off",
        "enhanced",
        "",
    )


@pytest.mark.parametrize(
    ("changes", "taken", "row"),
    [
        ({"nature": "personal_care"}, (), "R1"),
        ({"nature": TEACH, "setting": "online_live"}, ("2026-10-21", "2026-10-28"), "R9"),
        ({"nature": TEACH}, ("2026-10-21", "2026-10-28"), "R3"),
        ({"nature": TEACH, "engagement": "paid_by_provider"}, ("2026-10-21", "2026-10-28"), "R3"),
        ({"nature": TEACH, "supervision": "unsupervised"}, (), "R5"),
        ({"nature": "talk_assembly"}, ("2026-10-21", "2026-10-28"), "R6"),
        ({"nature": "talk_assembly", "supervision": "unsupervised"}, (), "R10"),
        ({"nature": "presence_only", "engagement": "paid_by_provider"}, ("2026-10-21", "2026-10-28"), "R4"),
        ({"nature": "presence_only", "engagement": "volunteer"}, ("2026-10-21", "2026-10-28"), "R6"),
        ({"nature": "presence_only", "engagement": "paid_by_provider"}, ("2026-10-21",), "R6"),
        ({"offer_kind": "work_experience"}, ("2026-10-21", "2026-10-28"), "R7"),
    ],
)
def test_each_row_of_the_table_decides_its_own(changes: dict[str, object], taken: tuple[str, ...], row: str) -> None:
    nature = str(changes.get("nature", TEACH))

    found = assess(POLICY, facts("2026-11-04", **changes), contacts(*taken, "2026-11-04", nature=nature))

    assert found.row.id == row


def test_contact_in_the_small_hours_is_overnight_even_once() -> None:
    found = assess(POLICY, facts("2026-11-04"), [Contact(day("2026-11-04"), TEACH, overnight=True)])

    assert (found.row.id, found.pattern) == ("R2", ContactPattern.OVERNIGHT)


def test_talks_do_not_add_up_with_teaching() -> None:
    talks = contacts("2026-11-02", "2026-11-12", "2026-11-24", nature="talk_assembly")

    found = assess(POLICY, facts("2026-12-01"), [*talks, *contacts("2026-12-01")])

    assert (found.row.id, found.pattern, found.days) == ("R5", "one_off", 1)


def test_three_weeks_in_a_row_need_an_officer_and_four_in_thirty_days_do_not() -> None:
    third = assess(POLICY, facts("2026-11-18"), contacts("2026-11-04", "2026-11-11", "2026-11-18"))
    fourth = assess(POLICY, facts("2026-11-25"), contacts("2026-11-04", "2026-11-11", "2026-11-18", "2026-11-25"))

    assert (third.pattern, third.needs_officer) == ("frequent", True)
    assert (fourth.pattern, fourth.needs_officer) == ("period_condition", False)


def test_a_table_without_an_answer_is_a_fault() -> None:
    empty = dataclasses.replace(POLICY, table=())

    with pytest.raises(LookupError):
        assess(empty, facts(), [])


def test_what_is_declared_is_judged_without_counting() -> None:
    found = assess_declared(POLICY, facts(pattern=ContactPattern.PERIOD_CONDITION))

    assert (found.row.id, found.pattern, found.days) == ("R3", "period_condition", 0)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["2026-11-04"], 1),
        (["2026-11-04", "2026-12-03"], 2),  # the thirtieth day counts
        (["2026-11-04", "2026-12-04"], 1),  # the thirty-first does not
        (["2026-11-04", "2026-11-04", "2026-11-05"], 2),  # days, not sessions
        (["2026-10-20", "2026-10-25", "2026-11-04", "2026-11-17", "2026-11-19"], 4),
    ],
)
def test_fullest_window_takes_in_both_its_ends(dates: list[str], days: int) -> None:
    assert fullest_window(day("2026-11-04"), [day(date) for date in dates], 30) == days


@given(st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31)), st.sets(st.integers(-70, 70), max_size=12), st.integers(1, 40))
def test_fullest_window_agrees_with_looking_at_every_window(date: datetime.date, offsets: set[int], length: int) -> None:
    dates = {date + datetime.timedelta(days=offset) for offset in offsets} | {date}
    windows = [{date + datetime.timedelta(days=back + step) for step in range(length)} for back in range(-length + 1, 1)]

    assert fullest_window(date, dates, length) == max(len(dates & window) for window in windows)


def test_weeks_run_from_monday_and_on_through_new_year() -> None:
    sunday, monday, new_year = day("2026-12-27"), day("2026-12-28"), day("2027-01-03")

    assert week_number(monday) - week_number(sunday) == 1
    assert week_number(new_year) == week_number(monday)


def test_a_run_of_weeks_goes_both_ways_and_stops_at_a_gap() -> None:
    dates = [day("2026-11-04"), day("2026-11-13"), day("2026-11-18"), day("2026-12-02")]

    assert [weeks_in_a_row(date, dates) for date in dates] == [3, 3, 3, 1]


def test_half_term_does_not_break_a_run() -> None:
    before, after = day("2027-02-10"), [day("2027-02-24"), day("2027-03-03")]
    half_term = week_number(day("2027-02-17"))

    assert weeks_in_a_row(before, after) == 1
    assert weeks_in_a_row(before, after, {half_term}) == 3


def test_two_days_within_a_year_are_infrequent_and_a_year_apart_one_off() -> None:
    first, later = day("2026-11-04"), day("2027-11-04")

    assert pattern_on(first, contacts("2026-11-04", "2027-11-03"), POLICY)[0] == ContactPattern.INFREQUENT
    assert pattern_on(first, [Contact(first, TEACH), Contact(later, TEACH)], POLICY)[0] == ContactPattern.ONE_OFF
