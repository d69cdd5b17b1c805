"""Sentences for people. Which of them is said when is in test_clearances.py."""

import datetime

from tests.factories.vetting import shipped_content
from vetting.queries.clearances import reasons
from vetting.rules.gaps import Gap
from vetting.rules.regulated import Assessment, ContactPattern

POLICY = shipped_content()
ROW = next(row for row in POLICY.table if row.id == "R3")
BARRED = POLICY.by_code["DBS_ENH_CBL"]
DAY = datetime.date(2027, 3, 3)


def test_dates_are_spoken() -> None:
    assert reasons.spoken(DAY) == "3 March 2027"


def test_every_way_out_says_what_to_do() -> None:
    ways = [reasons.WayOut(fewer=3), reasons.WayOut(possible_from=DAY), reasons.WayOut()]

    assert [way.text for way in ways] == [
        "Choose fewer of these dates: 3 within 30 days are possible without.",
        "From 3 March 2027 it would be possible without.",
        "Ask the provider whether they are getting it.",
    ]


def test_the_table_says_whether_it_is_the_days_or_the_deed() -> None:
    gap = Gap(BARRED, None, renewable=False)

    days, deed = (
        reasons.by_table(gap, Assessment(ROW, pattern, 5), reasons.WayOut()).text
        for pattern in (ContactPattern.PERIOD_CONDITION, ContactPattern.OVERNIGHT)
    )

    assert str(days).startswith("With this date the adult would be with pupils on 5 days within 30, at all schools together.")
    assert str(deed).startswith("What the adult would do here counts as regulated activity.")


def test_a_gap_says_whether_it_never_was_ran_out_or_will_be_renewed() -> None:
    insurance = POLICY.by_code["PLI"]
    gaps = [Gap(insurance, None, renewable=False), Gap(insurance, DAY, renewable=False), Gap(insurance, DAY, renewable=True)]

    assert [(one.code, one.until) for one in map(reasons.gap, gaps)] == [
        ("check_missing", None),
        ("check_ended", DAY),
        ("awaiting_renewal", DAY),
    ]


def test_no_reason_is_without_words() -> None:
    said = [
        reasons.unavailable(),
        reasons.level(),
        reasons.scope(),
        reasons.unchecked_alone(),
        reasons.review(DAY),
        reasons.reviewed_out(DAY),
        reasons.tips_others(),
        reasons.alone(Gap(BARRED, None, renewable=False)),
        reasons.needs_officer(Assessment(ROW, ContactPattern.FREQUENT, 3)),
        reasons.needs_officer(Assessment(ROW, ContactPattern.ONE_OFF, 1)),
    ]

    assert all(str(one.text).endswith(".") for one in said)
