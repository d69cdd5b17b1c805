import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.rules.days import EPOCH, parse_day

SEPTEMBER = datetime.date(2026, 9, 4)
WRITTEN = [
    "04/09/2026",
    "4/9/26",
    "4.9.2026",
    "04-09-2026",
    "2026-09-04",
    "2026-09-04 00:00:00",
    "2026-09-04T10:30:00Z",
    "4 Sep 2026",
    "4 Sept 2026",
    "04-Sep-26",
    "4th September 2026",
    "4th of September, 2026",
    "Friday 4 September 2026",
    "Fri, 4 Sep 2026",
    "September 4, 2026",
    "Sep 4th 2026",
    "46269",
    "46269.5",
    "  04/09/2026 ",
    "04/09/2026 09:15",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_day_is_read_in_every_custom(text: str) -> None:
    assert parse_day(text) == SEPTEMBER


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("09/25/2026", "The day comes before the month, as in 25/09/2026. This looks the other way round."),
        ("31/09/2026", "There is no such day in the calendar."),
        ("29 Feb 2027", "There is no such day in the calendar."),
        ("4 Brumaire 2026", "“brumaire” is no month."),
        ("Sep 2026", "This is not a whole date. Write it like 4 September 2026 or 04/09/2026."),
        ("09/2026", "This is not a whole date. Write it like 4 September 2026 or 04/09/2026."),
        ("yes", "This is not a whole date. Write it like 4 September 2026 or 04/09/2026."),
        ("04/09/1926", "The year can't be right."),
        ("04/09/0026", "The year can't be right."),
        ("99999", "The year can't be right."),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the sentence is compared whole below
        parse_day(text)

    assert str(refusal.value) == reason


DAYS = st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31))
FORMATS = st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y", "%A %d %b %Y", "%B %d, %Y", "%d/%m/%Y %H:%M"])


@given(DAYS, FORMATS)
def test_a_day_that_was_written_is_read_back(day: datetime.date, form: str) -> None:
    assert parse_day(day.strftime(form)) == day


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_that_a_spreadsheet_stores_as_a_number_is_read_back(day: datetime.date) -> None:
    assert parse_day(str((day - EPOCH).days)) == day


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_day_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 1970 <= parse_day(text).year <= 2099
