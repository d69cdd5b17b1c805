"""Verified checks, as evidence that the rules can weigh: codes and dates, nothing else."""

import collections
from collections.abc import Collection, Iterable

from django.db.models import Q

from directory.models import Offer, Person, Provider, Venue
from vetting.enums import CheckOutcome, CheckScope, CheckSource, ConditionsCode
from vetting.models import Check, VettingAuthority
from vetting.rules.cover import Evidence
from vetting.rules.policy import CheckType, PolicyContent
from vetting.states import CheckState

Subject = tuple[CheckScope, int]  # what kind of thing, and its primary key
PASSES = (CheckOutcome.PASS, CheckOutcome.PASS_WITH_CONDITIONS)
SCOPE_FIELDS = {
    CheckScope.PERSON: "person_id",
    CheckScope.ORGANISATION: "provider_id",
    CheckScope.VENUE: "venue_id",
    CheckScope.OFFER: "offer_id",
}


SCOPE_OF_MODEL: dict[type, CheckScope] = {
    Person: CheckScope.PERSON,
    Provider: CheckScope.ORGANISATION,
    Venue: CheckScope.VENUE,
    Offer: CheckScope.OFFER,
}


def subject_key(subject: Person | Provider | Venue | Offer) -> Subject:
    return SCOPE_OF_MODEL[type(subject)], subject.pk


def subjects_filter(subjects: Iterable[Subject]) -> Q:
    """Rows about any of the subjects, for models that name one of person, provider, venue and offer."""
    by_field: dict[str, set[int]] = collections.defaultdict(set)
    for scope, pk in subjects:
        by_field[SCOPE_FIELDS[CheckScope(scope)]].add(pk)
    wanted = Q(pk__in=[])
    for field, pks in by_field.items():
        wanted |= Q(**{f"{field}__in": pks})
    return wanted


def subject_of(row: object) -> Subject:
    """Which subject a check, clearance or period is about."""
    return next((scope, pk) for scope, field in SCOPE_FIELDS.items() if (pk := getattr(row, field)) is not None)


def verified_checks(subjects: Collection[Subject]) -> dict[tuple[int, Subject], list[Check]]:
    """By authority and subject, in one query. What is recorded and not verified counts for nothing."""
    found: dict[tuple[int, Subject], list[Check]] = collections.defaultdict(list)
    for check in Check.objects.filter(subjects_filter(subjects), state=CheckState.VERIFIED):
        found[(check.authority_id, subject_of(check))].append(check)
    return found


def recorded_checks(subjects: Collection[Subject], authority: VettingAuthority) -> dict[Subject, list[Check]]:
    """One authority's checks by subject, verified or waiting for it, in one query. What was imported waits for nothing."""
    found: dict[Subject, list[Check]] = collections.defaultdict(list)
    rows = Check.objects.filter(subjects_filter(subjects), authority=authority, state__in=[CheckState.RECORDED, CheckState.VERIFIED])
    for check in rows.exclude(source=CheckSource.IMPORT):
        found[subject_of(check)].append(check)
    return found


def imported_check(authority: VettingAuthority, check_type: str, subject: Person | Provider | Venue | Offer) -> Check | None:
    """What the authority's earlier register says of this check, until an officer records it."""
    rows = Check.objects.filter(subjects_filter([subject_key(subject)]), authority=authority, check_type=check_type)
    return rows.filter(source=CheckSource.IMPORT, state=CheckState.RECORDED).first()


def evidence_of(checks: Iterable[Check], policy: PolicyContent) -> list[Evidence]:
    """Under this policy. A check that it does not know, or for what it does not allow, is no evidence; nor is one without a conclusion."""
    concluded = [(policy.by_code.get(check.check_type), check) for check in checks if check.outcome != CheckOutcome.INCONCLUSIVE]
    return [_evidence(check, kind) for kind, check in concluded if kind is not None and not kind.is_closed]


def _evidence(check: Check, check_type: CheckType) -> Evidence:
    listed = check.details.get(check_type.satisfies_listed, []) if check_type.satisfies_listed else []
    return Evidence(
        code=check.check_type,
        starts=check.performed_on,
        ends=check.expires_on,
        passed=check.outcome in PASSES,
        stands_for=frozenset({check.check_type, *check_type.satisfies, *listed}),
        extends=check_type.extends,
        only_supervised=check_type.only_supervised or check.conditions_code == ConditionsCode.STAFF_PRESENT,
    )
