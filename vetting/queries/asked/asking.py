"""What is asked of each subject of an offer, as it is declared."""

import dataclasses
import datetime
import functools
from collections.abc import Sequence

from vetting.enums import CheckScope
from vetting.models import RegulatedActivityAssessment
from vetting.queries.clearances.declared import Part
from vetting.queries.clearances.evidence import Subject
from vetting.rules.applicability import Asked, TableCheck, asked, table_check
from vetting.rules.cover import Evidence
from vetting.rules.gaps import is_covered
from vetting.rules.policy import PolicyContent
from vetting.rules.regulated import Assessment, assess_declared

Rulings = dict[tuple[int, int], bool]  # person and offer: whether an officer called it regulated


@dataclasses.dataclass(frozen=True)
class PartAsked:
    """What one adult's part in a version asks, and the row of the table that it falls under."""

    part: Part
    assessment: Assessment
    table: TableCheck
    asked: tuple[Asked, ...]


def ask_of_part(
    part: Part, policy: PolicyContent, date: datetime.date, *, pool: Sequence[Evidence], rulings: Rulings, supervision: str | None = None
) -> PartAsked:
    """`pool` is the evidence about everybody and everything in the part: who has a check anyway needs no officer's word."""
    facts = part.facts(policy, date, supervision)
    assessment = assess_declared(policy, facts)
    ruling = rulings.get((part.person.pk, part.version.offer_id)) if part.person else None
    table = table_check(policy, facts, assessment, ruling, functools.partial(is_covered, pool=pool, date=date))
    return PartAsked(part, assessment, table, asked(policy, facts, table.code if part.person else ""))


def subject_of_scope(scope: str, part: Part) -> Subject | None:
    """Whom or what a check of this scope is about, in this part; None where there is no such thing in it."""
    version = part.version
    found = {
        CheckScope.PERSON: part.person.pk if part.person else None,
        CheckScope.ORGANISATION: version.offer.provider_id,
        CheckScope.VENUE: version.venue_id,
        CheckScope.OFFER: version.offer_id,
    }[CheckScope(scope)]
    return None if found is None else (CheckScope(scope), found)


def subjects_of_part(part: Part) -> list[Subject]:
    return [subject for scope in CheckScope.values if (subject := subject_of_scope(scope, part)) is not None]


def rulings_of(people: set[int]) -> Rulings:
    """What officers have said about these adults, offer by offer."""
    rows = RegulatedActivityAssessment.objects.filter(person__in=people, decided_by__isnull=False, superseded_by=None)
    return {(row.person_id, row.offer_id): row.is_regulated for row in rows}
