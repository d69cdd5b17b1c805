"""Checks that another authority made and this one recognises: they count here too while the recognition holds, and fall with it.

What travels is code, outcome and days, as the recognised statement lists them. Nothing is copied into a table: whoever asks works it out.
"""

import collections
import copy
import dataclasses
import uuid
from collections.abc import Collection

from directory.models import OfferVersion
from vetting.enums import CheckScope, ClearanceLevel, ConditionsCode
from vetting.models import Check
from vetting.queries.assurance.recognitions import Holding, holding_about
from vetting.queries.clearances.evidence import PASSES, SCOPE_FIELDS, Subject, subject_of
from vetting.states import CheckState

PUBLIC_IDS = {
    CheckScope.PERSON: "person__uuid",
    CheckScope.ORGANISATION: "provider__uuid",
    CheckScope.VENUE: "venue__uuid",
    CheckScope.OFFER: "offer__uuid",
}


@dataclasses.dataclass(frozen=True)
class RecognisedCheck:
    """`check` is a copy under the authority that recognises, over with the recognition at the latest. It is never saved."""

    check: Check
    holding: Holding

    @property
    def first_authority(self) -> str:
        return self.holding.recognition.statement.authority.name


Recognised = dict[tuple[int, int], list[RecognisedCheck]]  # by the authority that recognises, and the provider


def recognised_checks(providers: Collection[int]) -> Recognised:
    """One query where nobody recognises anything of these providers, else five.

    Those that the statement listed as passed, and that the first authority still stands by. A recognition for being listed only counts for
    nothing here; one for the presence of school staff counts under it alone.
    """
    found: Recognised = collections.defaultdict(list)
    holdings = [one for one in holding_about(providers) if one.level != ClearanceLevel.LISTED_ONLY]
    for one in holdings:
        statement = one.recognition.statement
        listed = {(line["subject"], line["check"]) for line in statement.summary if line["outcome"] in PASSES}
        for check, public in _standing_checks(statement.authority_id, listed):
            if (public, check.check_type) in listed:
                found[(one.authority.pk, statement.provider_id)].append(RecognisedCheck(_as_known_here(check, one), one))
    return found


def _standing_checks(authority_id: int, listed: set[tuple[str, str]]) -> list[tuple[Check, str]]:
    """The authority's verified checks of these subjects, each with its subject as statements write it."""
    by_scope: dict[CheckScope, set[uuid.UUID]] = collections.defaultdict(set)
    for subject, _check in listed:
        scope, _colon, public = subject.partition(":")
        by_scope[CheckScope(scope)].add(uuid.UUID(public))
    rows = Check.objects.filter(authority=authority_id, state=CheckState.VERIFIED, outcome__in=PASSES)
    wanted = Check.objects.none()
    for scope, ids in by_scope.items():
        wanted = wanted | rows.filter(**{f"{PUBLIC_IDS[scope]}__in": ids})
    found = []
    for check in wanted.select_related("person", "provider", "venue", "offer"):
        scope, _pk = subject_of(check)
        thing = getattr(check, SCOPE_FIELDS[scope].removesuffix("_id"))
        found.append((check, f"{scope}:{thing.uuid}"))
    return found


def _as_known_here(check: Check, holding: Holding) -> Check:
    """With no more than what the statement tells: neither what was recorded nor who looked."""
    here = copy.copy(check)
    here.authority_id = holding.authority.pk
    here.details, here.certificate_last4, here.issuing_body = {}, "", ""
    here.expires_on = min(check.expires_on, holding.until) if check.expires_on else holding.until
    if holding.level == ClearanceLevel.SUPERVISED:
        here.conditions_code = ConditionsCode.STAFF_PRESENT
    return here


def counting_for(recognised: Recognised, authority_id: int, versions: Collection[OfferVersion]) -> dict[Subject, list[Check]]:
    """Those that count for all of these versions, by subject. None where they are of several providers: a statement is about one."""
    providers = {version.offer.provider_id for version in versions}
    if len(providers) != 1:
        return {}
    return counting(recognised, authority_id, providers.pop(), [(version.nature, version.setting) for version in versions])


def counting(recognised: Recognised, authority_id: int, provider_id: int, uses: Collection[tuple[str, str]]) -> dict[Subject, list[Check]]:
    """Those that count for each of these activities at their places."""
    found: dict[Subject, list[Check]] = collections.defaultdict(list)
    for one in recognised.get((authority_id, provider_id), []):
        if all(one.holding.recognition.covers(nature, setting) for nature, setting in uses):
            found[subject_of(one.check)].append(one.check)
    return found
