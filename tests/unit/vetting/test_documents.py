"""What docs/vetting.md shows of the life cycles and of the policy is what the program goes by.

`python -m tests.unit.vetting.test_documents` writes those parts of the page anew.
"""

import dataclasses
import re

import pytest

from config.paths import ROOT
from vetting.rules.describing import checks_table, regulated_activity_table
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy
from vetting.states import ACCREDITATION, CASE, CHECK, CLEARANCE, CONCERN, POLICY_DRAFT, REFERENCE, REFERRAL
from vetting.states.leads import APPEAL, WAIVER
from vetting.states.panels import PANEL
from vetting.states.partners import LOAN, RECOGNITION

PAGE = ROOT / "docs" / "vetting.md"
PLACE = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
POLICY = read_policy(PolicyText((ROOT / "data" / "vetting_policy_england_2026_09.yaml").read_text()).data)
MACHINES = {
    "accreditation": ACCREDITATION,
    "case": CASE,
    "check": CHECK,
    "clearance": CLEARANCE,
    "concern": CONCERN,
    "loan": LOAN,
    "panel": PANEL,
    "policy": POLICY_DRAFT,
    "recognition": RECOGNITION,
    "reference": REFERENCE,
    "referral": REFERRAL,
    "waiver": WAIVER,
    "appeal": APPEAL,
}
PARTS = {
    **{name: f"```mermaid\n{machine.diagram()}\n```\n" for name, machine in MACHINES.items()},
    "regulated_activity": regulated_activity_table(POLICY) + "\n",
    "checks": checks_table(POLICY) + "\n",
}


@pytest.mark.parametrize("name", PARTS)
def test_the_part_is_fresh(name: str) -> None:
    shown = {found: part for _start, found, part, _end in PLACE.findall(PAGE.read_text())}

    assert shown[name] == PARTS[name]


def test_every_generated_part_of_the_page_is_known() -> None:
    assert {name for _start, name, _part, _end in PLACE.findall(PAGE.read_text())} == set(PARTS)


def test_a_check_that_counts_for_good_says_so() -> None:
    check = POLICY.by_code["ID_VERIFIED"]
    lasting = dataclasses.replace(check, validity=dataclasses.replace(check.validity, months=None))

    lines = checks_table(dataclasses.replace(POLICY, checks=(lasting,))).splitlines()

    assert lines[2].startswith("| Identity seen (`ID_VERIFIED`) | person | being listed, being booked | good |")


if __name__ == "__main__":
    PAGE.write_text(PLACE.sub(lambda found: found[1] + PARTS[found[2]] + found[4], PAGE.read_text()))
