"""Who may appeal, and who decides: a lead who had no part in what was decided first."""

from django.db.models import Q

from directory.models import Provider
from directory.policies import can_edit_provider
from vetting.enums import OfficerRole
from vetting.models import Appeal, Case, Check, Clearance
from vetting.policies.cases import checks_relied_on
from vetting.policies.checks import subject_of_row
from vetting.policies.roles import Visitor, has_interest_in, holds


def can_see_appeal(user: Visitor, appeal: Appeal) -> bool:
    """The list form is Appeal.objects.visible_to."""
    return holds(user, appeal.authority, *OfficerRole.values)


def can_lodge_appeal(user: Visitor, provider: Provider) -> bool:
    """Whoever acts for the provider. They take it back, too."""
    return can_edit_provider(user, provider)


def had_part_in(user: Visitor, appeal: Appeal) -> bool:
    """Whether the user decided, recommended, handed in, had or checked what the appeal is against, or suspended, confirmed or withdrew."""
    if appeal.case is not None:
        return _had_part_in_case(user, appeal.case)
    if appeal.clearance is not None:
        return _had_part_in_withdrawal(user, appeal.clearance)
    suspension = appeal.suspension
    assert suspension is not None  # noqa: S101  # the database holds that there is one of the three
    return user.pk in {suspension.suspended_by_id, suspension.confirmed_by_id}


def can_decide_appeal(user: Visitor, appeal: Appeal) -> bool:
    """A lead of the authority without a part in it and to whom it does not matter."""
    if not holds(user, appeal.authority, OfficerRole.LEAD) or user.pk == appeal.lodged_by_id:
        return False
    return not is_close_to(user, appeal) and not had_part_in(user, appeal)


def is_close_to(user: Visitor, appeal: Appeal) -> bool:
    if has_interest_in(user, appeal.provider):
        return True
    if appeal.case is not None:
        return appeal.case.version.people.filter(user=user.pk).exists()
    at_stake = appeal.clearance_at_stake
    return at_stake is not None and has_interest_in(user, subject_of_row(at_stake))


def _had_part_in_withdrawal(user: Visitor, clearance: Clearance) -> bool:
    """Also who suspended before, or confirmed it, where the suspension ended with the clearance."""
    ended_with_it = clearance.suspensions.filter(lifted_at__isnull=False, lifted_by=None)
    parts = Q(suspended_by=user.pk) | Q(confirmed_by=user.pk)
    return user.pk == clearance.withdrawn_by_id or ended_with_it.filter(parts).exists()


def _had_part_in_case(user: Visitor, case: Case) -> bool:
    decision = case.decision
    parts = {case.submitted_by_id, case.claimed_by_id, case.recommended_by_id}
    if user.pk in parts | {decision.decided_by_id, decision.recommended_by_id, decision.submitted_by_id}:
        return True
    return Check.objects.filter(checks_relied_on(case), performed_by=user.pk).exists()
