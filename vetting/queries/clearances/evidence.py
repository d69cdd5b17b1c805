"""Verified checks and granted waivers, as evidence that the rules can weigh: codes and dates, nothing else."""

import collections
from collections.abc import Collection, Iterable

from django.db.models import Q

from directory.models import Offer, Person, Provider, Venue
from vetting.enums import CheckOutcome, CheckScope, CheckSource, ConditionsCode
from vetting.models import Check, VettingAuthority, Waiver
from vetting.rules.cover import Evidence
from vetting.rules.policy import CheckType, PolicyContent
from vetting.rules.waiving import may_waive
from vetting.states import CheckState
from vetting.states.leads import WaiverState

Subject = tuple[CheckScope, int]  # what kind of thing, and its primary key
Known = Check | Waiver
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


def granted_waivers(subjects: Collection[Subject]) -> dict[tuple[int, Subject], list[Waiver]]:
    """By authority and subject, in one query; those whose days are over or to come are among them."""
    found: dict[tuple[int, Subject], list[Waiver]] = collections.defaultdict(list)
    for waiver in Waiver.objects.filter(subjects_filter(subjects), state=WaiverState.GRANTED):
        found[(waiver.authority_id, subject_of(waiver))].append(waiver)
    return found


def what_counts(subjects: Collection[Subject]) -> dict[tuple[int, Subject], list[Known]]:
    """What clearance is worked out from, by authority and subject: verified checks and granted waivers, in two queries."""
    found: dict[tuple[int, Subject], list[Known]] = collections.defaultdict(list)
    for source in (verified_checks(subjects), granted_waivers(subjects)):
        for key, rows in source.items():
            found[key] += rows
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


def evidence_of(known: Iterable[Known], policy: PolicyContent) -> list[Evidence]:
    """Under this policy. A check that it does not know, or for what it does not allow, is no evidence; nor is one without a conclusion, or
    a waiver that the policy forbids."""
    kinds = [(one, kind) for one in known if (kind := policy.by_code.get(one.check_type)) is not None and not kind.is_closed]
    found = (_evidence(one, kind, policy) for one, kind in kinds)
    return [evidence for evidence in found if evidence is not None]


def _evidence(known: Known, check_type: CheckType, policy: PolicyContent) -> Evidence | None:
    if isinstance(known, Waiver):
        return _waived(known) if may_waive(policy, check_type) else None
    return None if known.outcome == CheckOutcome.INCONCLUSIVE else _made(known, check_type)


def _waived(waiver: Waiver) -> Evidence:
    """It stands for its own check alone, and lengthens the life of none."""
    code = waiver.check_type
    return Evidence(
        code, waiver.starts_on, waiver.expires_on, passed=True, stands_for=frozenset({code}), extends=frozenset(), is_waived=True
    )


def _made(check: Check, check_type: CheckType) -> Evidence:
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
