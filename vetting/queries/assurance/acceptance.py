"""Whether a school has accepted an authority's assurance of a provider."""

import datetime

from directory.models import Offer, Provider
from schools.models import School
from vetting.models import AssuranceStatement, SchoolAcceptance


def live_acceptance(school: School, provider: Provider, on: datetime.date) -> SchoolAcceptance | None:
    """The school's acceptance that holds on the day, the one that holds longest; None where a booking must wait for one."""
    return (
        SchoolAcceptance.objects.filter(school=school, provider=provider, withdrawn_at=None, accepted_on__lte=on, expires_on__gte=on)
        .order_by("-expires_on", "-pk")
        .first()
    )


def statement_to_accept(provider: Provider, on: datetime.date) -> AssuranceStatement | None:
    """What an authority last said about the provider, where it still assures an offer of it on the day: the thing that a school accepts."""
    assuring = set(Offer.objects.filter(provider=provider, assured_until__gte=on).values_list("assured_by", flat=True))
    statements = AssuranceStatement.objects.filter(provider=provider, holds_until__gte=on, authority__name__in=assuring)
    return statements.select_related("authority", "policy").first()
