"""Who may read which report of an authority."""

from django.db.models import QuerySet

from vetting.enums import OfficerRole
from vetting.models import VettingAuthority
from vetting.policies.roles import Visitor, holds

ABOUT_OFFICERS = frozenset({"workload"})


def readers_of(report: str) -> tuple[str, ...]:
    """What is about officers at work is for leads and auditors alone."""
    return (OfficerRole.LEAD, OfficerRole.AUDITOR) if report in ABOUT_OFFICERS else tuple(OfficerRole.values)


def can_read_report(user: Visitor, authority: VettingAuthority, report: str) -> bool:
    """The list form is authorities_reported_to."""
    return holds(user, authority, *readers_of(report))


def authorities_reported_to(user: Visitor, report: str) -> QuerySet[VettingAuthority]:
    return VettingAuthority.objects.in_which(user, *readers_of(report))
