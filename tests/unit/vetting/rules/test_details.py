"""What may be written down about a check. Nothing of a certificate finds a place, however it is typed."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.vetting import good_recording, shipped_content
from vetting.exceptions import CheckRefusedError
from vetting.rules.details import clean_details, short_text
from vetting.rules.policy import CheckType

POLICY = shipped_content()
TODAY = datetime.date(2026, 11, 4)
TRAINING = {"course": "Awareness", "level": "awareness", "completed_on": "2026-10-01"}
INSURANCE = {"insurer": "Mutual", "limit_gbp": 5_000_000, "covers_activity": True}


def refusal(code: str, details: dict[str, Any], *, passing: bool = True) -> tuple[str, str]:
    with pytest.raises(CheckRefusedError) as caught:
        clean_details(POLICY.by_code[code], details, today=TODAY, passing=passing)
    return caught.value.field, str(caught.value.message)


@pytest.mark.parametrize("kind", POLICY.checks, ids=lambda kind: kind.code)
def test_good_answers_to_every_check_are_kept_as_they_are(kind: CheckType) -> None:
    details = good_recording(kind)["details"]

    assert clean_details(kind, details, today=datetime.date(2100, 1, 1), passing=True) == details


def test_what_the_policy_does_not_list_has_no_place() -> None:
    assert refusal("DBS_ENH_CBL", {"certificate_text": "…"}) == (
        "certificate_text",
        "There is no place for this. Nothing but outcomes and dates is kept.",
    )


def test_what_is_required_is_asked_for() -> None:
    assert refusal("SG_TRAINING", TRAINING | {"course": ""}) == ("course", "Answer “Course”.")


def test_what_is_not_required_may_be_left_out() -> None:
    kept = clean_details(POLICY.by_code["RISK_DECL"], {"held": True, "reviewed_on": TODAY}, today=TODAY, passing=True)

    assert kept == {"held": True, "reviewed_on": "2026-11-04"}


@pytest.mark.parametrize(
    ("code", "details", "field", "message"),
    [
        ("SG_TRAINING", TRAINING | {"level": "expert"}, "level", "Choose one of the answers to “Level”."),
        ("ID_VERIFIED", {"document_types": ["moon"]}, "document_types", "Choose from the answers to “Documents seen”."),
        ("ID_VERIFIED", {"document_types": "passport"}, "document_types", "Choose from the answers to “Documents seen”."),
        ("RISK_DECL", {"held": "yes"}, "held", "Answer yes or no to “A risk assessment is held”."),
        ("SG_TRAINING", TRAINING | {"completed_on": "soon"}, "completed_on", "Give “Completed on” as a date."),
        (
            "SG_TRAINING",
            TRAINING | {"completed_on": "2026-11-05"},
            "completed_on",
            "“Completed on” lies in the future. Give the day on which it happened.",
        ),
        ("PLI", INSURANCE | {"limit_gbp": "5m"}, "limit_gbp", "Give “Limit in pounds” as a whole number."),
        ("PLI", INSURANCE | {"limit_gbp": True}, "limit_gbp", "Give “Limit in pounds” as a whole number."),
        ("PLI", INSURANCE | {"limit_gbp": 2_000_000}, "limit_gbp", "“Limit in pounds” must be at least 5,000,000 for a pass."),
        (
            "SG_POLICY",
            {"policy_dated": "2026-01-01", "lead_named": True, "lado_known": True, "url": "ftp://example.org"},
            "url",
            "Give “Web address of the policy” as a web address that begins with https://.",
        ),
        ("SG_TRAINING", TRAINING | {"course": "x" * 81}, "course", "“Course” takes at most 80 characters."),
        (
            "SG_TRAINING",
            TRAINING | {"course": "x" * 201},
            "course",
            "This looks pasted from a document, and nothing of one is kept. Give “Course” in a few words.",
        ),
        (
            "SG_TRAINING",
            TRAINING | {"course": "No 0012 3456 7890"},
            "course",
            "“Course” holds a long number, as certificates have. Leave it out: it is not kept.",
        ),
        (
            "SG_TRAINING",
            TRAINING | {"course": "No convictions shown"},
            "course",
            "“Course” must not say anything that a certificate says. Leave it out: it is not kept.",
        ),
    ],
)
def test_what_can_not_be_right_is_refused_at_its_field(code: str, details: dict[str, Any], field: str, message: str) -> None:
    assert refusal(code, details) == (field, message)


def test_a_check_that_failed_may_say_how_little_there_was() -> None:
    kept = clean_details(POLICY.by_code["PLI"], INSURANCE | {"limit_gbp": 2_000_000}, today=TODAY, passing=False)

    assert kept["limit_gbp"] == 2_000_000


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first text of a run takes seconds to think of
@given(
    st.dictionaries(
        st.sampled_from(["course", "level", "completed_on", "other"]), st.one_of(st.text(), st.integers(), st.booleans(), st.dates())
    )
)
def test_whatever_is_typed_is_kept_clean_or_refused(details: dict[str, Any]) -> None:
    try:
        kept = clean_details(POLICY.by_code["SG_TRAINING"], details, today=TODAY, passing=True)
    except CheckRefusedError:
        return
    assert set(kept) == {"course", "level", "completed_on"}
    assert kept["completed_on"] <= TODAY.isoformat()


def test_words_come_on_one_line() -> None:
    assert short_text("  Rang\n twice ", "Note", "text", 20) == "Rang twice"
