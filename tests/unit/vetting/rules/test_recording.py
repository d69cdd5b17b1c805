import dataclasses
import datetime

import pytest
import time_machine

from tests.factories.vetting import good_recording, shipped_content
from vetting.exceptions import CheckRefusedError
from vetting.rules.recording import Recording, checked

POLICY = shipped_content()
TODAY = datetime.date(2026, 11, 4)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def good(code: str, **changes: object) -> Recording:
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False):
        return Recording(**(good_recording(POLICY.by_code[code]) | changes))


def ends(code: str, **changes: object) -> datetime.date | None:
    return checked(POLICY.by_code[code], good(code, **changes), TODAY).expires_on


def refusal(code: str, **changes: object) -> tuple[str, str]:
    with pytest.raises(CheckRefusedError) as caught:
        checked(POLICY.by_code[code], good(code, **changes), TODAY)
    return caught.value.field, str(caught.value.message)


def test_months_are_counted_from_the_day_the_policy_names() -> None:
    details = {"course": "Awareness", "level": "awareness", "completed_on": "2026-10-01"}

    assert ends("ID_VERIFIED", performed_on=day("2026-11-02")) == day("2029-11-02")
    assert ends("DBS_ENH_CBL", issued_on=day("2026-05-31")) == day("2029-05-31")
    assert ends("SG_TRAINING", details=details) == day("2027-10-01")


def test_the_day_on_the_evidence_counts_where_the_policy_says_so() -> None:
    assert ends("PLI", expires_on=day("2026-12-24")) == day("2026-12-24")


def test_evidence_that_ends_sooner_ends_sooner_and_later_no_later() -> None:
    assert ends("ID_VERIFIED", expires_on=day("2027-01-01")) == day("2027-01-01")
    assert ends("ID_VERIFIED", expires_on=day("2040-01-01")) == day("2029-11-04")


def test_a_check_that_lasts_for_good_has_no_end() -> None:
    lasting = dataclasses.replace(
        POLICY.by_code["ID_VERIFIED"], validity=dataclasses.replace(POLICY.by_code["ID_VERIFIED"].validity, months=None)
    )

    assert checked(lasting, good("ID_VERIFIED"), TODAY).expires_on is None


def test_a_failed_check_needs_no_last_day() -> None:
    assert ends("PLI", outcome="fail", expires_on=None) is None


def test_a_date_field_that_was_not_answered_leaves_the_day_of_the_check() -> None:
    unanswered = dataclasses.replace(
        POLICY.by_code["REFERENCES"], validity=dataclasses.replace(POLICY.by_code["REFERENCES"].validity, counted_from="latest_on")
    )
    recording = good("REFERENCES", details={"count": 2, "ref_types": ["employer"]}, performed_on=day("2026-11-01"))

    assert checked(unanswered, recording, TODAY).expires_on == day("2031-11-01")


def test_the_last_four_characters_are_tidied() -> None:
    assert checked(POLICY.by_code["DBS_ENH_CBL"], good("DBS_ENH_CBL", certificate_last4=" 12ab "), TODAY).certificate_last4 == "12AB"


@pytest.mark.parametrize(
    ("code", "changes", "field", "message"),
    [
        ("PLI", {"outcome": "moon"}, "outcome", "Choose an outcome."),
        (
            "DBS_ENH_CBL",
            {"route": "declaration"},
            "route",
            "This check can be made in these ways: Original seen by an officer.",
        ),
        (
            "ID_VERIFIED",
            {"outcome": "pass_with_conditions"},
            "conditions_code",
            "Choose a condition for a pass with conditions, and none for anything else.",
        ),
        (
            "ID_VERIFIED",
            {"conditions_code": "staff_present"},
            "conditions_code",
            "Choose a condition for a pass with conditions, and none for anything else.",
        ),
        (
            "ID_VERIFIED",
            {"conditions_code": "moon"},
            "conditions_code",
            "Choose a condition for a pass with conditions, and none for anything else.",
        ),
        ("ID_VERIFIED", {"performed_on": day("2026-11-05")}, "performed_on", "The check can't have been made in the future."),
        ("DBS_ENH_CBL", {"issued_on": None}, "issued_on", "Give the day on which it was issued."),
        ("ID_VERIFIED", {"issued_on": day("2026-11-01")}, "issued_on", "No day of issue is kept for this check."),
        (
            "DBS_ENH_CBL",
            {"issued_on": day("2026-11-03"), "performed_on": day("2026-11-02")},
            "issued_on",
            "It was issued after it was seen, by these dates. Look at both again.",
        ),
        ("PLI", {"expires_on": day("2026-11-03")}, "expires_on", "It runs out before it begins, by these dates. Look at both again."),
        ("PLI", {"expires_on": None}, "expires_on", "Give the last day on which it holds."),
        (
            "DBS_ENH_CBL",
            {"issued_on": day("2023-11-03")},
            "expires_on",
            "By these dates it has run out already. Ask for a newer one.",
        ),
        ("PLI", {"certificate_last4": "1234"}, "certificate_last4", "No certificate number is kept for this check."),
        (
            "DBS_ENH_CBL",
            {"certificate_last4": "001234567890"},
            "certificate_last4",
            "Give the last four characters of the certificate's number, and no more of it.",
        ),
        (
            "PLI",
            {"details": {"insurer": "Mutual", "limit_gbp": 5_000_000, "covers_activity": False}},
            "covers_activity",
            "With this answer to “Covers this activity with children” it is no pass. Change the outcome, or the answer.",
        ),
        (
            "PLI",
            {"issuing_body": "certificate 001234567890"},
            "issuing_body",
            "“Issued by” holds a long number, as certificates have. Leave it out: it is not kept.",
        ),
    ],
)
def test_what_can_not_be_right_is_refused_at_its_field(code: str, changes: dict[str, object], field: str, message: str) -> None:
    assert refusal(code, **changes) == (field, message)


def test_a_condition_goes_with_a_conditional_pass() -> None:
    kept = checked(
        POLICY.by_code["ID_VERIFIED"], good("ID_VERIFIED", outcome="pass_with_conditions", conditions_code="staff_present"), TODAY
    )

    assert (kept.conditions_code, kept.passes) == ("staff_present", True)
