"""How long an authority usually takes: said to people who wait, from what was, and only where there is enough of it."""

import datetime
import math
import statistics

from django.db.models import F

from vetting.models import Case, VettingAuthority
from vetting.states import CaseState

LAST = 20  # cases that tell how it is now
LEAST = 5  # fewer say nothing


def typical_days(authority: VettingAuthority) -> int | None:
    """The median of the authority's last decided cases, in whole days begun; None where it has decided fewer than five.

    The time in which the provider's answer was awaited is left out, as in the queue.
    """
    decided = Case.objects.filter(authority=authority, state=CaseState.DECIDED, closed_at__isnull=False).order_by("-closed_at", "-pk")
    took = list(decided.values_list(F("closed_at") - F("submitted_at"), "waited_seconds")[:LAST])
    if len(took) < LEAST:
        return None
    seconds: float = statistics.median(max(span.total_seconds() - waited, 0) for span, waited in took)
    return max(1, math.ceil(seconds / datetime.timedelta(days=1).total_seconds()))
