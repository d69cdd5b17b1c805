"""Who is told when an authority puts something about a provider out of force."""

from typing import Any

from django.db.models import Q, QuerySet

from core import clock
from directory.models import Provider
from schools.models import School
from vetting.models import (
    Clearance,
    CrossAuthorityAlert,
    PlannedUse,
    Recognition,
    ReliancePolicy,
    SchoolAcceptance,
    VettingAuthority,
)
from vetting.states import ClearanceState
from vetting.states.partners import RecognitionState


def authorities_concerned(provider: Provider, contact: VettingAuthority) -> QuerySet[VettingAuthority]:
    """Every other authority that recognises a statement about the provider, or has cleared it or an offer of it itself."""
    recognised = Recognition.objects.filter(
        statement__provider=provider, state=RecognitionState.CONFIRMED, expires_on__gte=clock.today()
    ).values("authority")
    about = Q(provider=provider) | Q(offer__provider=provider)
    cleared = Clearance.objects.filter(about).exclude(state=ClearanceState.WITHDRAWN).values("authority")
    return VettingAuthority.objects.filter(Q(pk__in=recognised) | Q(pk__in=cleared)).exclude(pk=contact.pk)


def relying_schools(provider: Provider) -> QuerySet[School]:
    """Schools whose acceptance of an authority's word about the provider holds today: its own, or of a whole list, with days planned."""
    today = clock.today()
    live = SchoolAcceptance.objects.filter(provider=provider, withdrawn_at=None, expires_on__gte=today)
    lists = ReliancePolicy.objects.standing().filter(authority__statements__provider=provider, starts_on__lte=today, ends_on__gte=today)
    planned = PlannedUse.objects.filter(provider=provider, date__gte=today).values("school")
    listed = lists.exclude(left_out=provider).filter(school__in=planned)
    return School.objects.filter(Q(pk__in=live.values("school")) | Q(pk__in=listed.values("school"))).order_by("pk")


def open_alerts(user: Any) -> QuerySet[CrossAuthorityAlert]:
    """Those that nobody of the user's authorities has acknowledged."""
    rows = CrossAuthorityAlert.objects.visible_to(user).filter(acknowledged_at=None)
    return rows.select_related("provider", "contact", "authority")
