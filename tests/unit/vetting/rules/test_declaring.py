import datetime
from typing import Any

import pytest

from tests.factories.vetting import good_recording, shipped_content
from vetting.exceptions import CheckRefusedError
from vetting.rules.declaring import can_be_declared, declared

POLICY = shipped_content()
TODAY = datetime.date(2026, 11, 4)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def answer(code: str, expires_on: str = "", **details: Any) -> Any:
    last = day(expires_on) if expires_on else None
    good = good_recording(POLICY.by_code[code])["details"] | {"accepted_on": "2026-11-04", "dated": "2026-11-04"}
    known = {field.name for field in POLICY.by_code[code].fields}
    dates = {field.name: "2026-11-04" for field in POLICY.by_code[code].fields if field.type == "date"}
    return declared(POLICY.by_code[code], {k: v for k, v in good.items() if k in known} | dates | details, last, TODAY)


def refusal(code: str, expires_on: str = "", **details: Any) -> tuple[str, str]:
    with pytest.raises(CheckRefusedError) as caught:
        answer(code, expires_on, **details)
    return caught.value.field, str(caught.value.message)


def test_no_certificate_is_ever_declared() -> None:
    declarable = {check.code for check in POLICY.checks if can_be_declared(check)}

    assert {
        "CODE_OF_CONDUCT",
        "SG_TRAINING",
        "SG_POLICY",
        "PLI",
        "RISK_DECL",
        "FIRE_SAFETY",
        "VENUE_ACCESS",
        "OEAP_STATEMENT",
    } <= declarable
    assert not {"DBS_ENH_CBL", "DBS_ENH", "DBS_STATUS", "ID_VERIFIED", "REFERENCES", "CURRICULUM_REVIEW"} & declarable


def test_a_good_answer_is_a_pass_by_declaration_made_today_with_its_last_day() -> None:
    kept = answer("SG_TRAINING", completed_on="2026-10-01")

    assert (kept.outcome, kept.route, kept.performed_on, kept.expires_on) == ("pass", "declaration", TODAY, day("2027-10-01"))


def test_insurance_counts_until_the_day_that_is_given() -> None:
    assert answer("PLI", "2027-08-31").expires_on == day("2027-08-31")


@pytest.mark.parametrize(
    ("code", "expires_on", "details", "field", "words"),
    [
        ("RISK_DECL", "", {"held": False}, "held", "It can't be in place with this answer yet. Tell us when you last reviewed it."),
        ("PLI", "2027-08-31", {"limit_gbp": 1_000_000}, "limit_gbp", "It has to be at least 5,000,000. Ask your insurer"),
        ("PLI", "", {}, "expires_on", "Give the last day on which it holds."),
        ("PLI", "2026-11-03", {}, "expires_on", "By this day it has run out. Renew it, then answer with the new day."),
        ("PLI", "2036-11-03", {}, "expires_on", "This is more than five years away. Look at the year again."),
        ("SG_TRAINING", "", {"completed_on": "2025-10-01"}, "completed_on", "By this date it has run out already."),
        ("SG_TRAINING", "", {"completed_on": "2026-11-05"}, "completed_on", "“Completed on” lies in the future."),
        ("SG_TRAINING", "", {"course": ""}, "course", "Answer “Course”."),
        ("SG_TRAINING", "", {"course": "word " * 60}, "course", "This looks pasted from a document"),
        ("SG_TRAINING", "", {"course": "Certificate 0012345678901"}, "course", "holds a long number, as certificates have."),
        ("SG_TRAINING", "", {"course": "No cautions recorded"}, "course", "must not say anything that a certificate says."),
        ("SG_TRAINING", "", {"level": "Rosa Brown"}, "level", "Choose one of the answers to “Level”."),
        ("SG_POLICY", "", {"url": "javascript:alert(1)"}, "url", "as a web address that begins with https://."),
        ("RISK_DECL", "", {"story": "something"}, "story", "There is no place for this."),
    ],
)
def test_what_can_not_be_is_refused_at_its_field_with_what_to_do(
    code: str, expires_on: str, details: dict[str, Any], field: str, words: str
) -> None:
    found, message = refusal(code, expires_on, **details)

    assert found == field
    assert words in message


def test_a_last_day_that_nobody_asked_for_is_not_kept() -> None:
    assert answer("RISK_DECL", "2040-01-01").expires_on == day("2027-11-04")
