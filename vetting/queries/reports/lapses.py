"""Checks that came to their last day: renewed in time, renewed late or not at all, and the planned days that this left uncovered."""

import collections
import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from core import clock
from core.sheets import Cell
from vetting.models import Check, PlannedUse, VettingAuthority
from vetting.queries.clearances.evidence import PASSES, SCOPE_FIELDS, Subject, subject_of, subjects_filter
from vetting.queries.policies.content import content_of
from vetting.queries.reports.shape import Column, Kind, Report, Span
from vetting.states import CheckState

COUNTED = (CheckState.VERIFIED, CheckState.SUPERSEDED)


def lapses(authority: VettingAuthority, span: Span) -> Report:
    """By check: those whose last day lies in the period and is over. Three queries."""
    counted = Check.objects.filter(authority=authority, state__in=COUNTED, outcome__in=PASSES, verified_at__isnull=False)
    last = min(span.until, clock.today() - datetime.timedelta(days=1))
    ended = list(counted.filter(expires_on__range=(span.since, last)).order_by("check_type", "pk"))
    later = _by_kind(counted.filter(subjects_filter({subject_of(one) for one in ended})))
    days = _planned(ended)
    known = content_of(authority.policy).by_code
    tally: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for check in ended:
        renewed = _renewed_on(check, later[subject_of(check), check.check_type])
        row = tally[check.check_type]
        row["ended"] += 1
        row[_how(check, renewed)] += 1
        row["days"] += len({session for date, session in days[subject_of(check)] if _is_bare(date, check, renewed)})
    columns = (
        Column(_("Check")),
        Column(_("Came to their last day"), Kind.COUNT),
        Column(_("Renewed in time"), Kind.COUNT),
        Column(_("Renewed late"), Kind.COUNT),
        Column(_("Not renewed"), Kind.COUNT),
        Column(_("Sessions planned without cover"), Kind.COUNT),
    )
    names = {code: known[code].name if code in known else code for code in tally}
    rows: list[tuple[Cell, ...]] = [
        (names[code], *(tally[code][name] for name in ("ended", "in_time", "late", "not", "days"))) for code in tally
    ]
    return Report(columns, tuple(sorted(rows, key=str)))


def _by_kind(checks: Iterable[Check]) -> dict[tuple[Subject, str], list[Check]]:
    found: dict[tuple[Subject, str], list[Check]] = collections.defaultdict(list)
    for check in checks:
        found[subject_of(check), check.check_type].append(check)
    return found


def _renewed_on(check: Check, others: Sequence[Check]) -> datetime.date | None:
    """The day from which a check counted that outlasts this one."""
    days = [
        max(one.performed_on, one.verified_at.astimezone(clock.LONDON).date())
        for one in others
        if one.pk != check.pk and one.verified_at and (one.expires_on is None or one.expires_on > _end(check))
    ]
    return min(days, default=None)


def _end(check: Check) -> datetime.date:
    if check.expires_on is None:
        raise ValueError(check)  # they are asked for by their last day
    return check.expires_on


def _how(check: Check, renewed: datetime.date | None) -> str:
    if renewed is None:
        return "not"
    return "in_time" if renewed <= _end(check) + datetime.timedelta(days=1) else "late"


def _is_bare(date: datetime.date, check: Check, renewed: datetime.date | None) -> bool:
    return date > _end(check) and (renewed is None or date < renewed)


def _planned(ended: Sequence[Check]) -> dict[Subject, list[tuple[datetime.date, object]]]:
    """Days planned after the first of these ended, by everybody and everything that has a part in them."""
    subjects = {subject_of(one) for one in ended}
    first = min((_end(one) for one in ended), default=clock.today())
    found: dict[Subject, list[tuple[datetime.date, object]]] = collections.defaultdict(list)
    rows = PlannedUse.objects.filter(subjects_filter(subjects), date__gt=first)
    for row in rows.values("date", "session", *SCOPE_FIELDS.values()):
        for scope, field in SCOPE_FIELDS.items():
            if (scope, row[field]) in subjects:
                found[scope, row[field]].append((row["date"], row["session"]))
    return found
