"""What people say they will do, before any day is booked: it decides what is asked at the start. The actual days decide at booking."""

import collections
import dataclasses
import datetime
from collections.abc import Collection, Iterable, Sequence

from directory.enums import ActivityNature, EngagementBasis, Pattern
from directory.models import OfferVersion, Person, ProviderPerson
from directory.states import OfferState, VersionState
from vetting.models import PlannedUse
from vetting.queries.clearances.facts import facts_said
from vetting.rules.policy import Facts, PolicyContent
from vetting.rules.regulated import YEAR, Contact, ContactPattern, pattern_on

# A weekly run is booked as four weeks or more: by the fourth it meets the period condition.
PATTERN_MEANT = {
    Pattern.ONE_OFF: ContactPattern.ONE_OFF,
    Pattern.OCCASIONAL: ContactPattern.INFREQUENT,
    Pattern.WEEKLY: ContactPattern.PERIOD_CONDITION,
}
STRENGTH = list(ContactPattern)
COUNTED = (ActivityNature.TEACH_TRAIN_INSTRUCT, ActivityNature.CARE_SUPERVISE, ActivityNature.ADVICE_WELLBEING)  # days that add up
LIVING = (VersionState.IN_REVIEW, VersionState.APPROVED)


@dataclasses.dataclass(frozen=True)
class Part:
    """One adult's part in one version of an offer. An offer that names nobody has one part, of nobody."""

    version: OfferVersion
    person: Person | None
    engagement: str
    elsewhere: tuple[Contact, ...]  # days planned at any school
    other_patterns: frozenset[ContactPattern]  # what the adult's other offers mean to be

    def facts(self, policy: PolicyContent, date: datetime.date, supervision: str | None = None) -> Facts:
        """As declared, or under another supervision than the declared one."""
        version = self.version
        return Facts(
            provider_kinds=frozenset(version.offer.provider.kinds),
            offer_kind=version.offer.kind,
            setting=version.setting,
            supervision=supervision or version.supervision,
            nature=version.nature,
            engagement=self.engagement,
            date=date,
            pattern=self._pattern(policy),
            **facts_said(version),
        )

    def _pattern(self, policy: PolicyContent) -> ContactPattern:
        planned = {pattern_on(contact.date, self.elsewhere, policy)[0] for contact in self.elsewhere}
        meant = PATTERN_MEANT[Pattern(self.version.pattern)]
        return max({meant, *self.other_patterns, *planned}, key=STRENGTH.index)


def parts_of(versions: Sequence[OfferVersion], on: datetime.date) -> list[Part]:
    """Every adult's part in these versions, in a fixed number of queries.

    Versions come with `offer__provider`, `space` and `people` fetched.
    """
    people = {person.pk for version in versions for person in version.people.all()}
    engagements = {
        (link.provider_id, link.person_id): link.engagement for link in ProviderPerson.objects.filter(person__in=people, left_on=None)
    }
    uses, others = _planned(people, on), _living_versions(people)
    parts = []
    for version in versions:
        for person in version.people.all():
            others_meant = frozenset(meant for offer_id, meant in others[person.pk] if offer_id != version.offer_id)
            engagement = engagements.get((version.offer.provider_id, person.pk), EngagementBasis.VOLUNTEER)
            parts.append(Part(version, person, engagement, tuple(uses[person.pk]), others_meant))
        if not version.people.all():
            parts.append(Part(version, None, EngagementBasis.VOLUNTEER, (), frozenset()))
    return parts


def _planned(people: Collection[int], on: datetime.date) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = collections.defaultdict(list)
    for use in PlannedUse.objects.filter(person__in=people, date__gte=on - YEAR, nature__in=COUNTED):
        found[use.person_id].append(Contact(use.date, use.nature))
    return found


def _living_versions(people: Collection[int]) -> dict[int, list[tuple[int, ContactPattern]]]:
    """For each adult, the offers that are listed or being looked at, and how often each is meant to run."""
    found: dict[int, list[tuple[int, ContactPattern]]] = collections.defaultdict(list)
    rows: Iterable[tuple[int, int, str]] = (
        OfferVersion.objects.filter(people__in=people, state__in=LIVING, nature__in=COUNTED)
        .exclude(offer__state=OfferState.ARCHIVED)
        .values_list("people", "offer", "pattern")
    )
    for person_id, offer_id, pattern in rows:
        found[person_id].append((offer_id, PATTERN_MEANT[Pattern(pattern)]))
    return found
