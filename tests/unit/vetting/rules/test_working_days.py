import datetime

import pytest

from vetting.rules.working_days import working_day


@pytest.mark.parametrize(
    ("date", "number", "found"),
    [
        ("2026-11-05", 1, "2026-11-06"),
        ("2026-11-06", 1, "2026-11-09"),  # over a weekend
        ("2026-11-07", 1, "2026-11-09"),  # from a Saturday
        ("2026-12-24", 1, "2026-12-29"),  # Christmas, the bank holiday in lieu of Boxing Day on a Saturday
        ("2027-03-25", 2, "2027-03-31"),  # Easter
        ("2026-11-09", -1, "2026-11-06"),
    ],
)
def test_weekends_and_bank_holidays_are_left_out(date: str, number: int, found: str) -> None:
    assert working_day(datetime.date.fromisoformat(date), number) == datetime.date.fromisoformat(found)
