import dataclasses
import datetime

from tests.factories.vetting import shipped_content
from vetting.rules.appealing import day_to_decide, last_day_to_lodge

FRIDAY = datetime.date(2026, 12, 18)


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert last_day_to_lodge(shipped_content(), FRIDAY) == datetime.date(2027, 1, 6)
    assert day_to_decide(shipped_content(), FRIDAY) == datetime.date(2027, 1, 20)


def test_a_policy_that_names_no_days_has_the_usual_ones() -> None:
    earlier = dataclasses.replace(shipped_content(), constants=())

    assert last_day_to_lodge(earlier, FRIDAY) == last_day_to_lodge(shipped_content(), FRIDAY)
    assert day_to_decide(earlier, FRIDAY) == day_to_decide(shipped_content(), FRIDAY)
