import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from core.models import AuditEvent, OutboxMessage
from tests.factories.leads import AppealFactory
from tests.factories.vetting import SuspensionFactory, cleared_offer, leader_of
from tests.support.appeals import WORDS, declined, lead_of, lodged, member_of, suspend_leader, suspended_offer, withdrawn_offer
from vetting.exceptions import AppealError, CheckRefusedError, NotAllowedError
from vetting.models import Appeal, Clearance, Suspension
from vetting.services.appeals.lodging import lodge_appeals, withdraw_appeals
from vetting.services.clearances.suspensions import suspend
from vetting.states import ClearanceState
from vetting.states.leads import AppealState

pytestmark = pytest.mark.django_db


def test_the_authority_and_its_leads_hear_of_it_and_the_suspension_holds() -> None:
    offer = suspended_offer()
    suspension = Suspension.objects.get()
    lead = lead_of(suspension.clearance.authority)

    appeal = lodged(offer)

    suspension.refresh_from_db()
    assert (appeal.suspension, appeal.case, appeal.words, suspension.lifted_at) == (suspension, None, WORDS, None)
    told = set(OutboxMessage.objects.filter(kind="vetting.appeal_lodged").values_list("recipient", flat=True))
    assert told == {appeal.authority.contact_email, lead.email, suspension.suspended_by.email}
    event = AuditEvent.objects.get(action="appeal.lodge")
    assert (event.reason_code, WORDS in str(event.details)) == ("fact_error", False)


def test_one_request_covers_every_suspension_that_stands() -> None:
    offer = suspended_offer()
    clearance = Clearance.objects.get(provider=offer.provider)
    suspend(by=lead_of(clearance.authority), clearance=clearance, ground="insurance_lapsed")

    lodge_appeals(by=member_of(offer), offer=offer, ground="disproportionate", words=WORDS)

    assert set(Appeal.objects.values_list("suspension", flat=True)) == set(Suspension.objects.values_list("pk", flat=True))


def test_a_withdrawal_is_open_too_and_stays_as_it_is() -> None:
    offer = withdrawn_offer(suspended=True)
    gone = Clearance.objects.get(person=leader_of(offer))

    appeal = lodged(offer)

    gone.refresh_from_db()
    assert (appeal.clearance, appeal.suspension, appeal.case, gone.state) == (gone, None, None, ClearanceState.WITHDRAWN)
    with pytest.raises(AppealError):
        lodged(offer)
    with pytest.raises(IntegrityError, match="vetting_appeal_one_of_withdrawal"), transaction.atomic():
        AppealFactory(suspension=None, clearance=gone, authority=appeal.authority, offer=offer)


def test_what_the_provider_asked_for_is_no_matter_for_an_appeal() -> None:
    with pytest.raises(AppealError, match="nothing to appeal against"):
        lodged(withdrawn_offer(at_request=True))


@pytest.mark.parametrize("against", [{}, {"suspension", "clearance"}, {"case", "clearance"}, {"suspension", "case"}])
def test_an_appeal_is_against_one_thing(against: set[str]) -> None:
    desk, other = declined(), SuspensionFactory()
    things = {"suspension": other, "case": desk.case, "clearance": other.clearance}

    with pytest.raises(IntegrityError, match="vetting_appeal_one_decision"), transaction.atomic():
        AppealFactory(authority=desk.authority, **{name: thing if name in against else None for name, thing in things.items()})


def test_against_each_decision_there_is_one_until_it_is_taken_back() -> None:
    desk = declined()
    first = lodged(desk.offer)
    with pytest.raises(AppealError):
        lodged(desk.offer)
    with pytest.raises(IntegrityError, match="vetting_appeal_one_of_case"), transaction.atomic():
        AppealFactory(suspension=None, case=desk.case, authority=desk.authority, offer=desk.offer)

    withdraw_appeals(by=desk.member, offer=desk.offer)

    first.refresh_from_db()
    assert (first.state, lodged(desk.offer).state) == (AppealState.WITHDRAWN, AppealState.LODGED)


def test_only_who_acts_for_the_provider_lodges_and_takes_back() -> None:
    offer = suspended_offer()
    stranger = lead_of(Suspension.objects.get().clearance.authority)

    with pytest.raises(NotAllowedError):
        lodge_appeals(by=stranger, offer=offer, ground="fact_error", words=WORDS)
    lodged(offer)
    with pytest.raises(NotAllowedError):
        withdraw_appeals(by=stranger, offer=offer)


def test_what_is_refused_says_why() -> None:
    fine, offer = cleared_offer(), suspended_offer()

    with pytest.raises(AppealError, match="nothing to appeal against"):
        lodged(fine)
    with pytest.raises(AppealError, match="nothing to take back"):
        withdraw_appeals(by=member_of(offer), offer=offer)
    for words, error in (("  ", AppealError), ("x " * 150, CheckRefusedError), ("He was convicted.", CheckRefusedError)):
        with pytest.raises(error):
            lodge_appeals(by=member_of(offer), offer=offer, ground="fact_error", words=words)


def test_two_offers_that_rest_on_one_suspension_have_one_appeal() -> None:
    offer = cleared_offer()
    other = cleared_offer(provider=offer.provider, authority=Clearance.objects.get(provider=offer.provider).authority)
    clearance = Clearance.objects.get(provider=offer.provider)
    suspend(by=lead_of(clearance.authority), clearance=clearance, ground="insurance_lapsed")

    lodged(offer)

    with pytest.raises(AppealError):
        lodged(other)
    suspend_leader(other)
    assert lodged(other).suspension != Appeal.objects.get(offer=offer).suspension
