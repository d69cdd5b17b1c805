"""Who is asked what: the columns of the matrix from which the policy was written down."""

import dataclasses
import datetime

import pytest

from tests.factories.vetting import shipped_content
from vetting.rules.applicability import TableCheck, asked, code_of_level, person_codes, table_check
from vetting.rules.policy import Facts
from vetting.rules.regulated import ContactPattern, assess_declared

POLICY = shipped_content()


def facts(**changes: object) -> Facts:
    given: dict[str, object] = {
        "provider_kinds": frozenset({"cbt_individual"}),
        "offer_kind": "session",
        "setting": "school_site",
        "supervision": "school_staff_present",
        "nature": "teach_train_instruct",
        "engagement": "volunteer",
        "date": datetime.date(2026, 11, 4),
        "pattern": ContactPattern.INFREQUENT,
    }
    return Facts(**(given | changes))  # type: ignore[arg-type]  # any field may be changed


def required(**changes: object) -> list[str]:
    """Codes of the checks that block something, in the policy's order."""
    known = facts(**changes)
    code = assess_declared(POLICY, known).row.required_check(known.supervision)
    return [one.check.code for one in asked(POLICY, known, code) if one.need == "required"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param(
            {},
            ["ID_VERIFIED", "REFERENCES", "SG_TRAINING", "CODE_OF_CONDUCT", "SG_POLICY", "PLI", "RISK_DECL", "CURRICULUM_REVIEW"],
            id="teacher-now-and-then",
        ),
        pytest.param(
            {"pattern": ContactPattern.PERIOD_CONDITION},
            [
                "ID_VERIFIED",
                "DBS_ENH_CBL",
                "REFERENCES",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "SG_POLICY",
                "PLI",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
            ],
            id="teacher-weekly",
        ),
        pytest.param(
            {"supervision": "unsupervised"},
            [
                "ID_VERIFIED",
                "DBS_ENH",
                "REFERENCES",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "SG_POLICY",
                "PLI",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
            ],
            id="teacher-alone",
        ),
        pytest.param(
            {"provider_kinds": frozenset({"cbt_organisation"}), "engagement": "paid_by_provider"},
            [
                "ID_VERIFIED",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "ORG_IDENTITY",
                "SG_POLICY",
                "STAFF_ASSURANCE",
                "PLI",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
            ],
            id="organisation",
        ),
        pytest.param(
            {
                "provider_kinds": frozenset({"employer"}),
                "offer_kind": "workplace",
                "setting": "employer_site",
                "nature": "presence_only",
                "engagement": "paid_by_provider",
                "pattern": ContactPattern.ONE_OFF,
            },
            ["CODE_OF_CONDUCT", "ORG_IDENTITY", "FIRE_SAFETY", "VENUE_ACCESS", "RISK_DECL", "CURRICULUM_REVIEW"],
            id="employer-visited-once",
        ),
        pytest.param(
            {"provider_kinds": frozenset({"third_space_host"}), "offer_kind": "visit", "setting": "host_site"},
            [
                "CODE_OF_CONDUCT",
                "ORG_IDENTITY",
                "SG_POLICY",
                "PLI",
                "OEAP_STATEMENT",
                "FIRE_SAFETY",
                "VENUE_ACCESS",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
            ],
            id="host",
        ),
        pytest.param(
            {
                "provider_kinds": frozenset({"third_space_host"}),
                "offer_kind": "visit",
                "setting": "host_site",
                "supervision": "unsupervised",
            },
            [
                "ID_VERIFIED",
                "DBS_ENH",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "ORG_IDENTITY",
                "SG_POLICY",
                "STAFF_ASSURANCE",
                "PLI",
                "OEAP_STATEMENT",
                "FIRE_SAFETY",
                "VENUE_ACCESS",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
            ],
            id="host-alone",
        ),
        pytest.param(
            {"setting": "online_live"},
            ["ID_VERIFIED", "REFERENCES", "SG_TRAINING", "CODE_OF_CONDUCT", "SG_POLICY", "CURRICULUM_REVIEW"],
            id="online",
        ),
        pytest.param(
            {"involves": frozenset({"food"}), "provider_kinds": frozenset({"cbt_organisation"})},
            [
                "ID_VERIFIED",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "FOOD_HYGIENE",
                "ORG_IDENTITY",
                "SG_POLICY",
                "STAFF_ASSURANCE",
                "PLI",
                "FOOD_REG",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
                "ALLERGEN",
            ],
            id="food",
        ),
        pytest.param(
            {"offer_kind": "talk", "nature": "talk_assembly", "pattern": ContactPattern.ONE_OFF},
            [
                "ID_VERIFIED",
                "REFERENCES",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "SG_POLICY",
                "PLI",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
                "SPEAKER_DD",
            ],
            id="talk",
        ),
        pytest.param(
            {
                "provider_kinds": frozenset({"employer"}),
                "offer_kind": "work_experience",
                "setting": "employer_site",
                "supervision": "provider_supervised",
                "engagement": "paid_by_provider",
                "pattern": ContactPattern.ONE_OFF,
                "years": frozenset({"y10"}),
            },
            [
                "ID_VERIFIED",
                "SG_TRAINING",
                "CODE_OF_CONDUCT",
                "ORG_IDENTITY",
                "SG_POLICY",
                "STAFF_ASSURANCE",
                "PLI",
                "ELI",
                "FIRE_SAFETY",
                "VENUE_ACCESS",
                "RISK_DECL",
                "CURRICULUM_REVIEW",
                "YP_RISK",
            ],
            id="work-experience",
        ),
    ],
)
def test_what_is_asked_of_each(changes: dict[str, object], codes: list[str]) -> None:
    assert required(**changes) == codes


def test_a_dbs_check_holds_up_listing_only_of_a_single_teacher() -> None:
    weekly = {"pattern": ContactPattern.PERIOD_CONDITION}

    alone = {one.check.code: one.effect for one in asked(POLICY, facts(**weekly), "DBS_ENH_CBL")}
    employed = facts(provider_kinds=frozenset({"cbt_organisation"}), **weekly)

    assert alone["DBS_ENH_CBL"] == "blocks_publish"
    assert {one.check.code: one.effect for one in asked(POLICY, employed, "DBS_ENH_CBL")}["DBS_ENH_CBL"] == "blocks_booking"


def test_an_enhanced_check_blocks_only_without_school_staff() -> None:
    (enhanced,) = [one for one in asked(POLICY, facts(supervision="unsupervised"), "DBS_ENH") if one.check.code == "DBS_ENH"]

    assert [enhanced.blocks(mode) for mode in ("school_staff_present", "school_staff_on_site", "unsupervised")] == [False, True, True]


def test_advice_blocks_nothing() -> None:
    (search,) = [one for one in asked(POLICY, facts(), "") if one.check.code == "ONLINE_SEARCH"]

    assert (search.need, search.blocks("unsupervised")) == ("advisory", False)


WEEKLY = {"pattern": ContactPattern.FREQUENT}
ALONE = {"nature": "talk_assembly", "supervision": "unsupervised"}


@pytest.mark.parametrize(
    ("changes", "ruling", "has", "answer"),
    [
        ({}, None, False, TableCheck("")),
        (WEEKLY, None, False, TableCheck("", is_open=True)),
        (WEEKLY, None, True, TableCheck("DBS_ENH_CBL")),
        (WEEKLY, True, False, TableCheck("DBS_ENH_CBL")),
        (WEEKLY, False, False, TableCheck("")),
        (WEEKLY | {"supervision": "unsupervised"}, False, False, TableCheck("DBS_ENH")),
        (ALONE, None, False, TableCheck("", is_open=True)),
        (ALONE, None, True, TableCheck("DBS_ENH")),
        (ALONE, True, False, TableCheck("DBS_ENH")),
        (ALONE, False, True, TableCheck("")),
    ],
)
def test_an_officer_rules_where_the_law_gives_no_number(
    changes: dict[str, object], ruling: bool | None, has: bool, answer: TableCheck
) -> None:
    known = facts(**changes)

    assert table_check(POLICY, known, assess_declared(POLICY, known), ruling, lambda code: has) == answer


def test_each_level_has_its_check() -> None:
    assert [code_of_level(POLICY, level) for level in ("enhanced_cbl", "enhanced", "none")] == ["DBS_ENH_CBL", "DBS_ENH", ""]


def test_what_somebody_only_declares_is_no_check_of_them() -> None:
    declared = dataclasses.replace(POLICY.by_code["PREVENT"], routes=("declaration",))
    policy = dataclasses.replace(POLICY, checks=(POLICY.by_code["ID_VERIFIED"], declared, POLICY.by_code["PLI"]))

    assert person_codes(policy) == {"ID_VERIFIED"}


ALONE_WITH_PUPILS = {"supervision": "unsupervised"}
EARLY = {"years": frozenset({"reception", "y1"})}


@pytest.mark.parametrize(
    ("changes", "code", "need"),
    [
        (EARLY, "CHILDCARE_DISQ", "advisory"),
        (EARLY | ALONE_WITH_PUPILS, "CHILDCARE_DISQ", "required"),
        (ALONE_WITH_PUPILS, "CHILDCARE_DISQ", None),
        ({"years": frozenset({"y2"}), "involves": frozenset({"out_of_hours"})}, "CHILDCARE_DISQ", "required"),
        ({"setting": "host_site", "runs": "weekly"}, "NOT_A_SCHOOL", "required"),
        ({"setting": "host_site", "runs": "weekly", "involves": frozenset({"out_of_hours"})}, "NOT_A_SCHOOL", None),
        ({"setting": "host_site", "runs": "occasional"}, "NOT_A_SCHOOL", None),
        ({"setting": "host_site", "capacity": 200}, "PREMISES_SECURITY", "advisory"),
        ({"setting": "host_site", "capacity": 199}, "PREMISES_SECURITY", None),
        ({"engagement": "paid_self_employed"}, "RTW", "advisory"),
        ({}, "RTW", None),
        ({"offer_kind": "workplace", "involves": frozenset({"work_tasks"})}, "YP_RISK", "required"),
        ({"offer_kind": "workplace"}, "YP_RISK", None),
        ({}, "S128", None),
        ({"involves": frozenset({"first_aid"})} | EARLY, "FIRST_AID_PAED", "required"),
        ({"involves": frozenset({"drives_pupils"})}, "DRIVER", "required"),
    ],
)
def test_what_is_asked_by_what_is_part_of_the_offer(changes: dict[str, object], code: str, need: str | None) -> None:
    assert {one.check.code: one.need for one in asked(POLICY, facts(**changes), "")}.get(code) == need


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"years": frozenset({"y10"}), "supervision": "unsupervised", "pattern": ContactPattern.PERIOD_CONDITION}, "R8"),
        ({"years": frozenset({"y12"}), "supervision": "unsupervised", "pattern": ContactPattern.PERIOD_CONDITION}, "R7"),
        ({"years": frozenset({"y10"}), "supervision": "unsupervised", "pattern": ContactPattern.ONE_OFF}, "R7"),
        ({"years": frozenset({"y10"}), "pattern": ContactPattern.PERIOD_CONDITION}, "R7"),
    ],
)
def test_an_officer_decides_on_work_experience(changes: dict[str, object], row: str) -> None:
    found = assess_declared(POLICY, facts(offer_kind="work_experience", **changes))

    assert (found.row.id, found.needs_officer) == (row, True)
