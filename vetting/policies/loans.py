"""Who lends and borrows officers: leads and administrators, each for their own authority."""

from vetting.enums import OfficerRole
from vetting.models import Officer, OfficerLoan, VettingAuthority
from vetting.policies.roles import WORKING, Visitor, holds
from vetting.states.partners import LoanState

MANAGING = (OfficerRole.LEAD, OfficerRole.ADMINISTRATOR)


def can_manage_loans(user: Visitor, authority: VettingAuthority) -> bool:
    """Asks for officers and lends them."""
    return holds(user, authority, *MANAGING)


def works_of_their_own(user: Visitor, authority: VettingAuthority) -> bool:
    """As an officer or lead whom nobody lent: only such are lent on."""
    return Officer.objects.held_by(user).filter(authority=authority, loan=None, role__in=WORKING).exists()


def can_see_loan(user: Visitor, loan: OfficerLoan) -> bool:
    """The list form is OfficerLoan.objects.visible_to."""
    if not user.is_authenticated or not user.is_active:
        return False
    parts = Officer.objects.held_by(user).filter(loan=None, authority__in=[loan.lender_id, loan.borrower_id])
    return user.pk == loan.user_id or parts.exists()


def can_answer_loan(user: Visitor, loan: OfficerLoan) -> bool:
    """For the other side, and never who proposed it, though they may have a part in both."""
    return loan.state == LoanState.OFFERED and user.pk != loan.proposed_by_id and can_manage_loans(user, loan.asked_side)


def can_take_back_loan(user: Visitor, loan: OfficerLoan) -> bool:
    return loan.state == LoanState.OFFERED and can_manage_loans(user, loan.proposing_side)


def can_end_loan(user: Visitor, loan: OfficerLoan) -> bool:
    """Either side, at once."""
    if loan.state != LoanState.ACCEPTED:
        return False
    return can_manage_loans(user, loan.lender) or can_manage_loans(user, loan.borrower)
