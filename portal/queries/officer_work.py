"""How much waits for an officer, and where."""

import dataclasses

from django.db.models import Count, Q

from accounts.models import User
from vetting.enums import CheckSource
from vetting.models import Case, Check, Officer, Suspension
from vetting.queries.cases.joining import join_requests_for
from vetting.states import CaseState, CheckState


@dataclasses.dataclass(frozen=True)
class OfficerWork:
    """`second` are recommended cases and recorded checks that somebody else has to look at; never those of the reader's own hand."""

    unclaimed: int
    mine: int
    second: int
    checks: int
    waiting_on_providers: int
    suspensions: int
    joining: int


def work_of(user: User) -> OfficerWork:
    """Over all the authorities that the user works for. Four queries."""
    cases = Case.objects.visible_to(user).still_open().order_by()
    counts = cases.aggregate(
        unclaimed=Count("pk", filter=Q(state=CaseState.OPEN), distinct=True),
        mine=Count("pk", filter=Q(state=CaseState.CLAIMED, claimed_by=user), distinct=True),
        second=Count("pk", filter=Q(state=CaseState.RECOMMENDED) & ~Q(recommended_by=user), distinct=True),
        waiting=Count("pk", filter=Q(state=CaseState.WAITING_ON_PROVIDER, claimed_by=user), distinct=True),
    )
    checks = Check.objects.visible_to(user).filter(state=CheckState.RECORDED, source=CheckSource.OFFICER).exclude(performed_by=user).count()
    mine = Officer.objects.held_by(user).values("authority")
    unconfirmed = Suspension.objects.filter(clearance__authority__in=mine, lifted_at=None, confirmed_at=None)
    to_confirm = unconfirmed.exclude(suspended_by=user).count()
    joining = join_requests_for(user).count()
    return OfficerWork(counts["unclaimed"], counts["mine"], counts["second"], checks, counts["waiting"], to_confirm, joining)
