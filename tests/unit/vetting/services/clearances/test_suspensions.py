"""Suspending at once; reading like anything unavailable; and back."""

import datetime

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from core.outbox import decide
from directory.models import Offer
from schools.enums import SchoolRole
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import ClearanceFactory, OfficerFactory, PlannedUseFactory, SuspensionFactory
from tests.support.signals import hearing
from tests.support.vetting import Desk, decided
from vetting.enums import IMMEDIATE_GROUNDS, OfficerRole, SuspensionGround
from vetting.exceptions import FourEyesError, NotAllowedError
from vetting.models import Clearance, ClearancePeriod, PlannedUse, Suspension
from vetting.services.clearances.suspensions import confirm_suspension, reinstate, suspend, withdraw_clearance
from vetting.signals import clearance_changed
from vetting.states import ClearanceState

pytestmark = pytest.mark.django_db


def of_person(desk: Desk) -> Clearance:
    return Clearance.objects.get(person=desk.case.version.people.get())


def lead(desk: Desk) -> User:
    user: User = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    return user


def test_suspending_takes_effect_at_once_everywhere() -> None:
    desk = decided()
    assert (Offer.objects.shown().count(), ClearancePeriod.objects.filter(offer=desk.offer).count()) == (1, 6)

    with hearing(clearance_changed) as heard:
        suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    person = suspension.clearance.person_id
    assert (suspension.clearance.state, Offer.objects.shown().count()) == (ClearanceState.SUSPENDED, 0)
    assert ClearancePeriod.objects.filter(offer=desk.offer).count() == 0
    assert ClearancePeriod.objects.filter(person=person).count() == 0
    told = {(one["person_id"], one["provider_id"], one["offer_id"]) for one in heard}
    assert told == {(person, None, None), (None, None, desk.offer.pk)}


def test_the_provider_is_told_in_neutral_words_and_the_ground_goes_nowhere() -> None:
    desk = decided()

    suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.POLICE_OR_COURT_MATTER)

    message = OutboxMessage.objects.get(kind="vetting.unavailable")
    assert (message.recipient, message.payload) == (
        desk.offer.provider.contact_email,
        {"suspension": suspension.pk, "provider": desk.offer.provider_id},
    )
    event = AuditEvent.objects.get(action="clearance.suspend")
    assert (event.reason_code, event.details) == ("", {"suspension": suspension.pk})


def test_other_grounds_are_for_a_lead() -> None:
    desk = decided()

    with pytest.raises(NotAllowedError):
        suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.INCIDENT_UNDER_REVIEW)
    suspension = suspend(by=lead(desk), clearance=of_person(desk), ground=SuspensionGround.INCIDENT_UNDER_REVIEW)

    assert suspension.ground == SuspensionGround.INCIDENT_UNDER_REVIEW


@pytest.mark.parametrize("ground", SuspensionGround)
def test_each_ground_is_open_to_a_lead_and_the_four_that_can_not_wait_to_any_officer(ground: SuspensionGround) -> None:
    clearance = ClearanceFactory()
    officer = OfficerFactory(authority=clearance.authority).user
    by = OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user

    if ground in IMMEDIATE_GROUNDS:
        assert suspend(by=officer, clearance=clearance, ground=ground).ground == ground
    else:
        with pytest.raises(NotAllowedError) as refusal:
            suspend(by=officer, clearance=clearance, ground=ground)
        assert refusal.value.field == "ground"
        assert suspend(by=by, clearance=clearance, ground=ground).ground == ground


def test_a_school_that_waits_for_an_answer_is_told_in_neutral_words_and_once() -> None:
    desk = decided()
    coordinator = SchoolMemberFactory(roles=[SchoolRole.COORDINATOR])
    known = {"person": of_person(desk).person, "provider": desk.offer.provider, "offer": desk.offer, "school": coordinator.school}
    for days in (3, 10):
        PlannedUseFactory(date=clock.today() + datetime.timedelta(days=days), is_confirmed=False, **known)
    PlannedUseFactory(
        date=clock.today() - datetime.timedelta(days=3), is_confirmed=False, **known | {"school": SchoolMemberFactory().school}
    )
    PlannedUseFactory(is_confirmed=True, **known | {"school": SchoolMemberFactory().school})  # bookings tells of what is confirmed

    suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    message = OutboxMessage.objects.get(kind="vetting.unavailable_to_school")
    mail = decide(message)
    assert mail is not None
    assert (message.recipient, mail.subject) == (coordinator.user.email, f"Currently unavailable: {desk.offer.provider.name}")
    assert f"{desk.offer.provider.name} is currently unavailable. Dates that {coordinator.school.name} has asked for" in mail.text
    assert not {"suspen", "allegation", "lado", "ground"} & set(mail.text.lower().split())
    PlannedUse.objects.filter(school=coordinator.school).delete()
    assert decide(message) is None
    reinstate(by=lead(desk), clearance=suspension.clearance)
    assert decide(message) is None


@pytest.mark.parametrize("suspended_before", [False, True])
def test_a_school_that_waits_is_told_of_a_withdrawal_as_of_a_suspension_and_once(suspended_before: bool) -> None:
    desk = decided()
    coordinator = SchoolMemberFactory(roles=[SchoolRole.COORDINATOR])
    known = {"person": of_person(desk).person, "provider": desk.offer.provider, "offer": desk.offer, "school": coordinator.school}
    PlannedUseFactory(date=clock.today() + datetime.timedelta(days=3), is_confirmed=False, **known)
    if suspended_before:
        suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    withdraw_clearance(by=lead(desk), clearance=of_person(desk))

    message = OutboxMessage.objects.get(kind="vetting.unavailable_to_school")
    mail = decide(message)
    assert mail is not None
    assert (message.recipient, mail.subject) == (coordinator.user.email, f"Currently unavailable: {desk.offer.provider.name}")
    assert not {"withdrawn", "suspended", "ground"} & set(mail.text.lower().split())


def test_only_officers_of_the_authority_suspend() -> None:
    desk = decided()

    for user in (desk.member, OfficerFactory().user):
        with pytest.raises(NotAllowedError):
            suspend(by=user, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)


def test_what_is_suspended_can_not_be_suspended_again() -> None:
    desk = decided()
    suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    with pytest.raises(IllegalTransitionError):
        suspend(by=desk.second, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)


def test_a_second_officer_confirms_and_never_the_first() -> None:
    desk = decided()
    suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    with pytest.raises(FourEyesError):
        confirm_suspension(by=desk.first, suspension=suspension)
    confirmed = confirm_suspension(by=desk.second, suspension=suspension)
    again = confirm_suspension(by=lead(desk), suspension=suspension)

    assert (confirmed.confirmed_by, again.confirmed_by) == (desk.second, desk.second)
    with pytest.raises(IntegrityError, match="vetting_suspension_four_eyes"), transaction.atomic():
        Suspension.objects.update(confirmed_by=desk.first)


def test_a_lead_lifts_it_and_the_offer_is_back() -> None:
    desk = decided()
    suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    with pytest.raises(NotAllowedError):
        reinstate(by=desk.second, clearance=of_person(desk))
    by = lead(desk)
    cleared = reinstate(by=by, clearance=of_person(desk))

    suspension.refresh_from_db()
    assert (cleared.state, suspension.lifted_by, Offer.objects.shown().count()) == (ClearanceState.REINSTATED, by, 1)


def test_a_lead_who_acts_for_the_provider_does_not_lift_it() -> None:
    desk = decided()
    suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)
    by = lead(desk)
    ProviderMemberFactory(provider=desk.offer.provider, user=by)

    with pytest.raises(NotAllowedError):
        reinstate(by=by, clearance=of_person(desk))


def test_the_lead_who_suspended_does_not_lift_it_and_the_database_says_so_too() -> None:
    desk = decided()
    by = lead(desk)
    suspend(by=by, clearance=of_person(desk), ground=SuspensionGround.COMPLAINT_UPHELD)

    with pytest.raises(FourEyesError):
        reinstate(by=by, clearance=of_person(desk))
    with pytest.raises(IntegrityError, match="vetting_suspension_lifted_by_another"), transaction.atomic():
        Suspension.objects.update(lifted_by=by, lifted_at=clock.now())


def test_who_suspended_may_withdraw_and_then_nobody_lifted_it() -> None:
    desk = decided()
    by = lead(desk)
    suspension = suspend(by=by, clearance=of_person(desk), ground=SuspensionGround.LEGAL_STATUS_CHANGE)

    withdraw_clearance(by=by, clearance=of_person(desk))

    suspension.refresh_from_db()
    assert (suspension.lifted_by, suspension.lifted_at is not None) == (None, True)


def test_withdrawing_is_for_good_and_for_a_lead() -> None:
    desk = decided()
    suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    with pytest.raises(NotAllowedError):
        withdraw_clearance(by=desk.second, clearance=of_person(desk))
    gone = withdraw_clearance(by=lead(desk), clearance=of_person(desk))

    suspension.refresh_from_db()
    assert (gone.state, gone.ended_at is not None, suspension.lifted_at is not None) == (ClearanceState.WITHDRAWN, True, True)
    assert Offer.objects.shown().count() == 0


def test_a_withdrawal_keeps_who_did_it_and_whose_wish_it_was() -> None:
    desk = decided()
    by = lead(desk)

    gone = withdraw_clearance(by=by, clearance=of_person(desk), at_request=True)

    assert (gone.withdrawn_by, gone.at_request) == (by, True)
    assert AuditEvent.objects.get(action="clearance.withdraw").reason_code == "at_request"
    assert OutboxMessage.objects.get(kind="vetting.withdrawn").recipient == desk.offer.provider.contact_email
    for wrong in ({"withdrawn_by": None}, {"state": ClearanceState.CLEARED}):
        with pytest.raises(IntegrityError, match="vetting_clearance_withdrawn_whole"), transaction.atomic():
            Clearance.objects.filter(pk=gone.pk).update(**wrong)


def test_a_suspension_by_another_authority_counts_here_too() -> None:
    desk = decided()
    elsewhere = ClearanceFactory(person=of_person(desk).person)
    officer = OfficerFactory(authority=elsewhere.authority).user

    suspend(by=officer, clearance=elsewhere, ground=SuspensionGround.ALLEGATION_LADO)

    assert Offer.objects.shown().count() == 0


def test_one_suspension_is_open_at_a_time() -> None:
    suspension = SuspensionFactory()

    with pytest.raises(IntegrityError, match="vetting_suspension_one_open"), transaction.atomic():
        SuspensionFactory(clearance=suspension.clearance)
