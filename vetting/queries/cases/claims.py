"""Whether who claimed a case still works on it, and who could have it in their place."""

import datetime

from django.db.models import QuerySet

from accounts.models import User
from core import clock
from vetting.models import Case, Officer
from vetting.policies.roles import WORKING, without_interest_in
from vetting.states import CaseState

# Claimed and left lying; and written on, then left. The second is long, because people wait for post and have holidays.
BARE = datetime.timedelta(hours=4)
WORKED_ON = datetime.timedelta(days=7)


def has_gone_quiet(case: Case) -> bool:
    """Whether a colleague may take it over. Opening the case is sign enough that somebody is at it. Needs no query."""
    if case.state != CaseState.CLAIMED:
        return False
    seen = case.claim_seen_at or case.claimed_at or clock.now()
    return clock.now() - seen > (WORKED_ON if case.claim_worked_at else BARE)


def could_have(case: Case) -> QuerySet[User]:
    """Colleagues to whom it can be handed: they work here, don't have it, and are not too close to its provider."""
    parts = Officer.objects.acting().filter(authority=case.authority_id, role__in=WORKING)
    found = without_interest_in(User.objects.filter(pk__in=parts.values("user"), is_active=True), case.provider)
    holder = [case.claimed_by_id] if case.claimed_by_id else []
    return found.exclude(pk__in=holder).order_by("first_name", "last_name", "pk")
