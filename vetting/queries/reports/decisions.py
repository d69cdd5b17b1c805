"""What was decided."""

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from core import clock
from vetting.enums import CaseKind, DecisionOutcome
from vetting.models import Decision, VettingAuthority
from vetting.queries.reports.shape import Column, Kind, Report, Span, month_of


def decisions(authority: VettingAuthority, span: Span) -> Report:
    """By month, kind, outcome and the version of the policy that was asked. One query."""
    made = Decision.objects.filter(case__authority=authority, decided_at__range=span.moments)
    by = ("month", "case__kind", "outcome", "policy__code", "policy__version")
    counted = made.annotate(month=TruncMonth("decided_at", tzinfo=clock.LONDON)).order_by(*by).values_list(*by)
    columns = (
        Column(_("Month")),
        Column(_("Kind")),
        Column(_("Outcome")),
        Column(_("Policy")),
        Column(_("Decisions"), Kind.COUNT),
    )
    rows = [
        (month_of(month), str(CaseKind(kind).label), str(DecisionOutcome(outcome).label), f"{code} {version}", number)
        for month, kind, outcome, code, version, number in counted.annotate(number=Count("pk"))
    ]
    return Report(columns, tuple(rows))
