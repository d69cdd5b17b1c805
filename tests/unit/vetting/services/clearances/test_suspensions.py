"""Suspending at once; reading like anything unavailable; and back."""

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from directory.models import Offer
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import ClearanceFactory, OfficerFactory, SuspensionFactory
from tests.support.signals import hearing
from tests.support.vetting import Desk, decided
from vetting.enums import OfficerRole, SuspensionGround
from vetting.exceptions import FourEyesError, NotAllowedError
from vetting.models import Clearance, ClearancePeriod, Suspension
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


def test_withdrawing_is_for_good_and_for_a_lead() -> None:
    desk = decided()
    suspension = suspend(by=desk.first, clearance=of_person(desk), ground=SuspensionGround.ALLEGATION_LADO)

    with pytest.raises(NotAllowedError):
        withdraw_clearance(by=desk.second, clearance=of_person(desk))
    gone = withdraw_clearance(by=lead(desk), clearance=of_person(desk))

    suspension.refresh_from_db()
    assert (gone.state, gone.ended_at is not None, suspension.lifted_at is not None) == (ClearanceState.WITHDRAWN, True, True)
    assert Offer.objects.shown().count() == 0


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
