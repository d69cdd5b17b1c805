"""Who lets another authority's statement stand, and who reads what authorities tell each other."""

from vetting.enums import OfficerRole
from vetting.models import AssuranceStatement, CrossAuthorityAlert, Recognition, VettingAuthority
from vetting.policies.roles import Visitor, can_work_queue, has_interest_in, holds
from vetting.states.partners import RecognitionState


def can_recognise(user: Visitor, authority: VettingAuthority, statement: AssuranceStatement) -> bool:
    """An officer of the authority; not who acts for the provider, nor who issued the statement for the other one."""
    if statement.authority_id == authority.pk or statement.issued_by_id == user.pk:
        return False
    return can_work_queue(user, authority) and not has_interest_in(user, statement.provider)


def can_confirm_recognition(user: Visitor, recognition: Recognition) -> bool:
    """A second officer."""
    if recognition.state != RecognitionState.PROPOSED or user.pk == recognition.recognised_by_id:
        return False
    return can_recognise(user, recognition.authority, recognition.statement)


def can_withdraw_recognition(user: Visitor, recognition: Recognition) -> bool:
    return recognition.state != RecognitionState.WITHDRAWN and can_work_queue(user, recognition.authority)


def can_see_recognition(user: Visitor, recognition: Recognition) -> bool:
    """The list form is Recognition.objects.visible_to."""
    return holds(user, recognition.authority, *OfficerRole.values)


def can_see_alert(user: Visitor, alert: CrossAuthorityAlert) -> bool:
    """The list form is CrossAuthorityAlert.objects.visible_to."""
    return holds(user, alert.authority, *OfficerRole.values)


def can_acknowledge_alert(user: Visitor, alert: CrossAuthorityAlert) -> bool:
    return can_work_queue(user, alert.authority)
