"""The acceptance cases of the rules, one test each, by the case's own words, through the services and pages that people use.

Their edges are proved where the rules are.
"""

import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.db.utils import IntegrityError
from pytest_django.fixtures import Settings

from bookings.exceptions import BookingError, DatesNotPossibleError
from bookings.queries.requests import years_problem
from bookings.states import BookingState, SessionState
from core import clock
from core.models import AuditCheckpoint, AuditEvent, OutboxMessage
from core.services.sealing import seal_audit
from directory.enums import OfferKind, Pattern, ProviderKind
from directory.forms.offers import WhoForForm
from directory.models import Offer, OfferVersion
from schools.models import PupilGroup
from tests.factories.accounts import UserFactory
from tests.factories.bookings import NOW, SPRING, make_scene
from tests.factories.core import AuditEventFactory
from tests.factories.directory import OfferFactory, ProviderPersonFactory, VenueAccessFactory
from tests.factories.partners import OfficerLoanFactory, StatusConsentFactory
from tests.factories.vetting import (
    CheckFactory,
    ClearanceFactory,
    OfficerFactory,
    ReferenceFactory,
    RegulatedActivityAssessmentFactory,
    clearance_request,
    cleared_offer,
    good_recording,
    leader_of,
    shipped_content,
)
from tests.support.bookings import mail_for, states_of
from tests.support.clearance import answer, day
from tests.support.officers import case_page, desk_of, said, step
from tests.support.vetting import claimed, record, record_required
from vetting.answers import Verdict
from vetting.enums import CheckOutcome, ClearanceLevel
from vetting.exceptions import FourEyesError, NotYetClearedError, OverAskingError
from vetting.models import Check, Clearance, SchoolAcceptance, Suspension
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.clearances.judging import clearances
from vetting.services.cases.assessments import rule_on_activity
from vetting.services.cases.handling import decide, recommend
from vetting.services.checks.recording import record_check, verify_check
from vetting.services.holds import lift_hold, set_hold
from vetting.states import CheckState

pytestmark = pytest.mark.django_db

ID_SEEN: dict[str, Any] = {
    "route": "seen_original",
    "outcome": "pass",
    "performed_on": "2026-11-02",
    "detail_document_types": ["passport", "council_tax"],
    "detail_name_matches": "yes",
    "detail_method": "in_person",
}


@pytest.fixture(autouse=True)
def officers_are_signed_in_with_both_factors(settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False


@time_machine.travel("2026-10-05T10:00:00Z", tick=False)
def test_case_1_a_volunteer_on_2_12_and_24_november_at_three_schools_may_come_on_2_december_and_not_on_the_1st_without_the_check() -> None:
    offer = cleared_offer(version__pattern=Pattern.OCCASIONAL)
    schools = [make_scene(offer=offer) for _school in range(4)]
    for school, taken in zip(schools, ("2026-11-02", "2026-11-12", "2026-11-24"), strict=False):
        assert school.confirmed(day(taken)).state == BookingState.CONFIRMED
    fourth = schools[3]

    with pytest.raises(DatesNotPossibleError) as refused, transaction.atomic():
        fourth.ask(day("2026-12-01"))
    on_the_31st_day = fourth.confirmed(day("2026-12-02"))

    (problem,) = refused.value.problems
    assert "asks for: Enhanced DBS check with the children's barred list." in problem.reason
    rules = [answer(clearance_request(offer, day(date))).rule for date in ("2026-12-01", "2026-12-02")]
    assert (rules, on_the_31st_day.state) == (["R3", "R5"], BookingState.CONFIRMED)


@time_machine.travel("2026-10-05T10:00:00Z", tick=False)
def test_case_1_with_the_check_the_1st_of_december_is_given() -> None:
    offer = cleared_offer(version__pattern=Pattern.OCCASIONAL, regulated=True)
    schools = [make_scene(offer=offer) for _school in range(4)]

    dates = ("2026-11-02", "2026-11-12", "2026-11-24", "2026-12-01")
    bookings = [school.confirmed(day(date)) for school, date in zip(schools, dates, strict=True)]

    assert [booking.state for booking in bookings] == [BookingState.CONFIRMED] * 4


@time_machine.travel("2026-04-01T10:00:00Z", tick=False)
def test_case_1_four_dates_all_before_september_2026_are_history() -> None:
    offer = cleared_offer(version__pattern=Pattern.OCCASIONAL)
    dates = ("2026-05-05", "2026-05-12", "2026-05-19", "2026-05-28")

    found = clearances([clearance_request(offer, day(date)) for date in dates])

    assert [one.rule for one in found.values()] == ["R3h"] * 4


def test_case_2_an_officer_who_asks_a_barred_list_check_for_a_one_off_talk_is_refused_with_the_reason() -> None:
    desk = claimed(kind="talk", version__pattern=Pattern.ONE_OFF, version__nature="talk_assembly")

    with pytest.raises(OverAskingError) as refused:
        record(desk, "DBS_ENH_CBL", desk.case.version.people.get())

    assert refused.value.message == (
        "“Enhanced DBS check with the children's barred list” may not be asked here. A talk, or being there, with school staff in the "
        "room. Visitors are not asked for a DBS check. (Row R6 of the table.)"
    )
    assert Check.objects.count() == 0


def test_case_3_the_same_user_performs_and_verifies_is_refused_also_for_a_superuser_and_by_direct_model_save() -> None:
    desk = claimed(version__pattern=Pattern.ONE_OFF)
    check = record(desk, "PLI", desk.offer.provider)

    with pytest.raises(FourEyesError):
        verify_check(by=desk.first, check=check)
    desk.first.is_superuser = True
    desk.first.save()
    with pytest.raises(FourEyesError):
        verify_check(by=desk.first, check=check)
    check.state, check.verified_by, check.verified_at = CheckState.VERIFIED, desk.first, check.recorded_at
    with pytest.raises(IntegrityError, match="vetting_check_four_eyes"), transaction.atomic():
        check.save()

    assert Check.objects.get().state == CheckState.RECORDED


@time_machine.travel(NOW, tick=False)
def test_case_4_a_status_no_longer_current_suspends_at_once_delists_puts_at_risk_and_tells_the_school_no_reason() -> None:
    scene = make_scene()
    booking, person = scene.confirmed(*SPRING[:3]), leader_of(scene.offer)
    authority = Clearance.objects.get(person=person).authority
    officer = OfficerFactory(authority=authority).user
    StatusConsentFactory(person=person, authority=authority)
    recording = good_recording(shipped_content().by_code["DBS_STATUS"]) | {"outcome": CheckOutcome.FAIL}
    recording["details"] = recording["details"] | {"result_code": "no_longer_current"}

    record_check(by=officer, authority=authority, check_type="DBS_STATUS", subject=person, **recording)

    assert (Suspension.objects.get().ground, list(Offer.objects.shown())) == ("dbs_no_longer_current", [])
    assert states_of(booking) == [SessionState.AT_RISK] * 3
    mail = mail_for("bookings.at_risk", scene.coordinator.email)
    assert mail is not None
    assert "is currently unavailable" in mail.text
    assert [word for word in ("dbs", "suspen", "status", "certificate", person.name.lower()) if word in mail.text.lower()] == []
    assert [word for one in OutboxMessage.objects.all() for word in ("dbs", "ground") if word in str(one.payload)] == []


@pytest.mark.parametrize(
    ("last", "ends"),
    [("2027-03-28", "2027-03-28T23:00:00+00:00"), ("2026-10-25", "2026-10-26T00:00:00+00:00")],
    ids=["clocks-go-forward", "clocks-go-back"],
)
def test_case_5_a_check_expiring_on_a_date_works_through_it_and_blocks_from_midnight_in_london(last: str, ends: str) -> None:
    midnight, moment = datetime.datetime.fromisoformat(ends), datetime.timedelta(seconds=1)
    with time_machine.travel("2026-10-05T10:00:00Z", tick=False):
        offer = cleared_offer(expires={"ID_VERIFIED": day(last)}, version__pattern=Pattern.ONE_OFF)

    with time_machine.travel(midnight - moment, tick=False):
        before = (answer(clearance_request(offer, day(last))).verdict, Offer.objects.shown().count())
        next_day = answer(clearance_request(offer, day(last) + datetime.timedelta(days=1))).verdict
    with time_machine.travel(midnight, tick=False):
        after = Offer.objects.shown().count()

    assert (before, next_day, after) == ((Verdict.CLEARED, 1), Verdict.NOT_CLEARED, 0)


@pytest.mark.parametrize("name", ["certificate.pdf", "passport.jpeg"])
def test_case_6_a_document_sent_to_a_vetting_form_is_refused_and_nothing_is_kept(name: str) -> None:
    desk = claimed(version__pattern=Pattern.ONE_OFF)
    client = desk_of(desk.first, desk.authority)
    page = step(desk.case, f"record/ID_VERIFIED/person/{desk.case.version.people.get().pk}")

    shown = client.get(page).content.decode()
    answered = client.post(page, ID_SEEN | {"evidence": SimpleUploadedFile(name, b"%PDF-1.7 what nobody keeps")})

    assert ('type="file"' in shown, "multipart" in shown) == (False, False)
    assert "No files are taken here." in said(answered)
    assert Check.objects.count() == 0


@time_machine.travel(NOW, tick=False)
def test_case_7_a_booking_with_live_clearance_but_no_acceptance_by_the_school_can_not_be_confirmed() -> None:
    scene = make_scene()
    booking = scene.ask(SPRING[0])
    scene.provider_says(booking)

    with pytest.raises(BookingError) as refused, transaction.atomic():
        scene.head_says(booking, accepts_assurance=False)
    booking.refresh_from_db()
    without = (booking.state, states_of(booking), SchoolAcceptance.objects.count())
    scene.head_says(booking)
    booking.refresh_from_db()

    assert refused.value.field == "accepts_assurance"
    assert without == (BookingState.REQUESTED, [SessionState.HELD], 0)
    assert (booking.state, states_of(booking), SchoolAcceptance.objects.count()) == (BookingState.CONFIRMED, [SessionState.CONFIRMED], 1)


def test_case_8_an_officer_of_authority_b_who_opens_evidence_of_authority_a_finds_nothing_and_leaves_an_audit_event() -> None:
    desk = claimed()
    person, own = desk.case.version.people.get(), claimed()
    check = CheckFactory(authority=desk.authority, person=person)
    reference = ReferenceFactory(person=person, case=desk.case)
    clearance = ClearanceFactory(authority=desk.authority, person=person)
    stranger = UserFactory()
    client = desk_of(stranger, own.authority)
    pages: dict[str, Model] = {
        case_page(desk.case): desk.case,
        step(desk.case, "verify"): desk.case,
        step(desk.case, f"checks/{check.pk}/verify"): desk.case,
        step(desk.case, f"checks/{check.pk}/revoke"): desk.case,
        step(desk.case, f"record/ID_VERIFIED/person/{person.pk}"): desk.case,
        step(desk.case, f"references/{person.pk}"): desk.case,
        step(desk.case, f"references/{reference.pk}/ask"): desk.case,
        step(own.case, f"checks/{check.pk}/verify"): check,  # asked for by way of a case of their own
        f"/admin/vetting/clearances/inspect/{clearance.pk}/": clearance,
        f"/admin/vetting/clearances/{clearance.pk}/suspend/": clearance,
    }

    answers = [client.get(page).status_code for page in pages]

    refusals = AuditEvent.objects.filter(action="evidence.refused").order_by("pk").values_list("actor_id", "object_type", "object_id")
    assert answers == [404] * len(pages)
    assert list(refusals) == [(stranger.pk, thing._meta.label_lower, str(thing.pk)) for thing in pages.values()]


def test_case_8_a_borrowed_officer_sees_the_borrowers_evidence_while_the_loan_runs_and_not_after() -> None:
    desk = claimed()
    check = CheckFactory(authority=desk.authority, person=desk.case.version.people.get())
    loan = OfficerLoanFactory(borrower=desk.authority, accepted=True)
    client = desk_of(loan.user, loan.lender)
    pages = [case_page(desk.case), step(desk.case, f"checks/{check.pk}/verify")]

    running = [client.get(page).status_code for page in pages]
    with time_machine.travel(clock.local(loan.ends_on + datetime.timedelta(days=1), datetime.time.min), tick=False):
        over = [desk_of(loan.user, loan.lender).get(page).status_code for page in pages]

    events = AuditEvent.objects.filter(action__startswith="evidence.", actor_id=loan.user.pk).order_by("pk")
    assert (running, over) == ([200, 200], [404, 404])
    assert list(events.values_list("action", flat=True)) == ["evidence.read"] * 2 + ["evidence.refused"] * 2


def at_a_workplace(**more: Any) -> dict[str, Any]:
    """Work experience for Years 10 and 11 in a place of the employer's own."""
    venue = VenueAccessFactory(venue__provider__kinds=[ProviderKind.EMPLOYER]).venue
    offer = {"kind": OfferKind.WORK_EXPERIENCE, "provider": venue.provider, "version__venue": venue, "version__setting": "employer_site"}
    version = {"version__year_from": 10, "version__year_to": 11, "version__pattern": Pattern.ONE_OFF}
    return {**offer, **version, "version__supervision": "provider_supervised", **more}


def test_case_16_work_experience_for_year_9_is_refused_to_the_provider_and_by_the_database_and_to_a_school() -> None:
    week = OfferFactory(**at_a_workplace())
    version = week.versions.get()
    years = {"year_from": "9", "year_to": "11", "group_min": "1", "group_max": "2", "seen": ""}

    form = WhoForForm(years, instance=version)
    with pytest.raises(IntegrityError, match="Year 10 and above"), transaction.atomic():
        OfferVersion.objects.filter(pk=version.pk).update(year_from=9)

    assert form.errors["year_from"] == [
        "Work experience is for Year 10 and above: the law allows it to nobody younger. Younger pupils can come on a workplace visit."
    ]
    assert years_problem(version, PupilGroup(years=[9, 10])) == form.errors["year_from"][0]
    assert years_problem(version, PupilGroup(years=[10])) == ""


def test_case_16_work_experience_for_year_10_needs_employers_liability_insurance_and_a_look_at_the_risks_for_young_people() -> None:
    desk = claimed(**at_a_workplace())
    needed = {one.code for one in requirements_for(desk.case.version, desk.authority) if one.is_required}
    record_required(desk)
    recommend(by=desk.first, case=desk.case, outcome="cleared")
    level = ClearanceLevel.UNSUPERVISED

    with pytest.raises(NotYetClearedError, match="an officer's ruling on regulated activity"):
        decide(by=desk.second, case=desk.case, outcome="cleared", level=level)
    person = desk.case.version.people.get()
    reason = "One week, beside another adult."
    rule_on_activity(by=desk.first, authority=desk.authority, person=person, offer=desk.offer, is_regulated=False, reason=reason)
    decision = decide(by=desk.second, case=desk.case, outcome="cleared", level=level)

    assert {"ELI", "YP_RISK"} <= needed
    assert (decision.level, [one["rule"] for one in decision.inputs["rules"]]) == (level, ["R7"])


@pytest.mark.parametrize("lacks", ["ELI", "YP_RISK"])
@time_machine.travel(NOW, tick=False)
def test_case_16_without_either_no_young_person_comes(lacks: str) -> None:
    offer = cleared_offer(**at_a_workplace(version__supervision="school_staff_present"), without={lacks})
    RegulatedActivityAssessmentFactory(offer=offer, person=leader_of(offer), rule="ruling", is_regulated=False)

    (found,) = clearances([clearance_request(offer, SPRING[0])]).values()

    assert (found.verdict, [reason.check for reason in found.reasons]) == (Verdict.NOT_CLEARED, [lacks])


def command(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


def test_case_17_the_dry_run_lists_the_real_run_deletes_a_hold_is_respected_and_the_chain_verifies() -> None:
    gone, kept = [
        CheckFactory(person=ProviderPersonFactory(left_on=clock.today()).person, verified=True, expires_on=clock.today())
        for _check in range(2)
    ]
    old = AuditEventFactory(action="check.record", object_type="vetting.check", object_id=str(gone.pk))
    seal_audit()

    with time_machine.travel(clock.now() + datetime.timedelta(days=366 * 6), tick=False):
        set_by = OfficerFactory(authority=kept.authority, role="lead").user
        hold = set_hold(
            by=set_by, authority=kept.authority, kind="person", number=kept.person_id, reason="legal_claim", reference="LEG/2032/0041",
            review_on=clock.today() + datetime.timedelta(days=90),
        )  # fmt: skip
        listed = command("apply_retention", "--dry-run", "vetting.checks")
        after_dry_run = set(Check.objects.all())
        done = command("apply_retention", "vetting.checks")

    assert f"vetting.checks: 1 would be deleted ({gone.pk}); 1 kept by a hold" in listed
    assert after_dry_run == {gone, kept}
    assert (done.splitlines()[0], set(Check.objects.all())) == ("vetting.checks: 1 done, 1 kept by a hold", {kept})
    assert AuditEvent.objects.get(action="retention.apply").details["rows"] == 1

    with time_machine.travel(clock.now() + datetime.timedelta(days=366 * 8), tick=False):
        seal_audit()
        command("apply_retention", "core.audit")
        while_held = AuditEvent.objects.filter(pk=old.pk).exists()
        lift_hold(by=OfficerFactory(authority=kept.authority, role="administrator").user, hold=hold)
        seal_audit()
        cut = command("apply_retention", "core.audit", "vetting.checks")
        seal_audit()
        verified = command("audit_verify")

    assert (while_held, AuditEvent.objects.filter(pk=old.pk).exists(), AuditCheckpoint.objects.count()) == (True, False, 1)
    assert (Check.objects.count(), "core.audit: " in cut) == (0, True)
    assert "Removed by retention: " in verified
    assert "Nothing was changed." in verified
