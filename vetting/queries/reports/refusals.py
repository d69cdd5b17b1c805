"""What officers tried to ask and the rules refused, as the audit log keeps it."""

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from core import clock
from core.models import AuditEvent
from vetting.models import VettingAuthority
from vetting.queries.policies.content import content_of
from vetting.queries.reports.shape import Column, Kind, Report, Span, month_of


def over_asking(authority: VettingAuthority, span: Span) -> Report:
    """By month and check. One query. The log names the authority as it was called then."""
    tried = AuditEvent.objects.filter(action="check.over_asking", acting_for=authority.name, at__range=span.moments)
    by = ("month", "details__type")
    counted = tried.annotate(month=TruncMonth("at", tzinfo=clock.LONDON)).order_by(*by).values_list(*by)
    known = content_of(authority.policy).by_code
    columns = (
        Column(_("Month")),
        Column(_("Check")),
        Column(_("Refused"), Kind.COUNT),
        Column(_("By so many officers"), Kind.COUNT),
    )
    rows = [
        (month_of(month), known[code].name if code in known else code, number, officers)
        for month, code, number, officers in counted.annotate(number=Count("pk"), officers=Count("actor_id", distinct=True))
    ]
    return Report(columns, tuple(rows))
