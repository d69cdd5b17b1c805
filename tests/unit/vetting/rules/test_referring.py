"""Each ground of a suspension, and whom the program asks about."""

from vetting.enums import SuspensionGround
from vetting.rules.referring import kind_on_suspension, kind_on_withdrawal


def test_each_ground_asks_of_whom_it_calls_for() -> None:
    asked = {ground: (kind_on_suspension(ground), kind_on_withdrawal(ground)) for ground in SuspensionGround.values}

    assert {ground: kinds for ground, kinds in asked.items() if any(kinds)} == {
        "allegation_lado": ("lado", "dbs"),
        "police_or_court_matter": ("lado", "dbs"),
        "barred_or_disqualified": ("dbs", "dbs"),
        "dbs_no_longer_current": (None, "dbs"),
        "incident_under_review": (None, "dbs"),
        "conduct_low_level_pattern": (None, "dbs"),
    }
