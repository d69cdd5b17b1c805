"""Who may see, raise and decide on a referral: leads of the authority alone. That there is one is itself a hint at somebody."""

from vetting.enums import OfficerRole
from vetting.models import Clearance, ReferralPrompt
from vetting.policies.checks import subject_of_row
from vetting.policies.roles import Visitor, has_interest_in, holds, parts_of


def leads_somewhere(user: Visitor) -> bool:
    """Whether the list is there for the user at all."""
    return OfficerRole.LEAD in parts_of(user)


def can_raise_referral(user: Visitor, clearance: Clearance) -> bool:
    return holds(user, clearance.authority, OfficerRole.LEAD) and not has_interest_in(user, subject_of_row(clearance))


def can_decide_referral(user: Visitor, prompt: ReferralPrompt) -> bool:
    """Sees it too. The list form is ReferralPrompt.objects.visible_to."""
    if not holds(user, prompt.authority, OfficerRole.LEAD):
        return False
    return not any(has_interest_in(user, subject) for subject in (prompt.person, prompt.provider) if subject is not None)
