"""Who decided what, on which version of the policy, from which inputs: opened up without any evidence."""

import dataclasses
import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vetting.models import Check, Clearance, Decision, VettingAuthority
from vetting.queries.audit.log import Asked, people_named
from vetting.queries.policies.content import content_of


@dataclasses.dataclass(frozen=True)
class CheckInput:
    """A check on which a decision rested: outcome and dates as they stand, or what the decision wrote down where the row has gone."""

    number: int
    name: str
    outcome: str
    state: str
    made_on: datetime.date | None
    made_by: str
    verified_by: str
    until: str


@dataclasses.dataclass(frozen=True)
class RuleInput:
    code: str
    text: str


@dataclasses.dataclass(frozen=True)
class Inputs:
    """`others` is whatever else the decision names, by kind."""

    checks: tuple[CheckInput, ...]
    rules: tuple[RuleInput, ...]
    others: tuple[tuple[str, str], ...]


def decisions_of(authority: VettingAuthority, asked: Asked | None = None) -> QuerySet[Decision]:
    """Newest first."""
    related = ("case__provider", "case__version", "case__authority", "policy", "decided_by", "recommended_by", "submitted_by")
    found = Decision.objects.filter(case__authority=authority).select_related(*related).order_by("-decided_at", "-pk")
    if asked is None:
        return found
    if asked.who:
        people = people_named(asked.who).values("pk")
        found = found.filter(Q(decided_by__in=people) | Q(recommended_by__in=people))
    if asked.provider:
        found = found.filter(case__provider__name__icontains=asked.provider)
    if asked.first:
        found = found.filter(decided_at__date__gte=asked.first)
    if asked.last:
        found = found.filter(decided_at__date__lte=asked.last)
    return found


def inputs_of(decision: Decision) -> Inputs:
    written = decision.inputs
    rows = {check.pk: check for check in _checks(decision)}
    names = {check.code: check.name for check in content_of(decision.policy).checks}
    return Inputs(
        checks=tuple(_check(one, rows.get(one.get("id")), names) for one in written.get("checks", [])),
        rules=tuple(_rule(one, decision) for one in written.get("rules", [])),
        others=tuple((key.replace("_", " "), _plain(value)) for key, value in sorted(written.items()) if key not in {"checks", "rules"}),
    )


def clearances_from(decision: Decision) -> QuerySet[Clearance]:
    return decision.clearances.select_related("person", "provider", "venue", "offer__approved_version")


def _checks(decision: Decision) -> QuerySet[Check]:
    numbers = [one.get("id") for one in decision.inputs.get("checks", [])]
    return Check.objects.filter(pk__in=numbers).select_related("performed_by", "verified_by")


def _check(written: dict[str, Any], row: Check | None, names: dict[str, str]) -> CheckInput:
    code = str(written.get("type", ""))
    return CheckInput(
        number=int(written.get("id", 0)),
        name=names.get(code, code),
        outcome=str(row.get_outcome_display()) if row else "",
        state=str(row.get_state_display()) if row else _("No longer kept"),
        made_on=row.performed_on if row else None,
        made_by=str(row.performed_by) if row else "",
        verified_by=str(row.verified_by) if row and row.verified_by else "",
        until=str(written.get("expires_on", "")),
    )


def _rule(written: Any, decision: Decision) -> RuleInput:
    code = str(written.get("rule", written)) if isinstance(written, dict) else str(written)
    rows = {row.id: row.text for row in content_of(decision.policy).table}
    return RuleInput(code, rows.get(code, ""))


def _plain(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
