from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from directory.models import Person
from directory.services.offers import archive_offer, open_new_version
from directory.states import VersionState
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, leader_of
from tests.support.appeals import declined, lead_of, lodged, suspended_offer, withdrawn_offer
from tests.support.threads import at_once
from vetting.enums import AppealAnswer, DecisionOutcome, OfficerRole
from vetting.exceptions import AppealError, FourEyesError, NotAllowedError
from vetting.models import Appeal, Case, Clearance, Officer
from vetting.services.appeals.deciding import decide_appeal
from vetting.services.cases.handling import claim_case, decide, recommend, submit_offer
from vetting.services.clearances.suspensions import reinstate, withdraw_clearance
from vetting.states import CaseState, ClearanceState
from vetting.states.leads import AppealState

pytestmark = pytest.mark.django_db
MESSAGE = "Ring us tomorrow."


def decided(appeal: Appeal, answer: str = AppealAnswer.FACT_CORRECTED, by: User | None = None) -> Appeal:
    return decide_appeal(by=by or lead_of(appeal.authority), appeal=appeal, answer=answer, message=MESSAGE)


def test_upheld_the_suspension_is_lifted_at_once() -> None:
    offer = suspended_offer()
    appeal = lodged(offer)
    shown_before = offer.is_shown

    done = decided(appeal)

    offer.refresh_from_db()
    assert done.suspension is not None
    done.suspension.refresh_from_db()
    done.suspension.clearance.refresh_from_db()
    assert (shown_before, offer.is_shown, done.state) == (False, True, AppealState.UPHELD)
    assert (done.suspension.lifted_by, done.suspension.clearance.state) == (done.decided_by, ClearanceState.REINSTATED)
    assert AuditEvent.objects.filter(action__in=["appeal.uphold", "clearance.reinstate"]).count() == 2
    assert OutboxMessage.objects.get(kind="vetting.appeal_decided").recipient == offer.provider.contact_email


def test_upheld_a_declined_draft_is_with_the_officers_again() -> None:
    desk = declined()

    decided(lodged(desk.offer))

    new = Case.objects.exclude(pk=desk.case.pk).get()
    assert (new.version, new.authority, new.state, new.claimed_by) == (desk.case.version, desk.authority, CaseState.OPEN, None)
    desk.case.version.refresh_from_db()
    assert desk.case.version.state == VersionState.IN_REVIEW


def test_upheld_what_was_withdrawn_is_looked_at_anew_and_can_be_cleared_again() -> None:
    offer = withdrawn_offer(suspended=True)
    appeal = lodged(offer)

    done = decided(appeal)

    new = Case.objects.exclude(version=offer.approved_version).get()
    assert (new.offer, new.authority, new.state, new.submitted_by) == (offer, appeal.authority, CaseState.OPEN, None)
    assert (new.notes.get().text, new.notes.get().author) == ("Looked at anew: an appeal was upheld.", done.decided_by)
    gone = Clearance.objects.get(person=leader_of(offer))
    assert gone.state == ClearanceState.WITHDRAWN
    first, second = OfficerFactory(authority=appeal.authority).user, OfficerFactory(authority=appeal.authority).user
    recommend(by=first, case=claim_case(by=first, case=new), outcome=DecisionOutcome.CLEARED)
    decide(by=second, case=new, outcome=DecisionOutcome.CLEARED)
    offer.refresh_from_db()
    again = Clearance.objects.exclude(pk=gone.pk).get(person=leader_of(offer))
    assert (again.state, offer.is_shown) == (ClearanceState.CLEARED, True)


def test_upheld_nothing_is_handed_in_for_a_provider_who_is_changing_the_offer_or_has_put_it_away() -> None:
    changing, archived = withdrawn_offer(), withdrawn_offer()
    draft = open_new_version(by=None, offer=changing)
    appeals = [lodged(changing), lodged(archived)]
    archive_offer(by=None, offer=archived)

    states = [decided(appeal).state for appeal in appeals]

    draft.refresh_from_db()
    assert (states, draft.state) == ([AppealState.UPHELD, AppealState.UPHELD], VersionState.DRAFT)
    assert Case.objects.filter(submitted_by=None).count() == 0


def test_dismissed_the_decision_stays() -> None:
    offer, desk, gone = suspended_offer(), declined(), withdrawn_offer()

    done = [decided(lodged(one), AppealAnswer.NEEDED) for one in (offer, desk.offer, gone)]

    assert {one.state for one in done} == {AppealState.DISMISSED}
    assert done[0].suspension is not None
    done[0].suspension.refresh_from_db()
    assert (done[0].suspension.lifted_at, Case.objects.filter(offer=desk.offer).count()) == (None, 1)
    assert Case.objects.filter(offer=gone).count() == 1


def test_what_happened_meanwhile_is_not_done_twice() -> None:
    desk, offer, gone = declined(), suspended_offer(), suspended_offer()
    against_case, lifted, withdrawn = (lodged(one) for one in (desk.offer, offer, gone))
    submit_offer(by=desk.member, version=desk.case.version, authority=desk.authority)
    assert lifted.suspension is not None
    assert withdrawn.suspension is not None
    reinstate(by=lead_of(lifted.authority), clearance=lifted.suspension.clearance)
    withdraw_clearance(by=lead_of(withdrawn.authority), clearance=withdrawn.suspension.clearance)

    assert (decided(against_case).state, Case.objects.filter(offer=desk.offer).count()) == (AppealState.UPHELD, 2)
    assert decided(lifted).state == AppealState.UPHELD
    with pytest.raises(AppealError, match="withdrawn meanwhile"):
        decided(withdrawn)


def test_who_had_a_part_or_an_interest_is_refused_and_so_they_are_by_the_database() -> None:
    desk, offer = declined(), suspended_offer()
    against_case, against_suspension = lodged(desk.offer), lodged(offer)
    interested = lead_of(against_suspension.authority)
    ProviderMemberFactory(provider=offer.provider, user=interested)
    assert against_suspension.suspension is not None
    wrong: list[tuple[Appeal, User]] = [(against_suspension, against_suspension.suspension.suspended_by), (against_suspension, interested)]
    for user in (desk.first, desk.second):
        Officer.objects.filter(user=user).delete()
        OfficerFactory(user=user, authority=desk.authority, role=OfficerRole.LEAD)
        wrong.append((against_case, user))

    for appeal, user in wrong:
        with pytest.raises(FourEyesError):
            decided(appeal, by=user)
        with pytest.raises(IntegrityError, match="vetting_appeal_other_lead"), transaction.atomic():
            written(appeal, user)


def test_who_withdrew_or_had_suspended_before_is_refused_and_so_they_are_by_the_database() -> None:
    offer = withdrawn_offer(suspended=True)
    appeal = lodged(offer)
    gone = appeal.clearance
    assert gone is not None
    assert gone.withdrawn_by is not None
    own = lead_of(appeal.authority)
    Person.objects.filter(pk=leader_of(offer).pk).update(user=own)

    for user in (gone.withdrawn_by, gone.suspensions.get().suspended_by, own):
        with pytest.raises(FourEyesError):
            decided(appeal, by=user)
        with pytest.raises(IntegrityError, match="vetting_appeal_other_lead"), transaction.atomic():
            written(appeal, user)


def test_only_a_lead_of_the_authority_decides_not_a_superuser() -> None:
    appeal = lodged(suspended_offer())
    people = [UserFactory(is_superuser=True, is_staff=True), OfficerFactory(authority=appeal.authority).user]

    for user in [*people, OfficerFactory(role=OfficerRole.LEAD).user]:
        with pytest.raises(NotAllowedError):
            decided(appeal, by=user)
        with pytest.raises(IntegrityError, match="vetting_appeal_other_lead"), transaction.atomic():
            written(appeal, user)


def test_a_decided_one_stays_as_it_is() -> None:
    appeal = decided(lodged(suspended_offer()))

    with pytest.raises(IllegalTransitionError):
        decided(appeal, AppealAnswer.NEEDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(message="Something else.")


def test_a_message_is_needed() -> None:
    appeal = lodged(suspended_offer())

    with pytest.raises(AppealError, match="Write a sentence"):
        decide_appeal(by=lead_of(appeal.authority), appeal=appeal, answer=AppealAnswer.NEEDED, message=" ")


def written(appeal: Appeal, user: User) -> None:
    changes = {"state": AppealState.DISMISSED, "decided_by": user, "closed_at": clock.now()}
    Appeal.objects.filter(pk=appeal.pk).update(answer=AppealAnswer.NEEDED, message=MESSAGE, **changes)


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_decide_at_once_decide_once() -> None:
    appeal = lodged(suspended_offer())
    leads = [lead_of(appeal.authority), lead_of(appeal.authority)]

    def attempt(user: User) -> Callable[[], bool]:
        def run() -> bool:
            try:
                decided(appeal, by=user)
            except IllegalTransitionError:
                return False
            return True

        return run

    assert sorted(at_once(*(attempt(user) for user in leads))) == [False, True]
    assert AuditEvent.objects.filter(action="clearance.reinstate").count() == 1
