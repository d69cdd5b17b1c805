import dataclasses
import datetime

import pytest

from tests.factories.vetting import shipped_content
from vetting.rules.policy import PolicyContent
from vetting.rules.waiving import last_day_possible, may_waive, most_days, why_not_to_waive

POLICY = shipped_content()
TODAY = datetime.date(2026, 11, 4)


@pytest.mark.parametrize("code", ["ID_VERIFIED", "DBS_ENH_CBL", "DBS_ENH", "DBS_STATUS", "ELI", "RISK_DECL"])
def test_what_is_law_or_keeps_children_safe_is_never_waived(code: str) -> None:
    assert "is never waived" in why_not_to_waive(POLICY, POLICY.by_code[code])


def test_every_check_that_is_law_or_asked_by_the_table_is_refused_and_the_rest_may_be_asked() -> None:
    refused = {check.code for check in POLICY.checks if not may_waive(POLICY, check)}
    by_law = {
        check.code for check in POLICY.checks if check.basis == "law" or check.by_table or check.code.startswith(("DBS", "ID_", "BARRED"))
    }

    assert refused == by_law
    assert may_waive(POLICY, POLICY.by_code["SG_TRAINING"])


def test_a_row_of_the_table_that_requires_a_check_keeps_it_from_being_waived() -> None:
    row = dataclasses.replace(POLICY.table[0], requires="SG_TRAINING")
    stricter = dataclasses.replace(POLICY, table=(row, *POLICY.table[1:]))

    assert "regulated-activity table" in why_not_to_waive(stricter, POLICY.by_code["SG_TRAINING"])


def test_the_policy_says_how_long_and_an_older_one_ninety_days() -> None:
    older: PolicyContent = dataclasses.replace(POLICY, constants=tuple(row for row in POLICY.constants if row.key != "WAIVER_MAX_DAYS"))

    assert (most_days(POLICY, TODAY), most_days(older, TODAY)) == (90, 90)
    assert last_day_possible(POLICY, TODAY, TODAY) == datetime.date(2027, 2, 1)
