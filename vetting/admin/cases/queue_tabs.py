"""The shelves of the queue: what waits for whom, counted once, with an address for each."""

import dataclasses
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vetting.models import Case, VettingAuthority
from vetting.queries.cases.queue import with_lateness
from vetting.states import CaseState

OPEN = Q(state__in=[CaseState.OPEN, CaseState.CLAIMED, CaseState.WAITING_ON_PROVIDER, CaseState.RECOMMENDED])
SHELVES = {
    "me": (_("With you"), "whose=me"),
    "second": (_("To verify and decide"), "whose=second"),
    "nobody": (_("Unclaimed"), "whose=nobody"),
    "late": (_("Overdue"), "late=yes"),
    "provider": (_("With the provider"), "whose=provider"),
    "open": (_("All open"), ""),
}
CHOSEN_BY = ("whose", "late", "state")  # filters that a shelf sets


@dataclasses.dataclass(frozen=True)
class Tab:
    label: Any
    query: str
    count: int
    is_current: bool


def own_authorities(user: Any) -> QuerySet[VettingAuthority]:
    """Those that the user has a part in."""
    return VettingAuthority.objects.in_which(user)


def cases_of(user: Any) -> Any:
    """All that the user may see, with how late each is."""
    return with_lateness(Case.objects.visible_to(user), own_authorities(user).select_related("policy"))


def belongs_to(user: Any) -> dict[str, Q]:
    """Whose move it is, by the names that the filter uses, and what is overdue."""
    recommended = Q(state=CaseState.RECOMMENDED)
    mine = Q(state=CaseState.CLAIMED, claimed_by=user)
    second = recommended & ~Q(recommended_by=user) & ~Q(submitted_by=user)
    return {
        "me": mine,
        "second": second,
        "nobody": Q(state=CaseState.OPEN),
        "provider": Q(state=CaseState.WAITING_ON_PROVIDER),
        "others": (Q(state=CaseState.CLAIMED) & ~mine) | (recommended & ~second),
        "late": Q(is_late=True),
        "open": OPEN,
    }


def counts_of(user: Any) -> dict[str, int]:
    """How many cases are on each shelf, in one query."""
    shelves = belongs_to(user)
    counted: dict[str, int] = cases_of(user).aggregate(
        **{f"on_{name}": Count("pk", filter=shelves[name], distinct=True) for name in SHELVES}
    )
    return {name: counted[f"on_{name}"] for name in SHELVES}


def tabs_for(request: Any) -> list[Tab]:
    chosen = {name: request.GET.getlist(name) for name in CHOSEN_BY if any(request.GET.getlist(name))}
    counts = counts_of(request.user)
    return [
        Tab(label, query, counts[name], is_current=chosen == dict(QueryDict(query).lists())) for name, (label, query) in SHELVES.items()
    ]
