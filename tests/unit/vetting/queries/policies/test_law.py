import datetime

import pytest
import time_machine

from core import clock
from vetting.models import RuleSet
from vetting.queries.policies.law import LawLine, law_in

pytestmark = pytest.mark.django_db


def rule(key: str, value: object, first: str, jurisdiction: str = "england") -> None:
    RuleSet.objects.create(
        jurisdiction=jurisdiction, key=key, value=value, effective_from=first, source=f"An Act about {key}", recorded_at=clock.now()
    )


def line(key: str, value: int | bool | datetime.date, first: str, last: str | None = None) -> LawLine:
    day = datetime.date.fromisoformat
    return LawLine(key, value, day(first), day(last) if last else None, f"An Act about {key}")


def test_each_holds_until_the_day_before_the_next_of_its_key() -> None:
    rule("DAYS", 30, "2012-09-10")
    rule("DAYS", 28, "2026-09-01")
    rule("DAYS", 21, "2027-01-01")
    rule("EXEMPT", value=False, first="2026-09-01")
    rule("GONE_ON", "2026-09-01", "2026-09-01")
    rule("DAYS", 5, "2012-09-10", jurisdiction="wales")

    with time_machine.travel("2026-12-31T12:00:00Z", tick=False):
        on_the_last_day = law_in("england")
    with time_machine.travel("2027-01-01T12:00:00Z", tick=False):
        on_the_next = law_in("england")

    others = (line("EXEMPT", value=False, first="2026-09-01"), line("GONE_ON", datetime.date(2026, 9, 1), "2026-09-01"))
    first, second, third = (
        line("DAYS", 30, "2012-09-10", "2026-08-31"),
        line("DAYS", 28, "2026-09-01", "2026-12-31"),
        line("DAYS", 21, "2027-01-01"),
    )
    assert (on_the_last_day.today, on_the_last_day.to_come, on_the_last_day.past) == ((second, *others), (third,), (first,))
    assert (on_the_next.today, on_the_next.to_come, on_the_next.past) == ((third, *others), (), (second, first))
    assert [(one.is_yes_or_no, one.is_day) for one in others] == [(True, False), (False, True)]
