"""Whether an offer that is being looked at could be cleared at a level today, and under which rows of the table."""

import dataclasses
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from directory.models import OfferVersion
from vetting.enums import CheckScope, ClearanceLevel
from vetting.models import Clearance, VettingAuthority
from vetting.queries.asked.asking import PartAsked, ask_of_part, rulings_of, subjects_of_part
from vetting.queries.clearances.declared import parts_of
from vetting.queries.clearances.evidence import evidence_of, subjects_filter, what_counts
from vetting.queries.clearances.periods import blocks_level, supervision_at
from vetting.queries.clearances.recognised import counting_for, recognised_checks
from vetting.queries.policies.content import content_of
from vetting.rules.applicability import person_codes
from vetting.rules.cover import Evidence, counting_under
from vetting.rules.gaps import has_person_check, is_covered
from vetting.rules.policy import PolicyContent
from vetting.states import ClearanceState


@dataclasses.dataclass(frozen=True)
class Readiness:
    """`missing` names what stands in the way, empty when nothing does; `parts` is what each adult's part asked."""

    missing: tuple[str, ...]
    parts: tuple[PartAsked, ...]
    recognised: list[dict[str, Any]]  # for the record of a decision: what it lets stand of another authority's

    @property
    def rules(self) -> list[dict[str, Any]]:
        """For the record of a decision: which row of the table applied to whom."""
        return [
            {
                "person": one.part.person.pk if one.part.person else None,
                "rule": one.assessment.row.id,
                "pattern": one.assessment.pattern.value,
            }
            for one in self.parts
        ]


def readiness_of(version: OfferVersion, authority: VettingAuthority, level: str) -> Readiness:
    policy, today = content_of(authority.policy), clock.today()
    parts = parts_of([version], today)
    subjects = {subject for part in parts for subject in subjects_of_part(part)}
    counts = what_counts(subjects)
    others = counting_for(recognised_checks([version.offer.provider_id]), authority.pk, [version])
    rulings = rulings_of({part.person.pk for part in parts if part.person})
    missing: list[str] = []
    if Clearance.objects.filter(subjects_filter(subjects), state=ClearanceState.SUSPENDED).exists():
        missing.append(_("a lead's word on a suspension"))
    found = []
    for part in parts:
        supervision = supervision_at(level, part.version.supervision)
        known = [
            each for subject in subjects_of_part(part) for each in (*counts.get((authority.pk, subject), []), *others.get(subject, []))
        ]
        pool = counting_under(supervision, evidence_of(known, policy))
        one = ask_of_part(part, policy, today, pool=pool, rulings=rulings, supervision=supervision)
        found.append(one)
        missing += _missing(one, pool, level, supervision)
        missing += _missing_of_adult(one, pool, level, policy)
    relied_on = [
        {"id": check.pk, "type": check.check_type, "expires_on": str(check.expires_on or "")}
        for checks in others.values()
        for check in checks
    ]
    return Readiness(tuple(dict.fromkeys(missing)), tuple(found), relied_on)


def _missing(one: PartAsked, pool: list[Evidence], level: str, supervision: str) -> list[str]:
    lacking = [
        asked.check
        for asked in one.asked
        if blocks_level(asked, level, supervision) and not is_covered(asked.check.code, pool, clock.today())
    ]
    person = one.part.person
    return [
        f"{check.name} ({person.name})" if person and check.scope == CheckScope.PERSON else check.name
        for check in lacking
        if person or check.scope != CheckScope.PERSON
    ]


def _missing_of_adult(one: PartAsked, pool: list[Evidence], level: str, policy: PolicyContent) -> list[str]:
    person = one.part.person
    if person is None:
        return [_("an adult who leads it")]
    missing = []
    if one.table.is_open and level != ClearanceLevel.LISTED_ONLY:
        missing.append(_("an officer's ruling on regulated activity (%(person)s)") % {"person": person.name})
    if level == ClearanceLevel.UNSUPERVISED and not has_person_check(pool, person_codes(policy), clock.today()):
        missing.append(_("any check of %(person)s") % {"person": person.name})
    return missing
