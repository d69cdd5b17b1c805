import datetime

import pytest

from schools import rules
from tests.factories.schools import BLOCKS_2026_27


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_the_example_for_2026_27_is_the_usual_year() -> None:
    assert rules.example_blocks(2026) == list(BLOCKS_2026_27)


def test_an_example_for_a_late_easter_breaks_up_before_it() -> None:
    blocks = {code: (first, last) for code, first, last in rules.example_blocks(2025)}

    assert (blocks["spring_2"][1], blocks["summer_1"][0]) == (date("2026-03-27"), date("2026-04-13"))  # Easter is on 5 April 2026


@pytest.mark.parametrize("first_year", range(2020, 2060))
def test_examples_hang_together_in_every_year(first_year: int) -> None:
    blocks = rules.example_blocks(first_year)
    days = [day for _code, first, last in blocks for day in rules.weekdays(first, last)]
    closed = rules.bank_holidays(days[0], days[-1])
    training = rules.training_days(blocks)

    taught = [day for day in days if day not in closed and day not in training]

    edges = [edge for _code, first, last in blocks for edge in (first, last)]
    assert edges == sorted(edges)
    assert (len(taught), len(training)) == (190, 5)
    assert [edge.weekday() for edge in edges if edge.weekday() > rules.FRIDAY] == []
    assert [day for day in training if day not in days or day in closed] == []
    assert (blocks[0][1] >= date(f"{first_year}-09-01"), blocks[-1][2] <= date(f"{first_year + 1}-08-01")) == (True, True)


def test_bank_holidays_have_the_names_that_people_use() -> None:
    assert rules.bank_holidays(date("2026-09-01"), date("2027-08-31")) == {
        date("2026-12-25"): "Christmas Day",
        date("2026-12-26"): "Boxing Day",
        date("2026-12-28"): "Boxing Day (substitute day)",
        date("2027-01-01"): "New Year's Day bank holiday",
        date("2027-03-26"): "Good Friday",
        date("2027-03-29"): "Easter Monday",
        date("2027-05-03"): "Early May bank holiday",
        date("2027-05-31"): "Spring bank holiday",
        date("2027-08-30"): "Summer bank holiday",
    }


def test_a_holiday_of_one_year_keeps_its_name() -> None:
    assert rules.bank_holidays(date("2023-05-08"), date("2023-05-08")) == {date("2023-05-08"): "Coronation of Charles III"}


@pytest.mark.parametrize(
    ("day", "code"), [("2026-08-31", "2025-26"), ("2026-09-01", "2026-27"), ("2027-02-17", "2026-27"), ("1999-12-31", "1999-00")]
)
def test_academic_years_begin_in_september(day: str, code: str) -> None:
    assert rules.year_code(rules.first_year_of(date(day))) == code
