"""Who did how much. For leads and auditors: it is about people at work, so it is never passed on."""

import collections

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.models import AuditEvent
from core.sheets import Cell
from vetting.models import Case, Check, Decision, Officer, VettingAuthority
from vetting.policies.roles import WORKING
from vetting.queries.reports.shape import Column, Kind, Report, Span
from vetting.states import CaseState

TAKEN = ("case.claim", "case.take_over")


def workload(authority: VettingAuthority, span: Span) -> Report:
    """By officer, those without any work too. Six queries."""
    taken = AuditEvent.objects.filter(action__in=TAKEN, acting_for=authority.name, at__range=span.moments)
    verified = Check.objects.filter(authority=authority, verified_at__range=span.moments)
    decided = Decision.objects.filter(case__authority=authority, decided_at__range=span.moments)
    waiting = Case.objects.filter(authority=authority, state=CaseState.CLAIMED)
    counts = [
        _by(taken, "actor_id"),
        _by(verified, "verified_by"),
        _by(decided, "decided_by"),
        _by(waiting, "claimed_by"),
    ]
    here = Officer.objects.acting().filter(authority=authority, role__in=WORKING).values_list("user", flat=True)
    people = User.objects.in_bulk({*here, *(pk for counted in counts for pk in counted)})
    columns = (
        Column(_("Officer")),
        Column(_("Cases taken"), Kind.COUNT),
        Column(_("Checks verified"), Kind.COUNT),
        Column(_("Cases decided"), Kind.COUNT),
        Column(_("With them now"), Kind.COUNT),
    )
    rows: list[tuple[Cell, ...]] = [(user.name, *(counted[pk] for counted in counts)) for pk, user in people.items()]
    return Report(columns, tuple(sorted(rows, key=str)))


def _by(rows: QuerySet[AuditEvent] | QuerySet[Check] | QuerySet[Decision] | QuerySet[Case], field: str) -> collections.Counter[int]:
    """How many by user."""
    counted = rows.order_by().values_list(field).annotate(number=Count("pk"))
    return collections.Counter({user: number for user, number in counted if user is not None})
