"""How long authorities have had their cases, and which are past the target of their policy."""

import datetime
import functools
import operator
from collections.abc import Iterable

from django.db.models import BooleanField, DateTimeField, DurationField, ExpressionWrapper, F, Q, Value

from core import clock
from vetting.models import VettingAuthority
from vetting.models.cases import CaseQuerySet
from vetting.queries.policies.content import content_of
from vetting.rules.working_days import working_day
from vetting.states import CaseState

TARGET = "CASE_TARGET_WORKING_DAYS"
OURS = (CaseState.OPEN, CaseState.CLAIMED, CaseState.RECOMMENDED)  # the next move is the authority's
SECOND = datetime.timedelta(seconds=1)


def target_of(authority: VettingAuthority) -> int | None:
    """Within how many working days it means to decide a case; None where its policy names no target."""
    try:
        return content_of(authority.policy).number(TARGET, clock.today())
    except KeyError:
        return None


def with_lateness(cases: CaseQuerySet, authorities: Iterable[VettingAuthority]) -> CaseQuerySet:
    """Each case with `began_at`, from which its clock counts, and `is_late`. Pass the authorities, with their policies, that own the cases.

    The days that the provider took are added to the beginning, so the clock stood still in them. What waits on the provider is never late.
    """
    waited = ExpressionWrapper(F("waited_seconds") * SECOND, output_field=DurationField())
    began = ExpressionWrapper(F("submitted_at") + waited, output_field=DateTimeField())
    late = [Q(authority=one, began_at__lt=_latest_start(days)) for one in authorities if (days := target_of(one)) is not None]
    any_late = Q(state__in=OURS) & functools.reduce(operator.or_, late) if late else None
    is_late = ExpressionWrapper(any_late, output_field=BooleanField()) if any_late else Value(False, output_field=BooleanField())
    return cases.annotate(began_at=began).annotate(is_late=is_late)


def _latest_start(target: int) -> datetime.datetime:
    """What began before this moment has had more than so many working days."""
    return clock.start_of(working_day(clock.today(), -target))
