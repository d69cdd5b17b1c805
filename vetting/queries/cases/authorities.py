"""Which authority vets whom."""

import math

from django.db.models import F

from directory.models import OfferVersion, Provider
from schools.models import School
from vetting.models import Case, VettingAuthority
from vetting.states import CaseState


def authority_for(version: OfferVersion) -> VettingAuthority | None:
    """The one that looked at the offer before, else the one near the provider; None where nobody vets there."""
    before = (
        Case.objects.filter(offer=version.offer_id)
        .exclude(state=CaseState.WITHDRAWN)
        .select_related("authority__policy")
        .order_by("-submitted_at", "-pk")
        .first()
    )
    return before.authority if before else nearest_authority(version.offer.provider)


def nearest_authority(provider: Provider) -> VettingAuthority | None:
    """That of the local authority which the provider calls home, else of the nearest school whose local authority vets."""
    vetting = VettingAuthority.objects.select_related("policy")
    at_home = vetting.filter(local_authority=provider.home_authority_id).first() if provider.home_authority_id else None
    if at_home or provider.latitude is None or provider.longitude is None:
        return at_home
    across = (F("longitude") - provider.longitude) * math.cos(math.radians(provider.latitude))
    along = F("latitude") - provider.latitude
    school = (
        School.objects.filter(authority__vetting_authority__isnull=False, is_active=True, latitude__isnull=False)
        .order_by(across * across + along * along, "pk")
        .first()
    )
    return vetting.get(local_authority=school.authority_id) if school else None
