"""What shows that who claimed a case still works on it. Without them, a colleague may take the case over."""

from accounts.models import User
from core import clock
from vetting.enums import CheckScope
from vetting.models import Case, VettingAuthority
from vetting.policies.roles import CheckSubject
from vetting.queries.clearances.evidence import subject_key
from vetting.states import CaseState

WHERE = {
    CheckScope.PERSON: "version__people",
    CheckScope.ORGANISATION: "provider",
    CheckScope.VENUE: "version__venue",
    CheckScope.OFFER: "offer",
}


def keep_claim(*, by: User, case: Case, wrote: bool = False) -> None:
    """Who has the case opened it, or wrote something. Nothing happens for anybody else."""
    now = clock.now()
    Case.objects.filter(pk=case.pk, claimed_by=by).update(claim_seen_at=now, **({"claim_worked_at": now} if wrote else {}))


def keep_claims_about(*, by: User, authority: VettingAuthority, subject: CheckSubject) -> None:
    """They made a check of somebody or something in cases that they have."""
    scope, pk = subject_key(subject)
    theirs = Case.objects.filter(authority=authority, claimed_by=by, state=CaseState.CLAIMED, **{WHERE[CheckScope(scope)]: pk})
    now = clock.now()
    Case.objects.filter(pk__in=theirs.values("pk")).update(claim_seen_at=now, claim_worked_at=now)
