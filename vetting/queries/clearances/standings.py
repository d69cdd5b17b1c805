"""On which days clearances hold, worked out for whole sets of offers at once. `services.derive` writes the answer down for SQL to join."""

import collections
import dataclasses
import datetime
import functools
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q, prefetch_related_objects

from core import clock
from directory.models import OfferVersion
from directory.states import OfferState, VersionState
from vetting.enums import CheckScope
from vetting.models import Clearance, Policy
from vetting.queries.asked.asking import PartAsked, Rulings, ask_of_part, rulings_of, subjects_of_part
from vetting.queries.clearances.declared import Part, parts_of
from vetting.queries.clearances.evidence import Known, Subject, evidence_of, subject_of, subjects_filter, what_counts
from vetting.queries.clearances.recognised import Recognised, counting_for, recognised_checks
from vetting.queries.clearances.reviews import review_day
from vetting.queries.policies.content import content_of
from vetting.rules.cover import Evidence, Span, counting_under
from vetting.rules.policy import PolicyContent
from vetting.states import IN_FORCE, ClearanceState


@dataclasses.dataclass(frozen=True)
class Standings:
    """Approved versions with everybody and everything in them, and what is known about those."""

    today: datetime.date
    parts: dict[int, list[Part]]  # by offer
    clearances: dict[Subject, list[Clearance]]  # in force or suspended
    known: dict[tuple[int, Subject], list[Known]]
    contents: dict[int, PolicyContent]
    rulings: Rulings
    recognised: Recognised
    already_asked: dict[tuple[int, int, int, str], PartAsked] = dataclasses.field(default_factory=dict, init=False, compare=False)

    def in_force(self, subject: Subject, authority_id: int) -> Clearance | None:
        """None where another clearance of the subject is suspended, by whichever authority."""
        standing = self.clearances.get(subject, [])
        if any(one.state == ClearanceState.SUSPENDED for one in standing):
            return None
        return next((one for one in standing if one.authority_id == authority_id), None)

    def evidence(
        self, subjects: Iterable[Subject], clearance: Clearance, supervision: str, versions: Collection[OfferVersion]
    ) -> list[Evidence]:
        """What the authority of the clearance knows, or recognises for these versions, as far as it counts under this supervision."""
        others = counting_for(self.recognised, clearance.authority_id, versions)
        known = [one for subject in subjects for one in (*self.known.get((clearance.authority_id, subject), []), *others.get(subject, []))]
        return counting_under(supervision, evidence_of(known, self.contents[clearance.policy_id]))

    def asked_of(self, part: Part, clearance: Clearance, supervision: str) -> PartAsked:
        """Worked out once: the adult, the provider, the place and the offer of a part all come to ask it, at each level."""
        key = (id(part), clearance.authority_id, clearance.policy_id, supervision)
        if key not in self.already_asked:
            policy = self.contents[clearance.policy_id]
            pool = self.evidence(subjects_of_part(part), clearance, supervision, [part.version])
            self.already_asked[key] = ask_of_part(part, policy, self.today, pool=pool, rulings=self.rulings, supervision=supervision)
        return self.already_asked[key]

    def window(self, clearance: Clearance) -> Span:
        """From the day it was granted until it must be looked at again."""
        granted_on = clearance.granted_at.astimezone(clock.LONDON).date()
        return Span(granted_on, review_day(clearance, self.contents[clearance.policy_id]))

    def parts_with(self, subject: Subject) -> list[Part]:
        """In offers that are not put away."""
        return self._parts_by_subject.get(subject, [])

    @functools.cached_property
    def _parts_by_subject(self) -> dict[Subject, list[Part]]:
        found: dict[Subject, list[Part]] = collections.defaultdict(list)
        for part in (part for parts in self.parts.values() for part in parts if part.version.offer.state != OfferState.ARCHIVED):
            for subject in subjects_of_part(part):
                found[subject].append(part)
        return found


def offers_touching(subjects: Collection[Subject]) -> set[int]:
    """Offers that were ever approved, in whose approved version any of the subjects has a part."""
    by_scope: dict[str, set[int]] = collections.defaultdict(set)
    for scope, pk in subjects:
        by_scope[scope].add(pk)
    versions = OfferVersion.objects.filter(
        Q(people__in=by_scope[CheckScope.PERSON])
        | Q(offer__provider__in=by_scope[CheckScope.ORGANISATION])
        | Q(venue__in=by_scope[CheckScope.VENUE])
        | Q(offer__in=by_scope[CheckScope.OFFER]),
        state=VersionState.APPROVED,
    )
    return set(versions.values_list("offer", flat=True))


def subjects_in(offers: Collection[int]) -> set[Subject]:
    """Everybody and everything in the approved versions of these offers."""
    rows = OfferVersion.objects.filter(offer__in=offers, state=VersionState.APPROVED)
    found: set[Subject] = set()
    for offer, provider, venue, person in rows.values_list("offer", "offer__provider", "venue", "people"):
        found |= {(CheckScope.OFFER, offer), (CheckScope.ORGANISATION, provider)}
        found |= {(scope, pk) for scope, pk in ((CheckScope.VENUE, venue), (CheckScope.PERSON, person)) if pk is not None}
    return found


def standings_of(offers: Collection[int], also: Collection[Subject] = ()) -> Standings:
    """Everything about these offers, and the clearances of `also`, in a fixed number of queries."""
    today = clock.today()
    versions: Sequence[OfferVersion] = list(
        OfferVersion.objects.filter(offer__in=offers, state=VersionState.APPROVED)
        .select_related("offer__provider", "venue", "space")
        .prefetch_related("people")
    )
    parts: dict[int, list[Part]] = collections.defaultdict(list)
    for part in parts_of(versions, today):
        parts[part.version.offer_id].append(part)
    subjects = {subject for found in parts.values() for part in found for subject in subjects_of_part(part)} | set(also)
    clearances: dict[Subject, list[Clearance]] = collections.defaultdict(list)
    standing = Clearance.objects.filter(subjects_filter(subjects), state__in=[*IN_FORCE, ClearanceState.SUSPENDED])
    prefetch_related_objects(rows := list(standing), "authority")  # a handful, where joining would make one anew for each clearance
    for clearance in rows:
        clearances[subject_of(clearance)].append(clearance)
    policies = Policy.objects.in_bulk({one.policy_id for found in clearances.values() for one in found})
    return Standings(
        today=today,
        parts=parts,
        clearances=clearances,
        known=what_counts(subjects),
        contents={pk: content_of(policy) for pk, policy in policies.items()},
        rulings=rulings_of({pk for scope, pk in subjects if scope == CheckScope.PERSON}),
        recognised=recognised_checks({version.offer.provider_id for version in versions}),
    )
