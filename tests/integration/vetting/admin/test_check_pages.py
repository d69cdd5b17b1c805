"""Recording a check, and the second pair of eyes."""

import datetime
from typing import Any

import pytest
from django.test import Client

from core import clock
from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderFactory
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import CheckFactory, ClearanceFactory
from tests.support.officers import case_page, desk_of, own_part, said, step, the, told
from tests.support.vetting import Desk, claimed, decided, record, record_required
from vetting.enums import CheckOutcome, ConditionsCode, OfficerRole
from vetting.models import Check
from vetting.states import CheckState, ClearanceState

pytestmark = pytest.mark.django_db

ID_SEEN: dict[str, Any] = {
    "route": "seen_original",
    "outcome": "pass",
    "performed_on": "2026-11-02",
    "detail_document_types": ["passport", "council_tax"],
    "detail_name_matches": "yes",
    "detail_method": "in_person",
}


def first(desk: Desk) -> Client:
    return desk_of(desk.first, desk.authority)


def second(desk: Desk) -> Client:
    return desk_of(desk.second, desk.authority)


def recording(desk: Desk, code: str) -> str:
    """The page that records this check of the adult of the case."""
    return step(desk.case, f"record/{code}/person/{desk.case.version.people.get().pk}")


def verifying(check: Check, desk: Desk) -> str:
    return step(desk.case, f"checks/{check.pk}/verify")


def test_the_form_has_the_fields_of_the_policy_and_no_others() -> None:
    desk = claimed()

    page = first(desk).get(recording(desk, "DBS_ENH_CBL"))

    fields = [one["name"] for one in own_part(page).select("input, select, textarea") if one["name"] != "csrfmiddlewaretoken"]
    assert list(dict.fromkeys(fields)) == [
        "route",
        "outcome",
        "conditions_code",
        "performed_on",
        "issued_on",
        "certificate_last4",
        "detail_workforce",
        "detail_barred_list_included",
        "detail_suitability",
        "detail_on_update_service",
    ]
    assert {one["type"] for one in own_part(page).select("input[type]")} == {"hidden", "radio", "date", "text"}


def test_the_page_says_why_on_what_it_rests_how_long_it_lasts_and_what_is_never_written_down() -> None:
    desk = claimed()

    text = said(first(desk).get(recording(desk, "DBS_ENH_CBL")))

    assert "Why it is asked Teaching, caring for or supervising children often is regulated activity" in text
    assert "Rests on Law. Safeguarding Vulnerable Groups Act 2006." in text
    assert "Lasts Counts for 36 months from the day of issue." in text
    assert "Never write down the certificate or a copy; its full number; whether it was blank; anything that it says" in text


def test_a_check_is_recorded_with_its_details_and_its_last_day() -> None:
    desk = claimed()

    answer = first(desk).post(recording(desk, "ID_VERIFIED"), ID_SEEN, follow=True)

    check = Check.objects.get()
    assert told(answer) == ["Recorded. A second officer verifies it."]
    assert answer.redirect_chain[-1][0] == case_page(desk.case)
    assert (check.state, check.performed_by, check.person) == (CheckState.RECORDED, desk.first, desk.case.version.people.get())
    assert check.details == {"document_types": ["council_tax", "passport"], "name_matches": True, "method": "in_person"}
    assert check.expires_on == datetime.date(2029, 11, 2)


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"detail_document_types": []}, "detail_document_types", "Choose at least one."),
        ({"detail_name_matches": "no"}, "detail_name_matches", "With this answer to “The name matches” it is no pass."),
        ({"performed_on": "2126-01-01"}, "performed_on", "The check can't have been made in the future."),
        ({"performed_on": "yesterday"}, "performed_on", "Enter a valid date."),
        ({"performed_on": "2001-01-01"}, "", "By these dates it has run out already."),
        ({"conditions_code": "staff_present"}, "conditions_code", "Choose a condition for a pass with conditions"),
        ({"route": "update_service"}, "route", "Select a valid choice."),
    ],
)
def test_what_can_not_be_right_is_refused_beside_the_field_and_what_was_typed_is_kept(
    changes: dict[str, Any], field: str, refusal: str
) -> None:
    desk = claimed()

    answer = first(desk).post(recording(desk, "ID_VERIFIED"), ID_SEEN | changes)

    error = the(own_part(answer), f"#id_{field}_error" if field else "[role=alert]")
    assert refusal in error.get_text()
    assert the(own_part(answer), 'input[name="detail_method"][value="in_person"]').has_attr("checked")
    assert not Check.objects.exists()


@pytest.mark.parametrize("last4", ["1", "12345", "12 4"])
def test_more_or_less_than_four_characters_of_a_certificate_are_refused(last4: str) -> None:
    desk = claimed()

    answer = first(desk).post(recording(desk, "DBS_ENH_CBL"), {"certificate_last4": last4})

    assert "Enter the last four characters, and no more of it." in said(answer)


def test_a_check_that_may_not_be_asked_is_refused_with_the_rule_before_anything_is_typed() -> None:
    desk = claimed(version__pattern="one_off")

    page = first(desk).get(recording(desk, "DBS_ENH_CBL"))
    answer = first(desk).post(recording(desk, "DBS_ENH_CBL"), {})

    assert "“Enhanced DBS check with the children's barred list” may not be asked here." in said(page)
    assert "(Row R5 of the table.)" in said(page)
    assert own_part(page).select("form") == []
    assert own_part(answer).select("form") == []


def test_who_does_not_have_the_case_may_record_all_the_same_for_an_officer_may_hold_the_evidence() -> None:
    desk = claimed()

    answer = second(desk).post(recording(desk, "ID_VERIFIED"), ID_SEEN, follow=True)

    assert told(answer) == ["Recorded. A second officer verifies it."]


def test_there_is_no_page_for_an_unknown_check_or_somebody_elses() -> None:
    desk, other = claimed(), claimed()
    client = first(desk)
    theirs = other.case.version.people.get().pk

    paths = ["record/NONSENSE/person/1", f"record/ID_VERIFIED/person/{theirs}", f"record/PLI/person/{theirs}", "record/PLI/planet/1"]
    own = desk.case.version.people.get().pk
    assert {client.get(step(desk.case, path)).status_code for path in [*paths, f"record/PLI/person/{own}"]} == {404}


def test_a_check_of_something_outside_the_case_is_not_there() -> None:
    desk = claimed()
    elsewhere = CheckFactory(person=None, provider=ProviderFactory(), authority=desk.authority)

    assert second(desk).get(verifying(elsewhere, desk)).status_code == 404


def test_the_second_officer_reads_what_was_recorded_in_words_and_that_is_logged() -> None:
    desk = claimed()
    first(desk).post(recording(desk, "ID_VERIFIED"), ID_SEEN)

    page = second(desk).get(verifying(Check.objects.get(), desk))

    text = said(page)
    assert f"Of {desk.case.version.people.get().name} Outcome Pass How it was seen Original seen by an officer" in text
    assert f"Made 2 November 2026 by {desk.first} Documents seen Council tax bill, Passport The name matches Yes" in text
    assert "Counts until 2 November 2029" in text
    assert AuditEvent.objects.get(action="evidence.read").actor_id == desk.second.pk


def test_verifying_leads_on_to_the_next_until_none_is_left() -> None:
    desk = claimed()
    person = record(desk, "ID_VERIFIED", desk.case.version.people.get())
    provider = record(desk, "PLI", desk.case.provider)
    client = second(desk)

    start = client.get(step(desk.case, "verify"))
    one = client.post(verifying(person, desk))
    other = client.post(verifying(provider, desk))
    nothing = client.get(step(desk.case, "verify"), follow=True)

    assert start.headers["Location"] == verifying(person, desk)
    assert one.headers["Location"] == verifying(provider, desk)
    assert other.headers["Location"] == case_page(desk.case)
    assert told(nothing) == ["Verified.", "Verified.", "No check waits for you here."]
    assert {check.verified_by for check in Check.objects.all()} == {desk.second}


@pytest.mark.parametrize("is_superuser", [False, True])
def test_nobody_verifies_their_own_superusers_no_less(is_superuser: bool) -> None:
    desk = claimed()
    check = record(desk, "ID_VERIFIED", desk.case.version.people.get())
    desk.first.is_superuser = is_superuser
    desk.first.save()

    answer = first(desk).post(verifying(check, desk))

    assert "You recorded this check, so another officer has to verify it." in said(answer)
    check.refresh_from_db()
    assert check.state == CheckState.RECORDED


def test_conditions_wait_for_a_lead() -> None:
    desk = claimed()
    conditions = {"outcome": CheckOutcome.PASS_WITH_CONDITIONS, "conditions_code": ConditionsCode.STAFF_PRESENT}
    check = record(desk, "ID_VERIFIED", desk.case.version.people.get(), **conditions)

    officer = second(desk).post(verifying(check, desk))
    lead = desk_of(UserFactory(), desk.authority, OfficerRole.LEAD)
    page = lead.get(verifying(check, desk))
    answer = lead.post(verifying(check, desk), follow=True)

    assert "A pass with conditions is verified by a vetting lead." in said(officer)
    assert "On the condition Only with school staff in the room throughout" in said(page)
    assert told(answer) == ["Verified."]


def test_a_check_is_revoked_with_a_reason_and_the_offer_leaves_the_site() -> None:
    desk = decided()
    check = Check.objects.get(check_type="ID_VERIFIED", state=CheckState.VERIFIED)

    silent = second(desk).post(step(desk.case, f"checks/{check.pk}/revoke"), {})
    answer = second(desk).post(step(desk.case, f"checks/{check.pk}/revoke"), {"reason": "mistake"}, follow=True)

    assert "Choose one." in said(silent)
    assert told(answer) == ["Revoked."]
    desk.offer.refresh_from_db()
    assert not desk.offer.is_shown


def test_newer_evidence_after_the_decision_takes_the_place_of_the_old() -> None:
    desk = decided()
    before = Check.objects.get(check_type="PLI")
    page = step(desk.case, f"record/PLI/organisation/{desk.case.provider_id}")
    fields = {
        "route": "declaration",
        "outcome": "pass",
        "performed_on": clock.today().isoformat(),
        "expires_on": (clock.today() + datetime.timedelta(days=700)).isoformat(),
        "detail_insurer": "Borough Mutual",
        "detail_limit_gbp": "5000000",
        "detail_covers_activity": "yes",
    }
    form = first(desk).get(page)
    routes = [one["value"] for one in own_part(form).select('input[name="route"]')]

    first(desk).post(page, fields | {"route": routes[0]})
    second(desk).post(verifying(Check.objects.get(check_type="PLI", state=CheckState.RECORDED), desk))

    before.refresh_from_db()
    newer = Check.objects.get(check_type="PLI", state=CheckState.VERIFIED)
    assert (before.state, newer.expires_on) == (CheckState.SUPERSEDED, clock.today() + datetime.timedelta(days=700))


def test_a_status_that_is_no_longer_current_suspends_at_once() -> None:
    desk = claimed()
    record_required(desk)
    person = desk.case.version.people.get()
    clearance = ClearanceFactory(person=person, authority=desk.authority)
    StatusConsentFactory(person=person, authority=desk.authority, scope="once")
    today = clock.today().isoformat()

    first(desk).post(
        recording(desk, "DBS_STATUS"),
        {
            "route": "update_service",
            "outcome": "fail",
            "performed_on": today,
            "detail_consent_given_on": today,
            "detail_consent_scope": "once",
            "detail_original_seen_on": today,
            "detail_result_code": "no_longer_current",
        },
    )

    clearance.refresh_from_db()
    assert clearance.state == ClearanceState.SUSPENDED
