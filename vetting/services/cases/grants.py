"""What a decision to clear leaves behind: a clearance for everybody and everything in the offer."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from accounts.models import User
from core import clock
from core.services import audit
from vetting.enums import CheckScope, ClearanceLevel
from vetting.models import Case, Clearance, Decision
from vetting.queries.clearances.evidence import SCOPE_FIELDS, Subject, subjects_filter
from vetting.queries.clearances.periods import LEVELS
from vetting.states import CLEARANCE, ClearanceEvent, ClearanceState


def grant_clearances(
    *, by: User, case: Case, decision: Decision, subjects: Iterable[Subject], beside_staff: Collection[Subject] = ()
) -> list[Clearance]:
    """New ones; those that stand are widened to what was decided, so that nobody loses what they were cleared for elsewhere. Only those
    who are to work beside school staff alone come down to that.

    What another authority said of the offer's earlier text is withdrawn: it has not seen this one.
    """
    others = Clearance.objects.filter(offer=case.offer_id).exclude(authority=case.authority_id)
    for clearance in others.exclude(state=ClearanceState.WITHDRAWN):
        CLEARANCE.fire(clearance, ClearanceEvent.WITHDRAW, ended_at=clock.now())
        audit.record("clearance.withdraw", clearance, by=by, acting_for=case.authority.name, reason="vetted_elsewhere")
    return [_grant(by, case, decision, subject, is_beside_staff=subject in beside_staff) for subject in sorted(set(subjects))]


def _grant(by: User, case: Case, decision: Decision, subject: Subject, *, is_beside_staff: bool) -> Clearance:
    standing = _standing(case, subject).first()
    clearance = standing or Clearance(authority=case.authority, **{SCOPE_FIELDS[subject[0]]: subject[1]}, level=decision.level)
    if standing is None or subject[0] == CheckScope.OFFER:
        clearance.level = decision.level
        clearance.natures, clearance.settings_allowed = [case.version.nature], [case.version.setting]
    else:
        clearance.level = max(clearance.level, decision.level, key=LEVELS.index)
        if is_beside_staff:
            clearance.level = min(clearance.level, ClearanceLevel.SUPERVISED, key=LEVELS.index)
        clearance.natures = _wider(clearance.natures, case.version.nature)
        clearance.settings_allowed = _wider(clearance.settings_allowed, case.version.setting)
    clearance.decision, clearance.policy, clearance.granted_at = decision, decision.policy, clock.now()
    clearance.save()
    audit.record("clearance.grant", clearance, by=by, acting_for=case.authority.name, details={"decision": decision.pk})
    return clearance


def _wider(allowed: list[str], one: str) -> list[str]:
    """An empty list allows all already."""
    return sorted({*allowed, one}) if allowed else []


def _standing(case: Case, subject: Subject) -> QuerySet[Clearance]:
    rows = Clearance.objects.select_for_update(of=("self",)).filter(subjects_filter([subject]), authority=case.authority_id)
    return rows.exclude(state=ClearanceState.WITHDRAWN)
