"""A word to the school before what it accepts runs out: once a month before, once a week before."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import clock
from core.services import outbox
from schools.models import School
from schools.queries.members import members_with_role
from vetting.models import PlannedUse, ReliancePolicy, SchoolAcceptance
from vetting.policies.assurance import ACCEPTORS

DAYS_BEFORE = (30, 7)


@transaction.atomic
def remind_of_acceptances() -> int:
    """Post each reminder that is due, once to each who may accept. Safe to repeat, and late: then only the nearest one is said.

    A provider by itself is spoken of only where a date is planned after the last day. Returns how many acceptances are near their end.
    """
    today = clock.today()
    near = (today, today + datetime.timedelta(days=max(DAYS_BEFORE)))
    lists = list(ReliancePolicy.objects.standing().filter(ends_on__range=near).select_related("school"))
    ones = [one for one in _ending(near) if _is_needed_after(one)]
    for policy in lists:
        _post(policy.school, "list", policy.pk, policy.ends_on, today)
    for one in ones:
        _post(one.school, "provider", one.pk, one.expires_on, today)
    return len(lists) + len(ones)


def _ending(near: tuple[datetime.date, datetime.date]) -> Iterable[SchoolAcceptance]:
    return SchoolAcceptance.objects.filter(withdrawn_at=None, expires_on__range=near).select_related("school")


def _is_needed_after(one: SchoolAcceptance) -> bool:
    return PlannedUse.objects.filter(school=one.school_id, provider=one.provider_id, date__gt=one.expires_on).exists()


def _post(school: School, kind: str, pk: int, until: datetime.date, today: datetime.date) -> None:
    days = min(days for days in DAYS_BEFORE if days >= (until - today).days)
    addresses = {user.email for role in ACCEPTORS for user in members_with_role(school, role)}
    for address in sorted(addresses):
        outbox.post("vetting.acceptance_ends", to=address, event=f"acceptance:{kind}:{pk}:{days}", payload={kind: pk})
