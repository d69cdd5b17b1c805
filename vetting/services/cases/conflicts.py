"""An officer says that they are too close to a provider: from then on others work on it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from vetting.exceptions import NotAllowedError
from vetting.models import Case, ConflictDeclaration
from vetting.policies.conflicts import can_declare_conflict, can_end_conflict
from vetting.services.cases.handling import lock_case
from vetting.states import CASE, CaseEvent, CaseState

UNCLAIMED = {"claimed_by": None, "claimed_at": None}
NOT_RECOMMENDED = {"recommended_by": None, "recommended_at": None, "recommended_outcome": ""}


@transaction.atomic
def declare_conflict(*, by: User, case: Case) -> ConflictDeclaration:
    """Declare it with the case's provider. What it is, nobody asks.

    The officer's cases of the provider go back to the queue, those that they recommended too. One that waits on the provider stays in
    their name until a lead hands it over: its clock stands still meanwhile.
    """
    if not can_declare_conflict(by, case):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": case.authority.name})
    conflict, is_new = ConflictDeclaration.objects.get_or_create(
        officer=by, provider=case.provider, ended_at=None, defaults={"declared_at": clock.now()}
    )
    if is_new:
        audit.record("case.conflict", case, by=by, acting_for=case.authority.name, details={"conflict": conflict.pk})
        for theirs in Case.objects.filter(provider=case.provider, claimed_by=by).order_by("pk"):
            _give_back(lock_case(theirs), by)
    return conflict


def _give_back(case: Case, by: User) -> None:
    if case.claimed_by != by:
        return
    if case.state == CaseState.RECOMMENDED:
        CASE.fire(case, CaseEvent.SEND_BACK, **NOT_RECOMMENDED)
        audit.record("case.send_back", case, by=by, acting_for=case.authority.name, reason="conflict")
    if case.state == CaseState.CLAIMED:
        CASE.fire(case, CaseEvent.RELEASE, **UNCLAIMED)
        audit.record("case.release", case, by=by, acting_for=case.authority.name, reason="conflict")


@transaction.atomic
def end_conflict(*, by: User, conflict: ConflictDeclaration) -> ConflictDeclaration:
    """A lead or administrator, having asked the officer. Nobody ends their own."""
    locked = ConflictDeclaration.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    if not can_end_conflict(by, locked):
        raise NotAllowedError(_("A vetting lead or an administrator of the officer's authority ends it, never the officer. Ask one."))
    if locked.ended_at is None:
        locked.ended_at, locked.ended_by = clock.now(), by
        locked.save(update_fields=["ended_at", "ended_by"])
        audit.record("conflict.end", locked, by=by)
    return locked
