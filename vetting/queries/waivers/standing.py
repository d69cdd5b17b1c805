"""Which waivers stand, and which checks can't have one."""

import datetime
from collections.abc import Collection

from django.db.models import QuerySet

from accounts.models import User
from core import clock
from vetting.enums import CheckOutcome
from vetting.models import Check, VettingAuthority, Waiver
from vetting.queries.clearances.evidence import Subject, subjects_filter
from vetting.states import CheckState
from vetting.states.leads import WaiverState


def granted_over(
    authority: VettingAuthority, code: str, subject: Subject, starts_on: datetime.date, expires_on: datetime.date
) -> Waiver | None:
    """One that covers any of these days already."""
    rows = _of(authority, code, subject).filter(state=WaiverState.GRANTED, starts_on__lte=expires_on, expires_on__gte=starts_on)
    return rows.order_by("-expires_on").first()


def is_proposed(authority: VettingAuthority, code: str, subject: Subject) -> bool:
    return _of(authority, code, subject).filter(state=WaiverState.PROPOSED).exists()


def has_failed(authority: VettingAuthority, code: str, subject: Subject) -> bool:
    """Whether the check that stands was made and not passed."""
    rows = Check.objects.filter(subjects_filter([subject]), authority=authority, check_type=code)
    return rows.filter(state=CheckState.VERIFIED, outcome=CheckOutcome.FAIL).exists()


def live_waivers(subjects: Collection[Subject], authority: VettingAuthority) -> QuerySet[Waiver]:
    """Waiting for a second person, or granted with days to come."""
    rows = Waiver.objects.filter(subjects_filter(subjects), authority=authority, expires_on__gte=clock.today())
    return rows.filter(state__in=[WaiverState.PROPOSED, WaiverState.GRANTED]).select_related("proposed_by", "decided_by")


def waivers_to_decide(user: User) -> QuerySet[Waiver]:
    """Those that wait for a second person, and that the user did not ask for."""
    return Waiver.objects.visible_to(user).filter(state=WaiverState.PROPOSED).exclude(proposed_by=user)


def _of(authority: VettingAuthority, code: str, subject: Subject) -> QuerySet[Waiver]:
    return Waiver.objects.filter(subjects_filter([subject]), authority=authority, check_type=code)
