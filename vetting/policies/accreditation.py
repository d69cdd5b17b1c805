"""Who may do what on the way to being accredited. The list forms are Accreditation.objects.visible_to and Observation.objects' two."""

from directory.models import Person
from schools.enums import SchoolRole
from schools.policies import has_role
from vetting.enums import OfficerRole
from vetting.models import Accreditation, Observation, VettingAuthority
from vetting.policies.roles import Visitor, can_work_queue, has_interest_in, holds, is_their_own
from vetting.states import ObservationState


def can_see_accreditation(user: Visitor, accreditation: Accreditation) -> bool:
    return holds(user, accreditation.authority, *OfficerRole.values)


def can_invite(user: Visitor, authority: VettingAuthority, person: Person) -> bool:
    """An officer of the authority without a part in the adult's doings, or the adult's own side."""
    return is_own_side(user, person) or (can_work_queue(user, authority) and not has_interest_in(user, person))


def is_own_side(user: Visitor, person: Person) -> bool:
    """The adult, or who acts for a provider that they are part of now."""
    return bool(user.is_authenticated and user.is_active) and is_their_own(user, person)


def can_handle(user: Visitor, accreditation: Accreditation) -> bool:
    """Officers who have no part in the adult's own doings."""
    return can_work_queue(user, accreditation.authority) and not has_interest_in(user, accreditation.person)


def can_accredit(user: Visitor, accreditation: Accreditation) -> bool:
    """Neither who wrote the induction down, nor who answered for a school what it was like."""
    if user.pk == accreditation.inducted_by_id or not can_handle(user, accreditation):
        return False
    return not accreditation.observations.filter(answered_by=user.pk).exists()


def can_answer_observation(user: Visitor, observation: Observation) -> bool:
    """Whoever of the school was in the room, whatever their role; never somebody of the adult's own side."""
    if observation.state != ObservationState.ASKED or not has_role(user, observation.school, *SchoolRole.values):
        return False
    return not has_interest_in(user, observation.accreditation.person)


def can_read_observation(user: Visitor, observation: Observation) -> bool:
    """Officers of the authority without a part in the adult's doings."""
    person = observation.accreditation.person
    return can_see_accreditation(user, observation.accreditation) and not has_interest_in(user, person)
