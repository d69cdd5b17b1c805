"""Moving cases from one officer to another: handed over, taken over, or given out from the queue. Deciding is never done in bulk."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.exceptions import DomainError
from core.services import audit
from vetting.exceptions import CaseError, NotAllowedError
from vetting.models import Case
from vetting.policies.cases import can_assign_to, can_hand_over
from vetting.policies.roles import can_work_queue, has_interest_in
from vetting.queries.cases.claims import has_gone_quiet
from vetting.services.cases.handling import add_note, lock_case, refuse_outsiders
from vetting.states import CASE, CaseEvent, CaseState


@transaction.atomic
def hand_over(*, by: User, case: Case, to: User, note: str) -> Case:
    """Give a case to a colleague, with a note for them. Who has it, or a lead."""
    locked = lock_case(case)
    refuse_outsiders(by, locked)
    if not can_hand_over(by, locked):
        raise NotAllowedError(_("Only who has the case, or a lead, can hand it over."))
    add_note(by=by, case=locked, text=note)
    return _move(locked, by, to, "case.hand_over")


@transaction.atomic
def take_over(*, by: User, case: Case) -> Case:
    """Take a case from a colleague who has not touched it for long. Raises CaseError while they may still be at it."""
    locked = lock_case(case)
    refuse_outsiders(by, locked)
    if locked.claimed_by == by:
        return locked
    if not has_gone_quiet(locked):
        raise CaseError(_("Somebody is working on this case. Ask them to hand it over, or ask a lead."))
    return _move(locked, by, by, "case.take_over")


@transaction.atomic
def assign_cases(*, by: User, cases: Iterable[Case], to: User) -> tuple[list[Case], list[tuple[Case, str]]]:
    """Give several cases to one officer. Returns those that went, and those that stayed, each with the reason."""
    given, kept = [], []
    for case in sorted(cases, key=lambda one: one.pk):
        try:
            with transaction.atomic():
                given.append(_assign(lock_case(case), by, to))
        except DomainError as refusal:
            kept.append((case, str(refusal.message)))
    return given, kept


def _assign(case: Case, by: User, to: User) -> Case:
    refuse_outsiders(by, case)
    if not can_assign_to(by, case.authority, to):
        raise NotAllowedError(
            _("Only a lead gives cases to others, and only to officers who work for %(name)s.") % {"name": case.authority}
        )
    if case.state == CaseState.OPEN:
        _refuse_receiver(case, to)
        now = clock.now()
        CASE.fire(case, CaseEvent.CLAIM, claimed_by=to, claimed_at=now, claim_seen_at=now, claim_worked_at=None)
        audit.record("case.assign", case, by=by, acting_for=case.authority.name, details={"to": to.pk})
        return case
    if not can_hand_over(by, case):
        raise NotAllowedError(_("Another officer has it."))
    return _move(case, by, to, "case.assign")


def _move(case: Case, by: User, to: User, action: str) -> Case:
    _refuse_receiver(case, to)
    before, now = case.claimed_by_id, clock.now()
    CASE.fire(case, CaseEvent.HAND_OVER, claimed_by=to, claimed_at=now, claim_seen_at=now, claim_worked_at=None)
    audit.record(action, case, by=by, acting_for=case.authority.name, details={"from": before, "to": to.pk})
    return case


def _refuse_receiver(case: Case, to: User) -> None:
    if not can_work_queue(to, case.authority):
        raise CaseError(_("%(name)s doesn't work for %(authority)s.") % {"name": to, "authority": case.authority}, field="to")
    if has_interest_in(to, case.provider):
        raise CaseError(_("%(name)s is too close to this provider. Choose somebody else.") % {"name": to}, field="to")
    if case.claimed_by_id == to.pk:
        raise CaseError(_("%(name)s has it already.") % {"name": to}, field="to")
