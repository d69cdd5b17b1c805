"""Who may do what with a case."""

from django.db.models import Q

from directory.policies import can_edit_provider
from vetting.enums import OfficerRole
from vetting.models import Case, Check, ReferenceRequest, VettingAuthority, Waiver
from vetting.policies.roles import Visitor, can_work_queue, has_interest_in, holds
from vetting.states import CheckState
from vetting.states.leads import WaiverState


def can_hand_over(user: Visitor, case: Case) -> bool:
    """Who has it, or a lead."""
    return (user.pk == case.claimed_by_id and can_work_queue(user, case.authority)) or holds(user, case.authority, OfficerRole.LEAD)


def can_assign_to(user: Visitor, authority: VettingAuthority, receiver: Visitor) -> bool:
    """An officer takes unclaimed cases for themselves; a lead gives them to whoever works there."""
    if user.pk == receiver.pk:
        return can_work_queue(user, authority)
    return holds(user, authority, OfficerRole.LEAD) and can_work_queue(receiver, authority)


def can_see_case(user: Visitor, case: Case) -> bool:
    """The list form is Case.objects.visible_to."""
    return holds(user, case.authority, *OfficerRole.values)


def can_see_reference(user: Visitor, reference: ReferenceRequest) -> bool:
    """The list form is ReferenceRequest.objects.visible_to. Never who it is about, nor who acts with them."""
    case = reference.case
    if case is None or has_interest_in(user, reference.person) or has_interest_in(user, reference.provider):
        return False
    return holds(user, case.authority, *OfficerRole.values)


def checks_relied_on(case: Case) -> Q:
    """Which verified checks a decision of the case would rest on."""
    return _about(case) & Q(state=CheckState.VERIFIED)


def waivers_relied_on(case: Case) -> Q:
    """Which granted waivers a decision of the case would rest on."""
    return _about(case) & Q(state=WaiverState.GRANTED)


def _about(case: Case) -> Q:
    """Everybody and everything in the case, as its authority knows them."""
    version = case.version
    subjects = Q(person__in=version.people.all()) | Q(provider=case.provider) | Q(offer=case.offer)
    if version.venue_id is not None:
        subjects |= Q(venue=version.venue_id)
    return subjects & Q(authority=case.authority_id)


def can_decide_case(user: Visitor, case: Case) -> bool:
    """A second officer: not who submitted, recommended, performed a check or asked for a waiver that the decision rests on, nor who is
    close to it."""
    if user.pk in {case.submitted_by_id, case.recommended_by_id} or not can_work_queue(user, case.authority):
        return False
    if has_interest_in(user, case.provider) or case.version.people.filter(user=user.pk).exists():
        return False
    if Waiver.objects.filter(waivers_relied_on(case), proposed_by=user.pk).exists():
        return False
    return not Check.objects.filter(checks_relied_on(case), performed_by=user.pk).exists()


def can_answer_case(user: Visitor, case: Case) -> bool:
    """The provider's side."""
    return can_edit_provider(user, case.provider)
