import datetime

import pytest

from bookings.rules.words import capitalised, dates_words, joined, moment_words, times_words, weekdays_words

JAN = [datetime.date(2027, 1, day) for day in (13, 20, 27)]
FEB = datetime.date(2027, 2, 3)


@pytest.mark.parametrize(("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_parts_are_joined_as_in_a_sentence(parts: list[str], words: str) -> None:
    assert joined(parts) == words


def test_each_month_and_the_year_are_said_once() -> None:
    assert dates_words([FEB, *JAN]) == "13, 20 and 27 January and 3 February 2027"


def test_years_are_said_where_they_differ() -> None:
    assert dates_words([datetime.date(2026, 12, 16), JAN[0]]) == "16 December 2026 and 13 January 2027"


def test_no_date_is_no_words() -> None:
    assert dates_words([]) == ""


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (JAN, "three Wednesdays"),
        (JAN[:1], "one Wednesday"),
        ([*JAN, datetime.date(2027, 1, 28)], "four dates"),
        ([JAN[0] + datetime.timedelta(weeks=week) for week in range(12)], "12 Wednesdays"),
    ],
)
def test_dates_are_counted_by_their_weekday(dates: list[datetime.date], words: str) -> None:
    assert weekdays_words(dates) == words


def test_times_and_moments_are_local() -> None:
    assert times_words(datetime.time(13, 15), datetime.time(15, 15)) == "13:15 to 15:15"
    assert moment_words(datetime.datetime(2027, 7, 7, 16, 0, tzinfo=datetime.UTC)) == "Wednesday 7 July at 17:00"


def test_only_the_first_letter_is_raised() -> None:
    assert capitalised("eight Wednesdays") == "Eight Wednesdays"
