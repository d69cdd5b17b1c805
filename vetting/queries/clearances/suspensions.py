"""Suspensions that wait for a second officer, and until when one has time: the end of the next working day."""

import datetime

from django.db.models import QuerySet

from core import clock
from vetting.models import Suspension
from vetting.rules.working_days import working_day


def confirm_by(suspension: Suspension) -> datetime.date:
    """The last day on which a second officer confirms in time."""
    return working_day(suspension.suspended_at.astimezone(clock.LONDON).date(), 1)


def unconfirmed() -> QuerySet[Suspension]:
    """Suspensions that a second officer has still to look at."""
    return Suspension.objects.filter(lifted_at=None, confirmed_at=None)


def overdue() -> QuerySet[Suspension]:
    """Those whose next working day is over. The suspension holds all the same."""
    return unconfirmed().filter(suspended_at__lt=clock.start_of(working_day(clock.today(), -1)))


def is_overdue(suspension: Suspension) -> bool:
    return suspension.confirmed_at is None and suspension.lifted_at is None and confirm_by(suspension) < clock.today()
