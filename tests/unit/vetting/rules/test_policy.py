import dataclasses
import datetime

import pytest

from tests.factories.vetting import shipped_content
from vetting.rules.policy import Constant

POLICY = shipped_content()


def constant(key: str, value: int | datetime.date, since: str) -> Constant:
    return Constant(key, value, datetime.date.fromisoformat(since), "custom", "test")


def test_a_number_holds_until_a_later_one_does() -> None:
    policy = dataclasses.replace(POLICY, constants=(constant("DAYS", 30, "2027-01-01"), constant("DAYS", 28, "2026-01-01")))

    answers = [policy.number("DAYS", datetime.date.fromisoformat(day)) for day in ("2025-01-01", "2026-12-31", "2027-01-01")]

    assert answers == [28, 28, 30]


def test_a_date_or_an_unknown_key_is_no_number() -> None:
    with pytest.raises(KeyError):
        POLICY.number("RA_SUPERVISION_EXEMPTION_REMOVED_ON", datetime.date(2026, 11, 4))
    with pytest.raises(KeyError):
        POLICY.number("MOON", datetime.date(2026, 11, 4))
