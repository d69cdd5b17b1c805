"""Which answers of providers and adults wait for an officer's look, and in which case they are looked at."""

import collections
import dataclasses
import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from vetting.enums import CheckScope, CheckSource
from vetting.models import Case, Check
from vetting.queries.clearances.evidence import Subject, subject_of, subjects_filter
from vetting.states import CaseState, CheckState

MOST = 200  # of the oldest, on one page


@dataclasses.dataclass(frozen=True)
class Waiting:
    """A case with answers to look at."""

    case: Case
    number: int
    since: datetime.datetime


def declared_in(case: Case) -> list[Check]:
    """Answers about everybody and everything in the case's version, oldest first. Two queries."""
    subjects = subjects_of_case(case, case.version.people.values_list("pk", flat=True))
    return list(_waiting().filter(subjects_filter(subjects), authority=case.authority_id).select_related("performed_by"))


def declarations_to_look_at(user: Any) -> list[Waiting]:
    """For officers of an authority: the newest case about each answer that waits, the one with the oldest answer first.

    What is answered while an offer is still being written has no case yet, and is looked at once it is handed in. Three queries.
    """
    checks = list(_waiting().filter(pk__in=Check.objects.visible_to(user).values("pk"))[:MOST])
    found: dict[int, list[Check]] = collections.defaultdict(list)
    cases = _newest_cases(user, checks)
    for check in checks:
        case = cases.get((check.authority_id, subject_of(check)))
        if case is not None:
            found[case.pk].append(check)
    by_pk = {case.pk: case for case in cases.values()}
    rows = [Waiting(by_pk[pk], len(theirs), min(check.recorded_at for check in theirs)) for pk, theirs in found.items()]
    return sorted(rows, key=lambda row: row.since)


def _waiting() -> Any:
    return Check.objects.filter(source=CheckSource.PROVIDER, state=CheckState.RECORDED).order_by("recorded_at", "pk")


def _newest_cases(user: Any, checks: list[Check]) -> dict[tuple[int, Subject], Case]:
    subjects = {subject_of(check) for check in checks}
    pks = {scope: [pk for found, pk in subjects if found == scope] for scope in CheckScope}
    about = Q(version__people__in=pks[CheckScope.PERSON]) | Q(provider__in=pks[CheckScope.ORGANISATION])
    about |= Q(offer__in=pks[CheckScope.OFFER]) | Q(version__venue__in=pks[CheckScope.VENUE])
    cases = Case.objects.visible_to(user).exclude(state=CaseState.WITHDRAWN).filter(about).distinct().order_by("pk")
    newest: dict[tuple[int, Subject], Case] = {}
    for case in cases.select_related("version", "provider", "authority", "claimed_by").prefetch_related("version__people"):
        for subject in subjects_of_case(case, [person.pk for person in case.version.people.all()]):
            if subject in subjects:
                newest[case.authority_id, subject] = case
    return newest


def subjects_of_case(case: Case, people: Iterable[int]) -> list[Subject]:
    """The adults, the provider, the offer and the place, if there is one."""
    venue = case.version.venue_id
    return [
        *((CheckScope.PERSON, pk) for pk in people),
        (CheckScope.ORGANISATION, case.provider_id),
        (CheckScope.OFFER, case.offer_id),
        *([(CheckScope.VENUE, venue)] if venue else []),
    ]
