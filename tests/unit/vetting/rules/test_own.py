"""What a school may ask beyond its authority."""

import datetime

import pytest

from tests.factories.vetting import shipped_content
from vetting.rules.applicability import Asked
from vetting.rules.own import OwnRequirement, asked_in_addition, is_of_use, why_not_to_require

TODAY = datetime.date(2026, 11, 4)
PRESENT, ALONE = "school_staff_present", "unsupervised"


def row(name: str):  # type: ignore[no-untyped-def]  # a row of the table
    return next(one for one in shipped_content().table if one.id == name)


def wanted(*codes: str, need: str = "required", effect: str = "blocks_booking") -> list[Asked]:
    return [Asked(shipped_content().by_code[code], need, effect) for code in codes]


def added(own: OwnRequirement, asked: list[Asked], *, table_row: str = "R5", supervision: str = PRESENT) -> list[str]:
    return [one.check.code for one in asked_in_addition(shipped_content(), supervision, row(table_row), asked, [own])]


def test_what_the_authority_only_advises_a_school_can_make_necessary() -> None:
    advised = wanted("FIRST_AID", need="advisory", effect="advisory")

    assert added(OwnRequirement("FIRST_AID"), advised) == ["FIRST_AID"]
    assert asked_in_addition(shipped_content(), PRESENT, row("R5"), advised, [OwnRequirement("FIRST_AID")])[0].effect == "blocks_booking"


def test_what_is_not_asked_for_this_activity_at_all_is_left_alone_since_no_officer_could_record_it() -> None:
    assert added(OwnRequirement("FOOD_HYGIENE"), wanted("PLI")) == []


def test_what_blocks_anyway_is_not_asked_twice() -> None:
    assert added(OwnRequirement("PLI"), wanted("PLI")) == []


def test_a_check_that_can_stand_for_one_that_is_asked_may_be_asked() -> None:
    assert added(OwnRequirement("LOTC_QB"), wanted("PLI")) == ["LOTC_QB"]
    assert is_of_use(shipped_content().by_code["LOTC_QB"], {"PLI"})


def test_a_requirement_above_a_supervision_leaves_the_others_alone() -> None:
    own, advised = OwnRequirement("PREVENT", alone_only=True), wanted("PREVENT", need="advisory", effect="advisory")

    assert (added(own, advised), added(own, advised, supervision=ALONE)) == ([], ["PREVENT"])


@pytest.mark.parametrize(("table_row", "found"), [("R5", ["DBS_ENH"]), ("R6", [])])
def test_no_dbs_check_beyond_what_the_row_of_the_table_allows(table_row: str, found: list[str]) -> None:
    assert added(OwnRequirement("DBS_ENH"), wanted("PLI"), table_row=table_row) == found


@pytest.mark.parametrize(
    ("code", "alone_only", "refused_by"),
    [
        ("FIRST_AID", False, ""),
        ("DBS_ENH", False, "R6"),
        ("DBS_ENH", True, ""),
        ("DBS_ENH_CBL", False, "R7"),
        ("DBS_ENH_CBL", True, "R7"),
    ],
)
def test_asking_beyond_the_law_is_refused_with_the_row_that_says_so(code: str, alone_only: bool, refused_by: str) -> None:
    reason = why_not_to_require(shipped_content(), shipped_content().by_code[code], TODAY, alone_only=alone_only)

    assert (f"Row {refused_by}" in reason) if refused_by else reason == ""


def test_a_status_is_looked_up_with_consent_and_by_no_school() -> None:
    reason = why_not_to_require(shipped_content(), shipped_content().by_code["DBS_STATUS"], TODAY, alone_only=True)

    assert "own consent" in reason
