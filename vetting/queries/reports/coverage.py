"""Under which version of the policy what is on the site was cleared, and whether all of it is in place today."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from core import clock
from directory.models import Offer
from directory.states import OfferState
from vetting.models import Clearance, ClearancePeriod, VettingAuthority
from vetting.queries.reports.shape import Column, Kind, Report, Span
from vetting.states import ClearanceState


def coverage(authority: VettingAuthority, _span: Span) -> Report:
    """As it stands today, whatever the period. Three queries: offers that are listed, and the adults and places of those."""
    listed = Offer.objects.filter(state=OfferState.LISTED, provider__is_closed=False)
    parts: list[tuple[str, Q]] = [
        (_("Offers"), Q(offer__in=listed)),
        (_("Adults"), Q(Exists(listed.filter(approved_version__people=OuterRef("person"))), person__isnull=False)),
        (_("Places"), Q(Exists(listed.filter(approved_version__venue=OuterRef("venue"))), venue__isnull=False)),
    ]
    columns = (
        Column(_("Policy")),
        Column(_("Of")),
        Column(_("Live"), Kind.COUNT),
        Column(_("With every required check in place"), Kind.COUNT),
        Column(_("Share in per cent"), Kind.MEASURE),
    )
    rows = [
        (policy, label, live, whole, round(100 * whole / live))
        for label, part in parts
        for policy, live, whole in _counted(authority, part)
    ]
    return Report(columns, tuple(sorted(rows, key=lambda row: str(row[0]))))


def _counted(authority: VettingAuthority, part: Q) -> list[tuple[str, int, int]]:
    """By policy: how many clearances stand, and how many of them hold today at their own level. Suspended ones stand and don't hold."""
    holds = ClearancePeriod.objects.filter(clearance=OuterRef("pk"), level=OuterRef("level"), days__contains=clock.today(), renewable=False)
    standing = Clearance.objects.filter(part, authority=authority).exclude(state=ClearanceState.WITHDRAWN)
    by: Any = standing.annotate(holds=Exists(holds)).order_by().values(code=F("policy__code"), version=F("policy__version"))
    counted = by.annotate(live=Count("pk"), whole=Count("pk", filter=Q(holds=True)))
    return [(f"{row['code']} {row['version']}", row["live"], row["whole"]) for row in counted]
