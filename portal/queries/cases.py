"""Where what was handed in stands."""

from directory.models import OfferVersion
from vetting.models import Case


def case_of(version: OfferVersion) -> Case | None:
    """The last case about this version, with its decision where there is one."""
    found = Case.objects.filter(version=version).select_related("authority", "decision").order_by("-submitted_at", "-pk")
    return found.first()
