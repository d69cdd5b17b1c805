"""Where what was handed in stands."""

from directory.models import OfferVersion
from vetting.models import Case, VettingAuthority
from vetting.queries.cases.authorities import authority_for


def case_of(version: OfferVersion) -> Case | None:
    """The last case about this version, with its decision where there is one."""
    found = Case.objects.filter(version=version).select_related("authority", "decision").order_by("-submitted_at", "-pk")
    return found.first()


def authority_of(version: OfferVersion) -> VettingAuthority | None:
    """Who looks at it, or would: that of its case, else the one near its provider."""
    case = case_of(version)
    return case.authority if case else authority_for(version)
