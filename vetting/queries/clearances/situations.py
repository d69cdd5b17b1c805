"""Everything that clearance depends on, for many requests at once, in a fixed number of queries."""

import collections
import dataclasses
import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q

from directory.models import Offer
from vetting.answers import ClearanceRequest
from vetting.enums import CheckScope
from vetting.models import Clearance, PlannedUse, Policy
from vetting.queries.asked.asking import Rulings, rulings_of
from vetting.queries.assurance.own import own_requirements
from vetting.queries.clearances.evidence import Known, Subject, evidence_of, subject_of, subjects_filter, what_counts
from vetting.queries.clearances.facts import facts_said
from vetting.queries.clearances.recognised import Recognised, counting, recognised_checks
from vetting.queries.clearances.teaching_weeks import closed_weeks
from vetting.queries.policies.content import content_of
from vetting.rules.cover import Evidence, counting_under
from vetting.rules.own import OwnRequirement
from vetting.rules.policy import Facts, PolicyContent
from vetting.rules.regulated import YEAR, Contact
from vetting.states import IN_FORCE, ClearanceState

Clearances = dict[Subject, list[Clearance]]


@dataclasses.dataclass(frozen=True)
class Ground:
    """What one request stands on: clearances in force by one authority, for everybody and everything in it."""

    content: PolicyContent
    offer: Offer
    of_offer: Clearance
    of_person: Clearance
    evidence: Sequence[Evidence]


@dataclasses.dataclass(frozen=True)
class Situation:
    offers: dict[int, Offer]
    clearances: Clearances
    known: dict[tuple[int, Subject], list[Known]]
    contents: dict[int, PolicyContent]
    uses: dict[int, list[PlannedUse]]
    rulings: Rulings
    closed_weeks: dict[int, frozenset[int]]  # by school
    own: Mapping[int, Sequence[OwnRequirement]]  # by school: what it asks in addition
    recognised: Recognised

    def ground_of(self, request: ClearanceRequest) -> Ground | None:
        """None where anybody or anything is not cleared, or is suspended by whichever authority: the two read alike."""
        offer = self.offers.get(request.offer_id)
        subjects = subjects_of(request)
        standing = [clearance for subject in subjects for clearance in self.clearances.get(subject, [])]
        if offer is None or any(clearance.state == ClearanceState.SUSPENDED for clearance in standing):
            return None
        of_offer = max(self.clearances.get((CheckScope.OFFER, offer.pk), []), key=lambda one: one.granted_at, default=None)
        if of_offer is None:
            return None
        by_subject = {subject_of(one): one for one in standing if one.authority_id == of_offer.authority_id}
        if any(subject not in by_subject for subject in subjects):
            return None
        content = self.contents[of_offer.policy_id]
        others = counting(self.recognised, of_offer.authority_id, offer.provider_id, [(request.nature, request.setting)])
        known = [one for subject in subjects for one in (*self.known.get((of_offer.authority_id, subject), []), *others.get(subject, []))]
        person = by_subject[(CheckScope.PERSON, request.person_id)]
        return Ground(content, offer, of_offer, person, counting_under(request.supervision, evidence_of(known, content)))

    def contacts(self, person_id: int, leaving_out: Collection[uuid.UUID]) -> list[Contact]:
        """The adult's planned days at any school."""
        return [Contact(use.date, use.nature) for use in self.uses.get(person_id, []) if use.session not in leaving_out]


def subjects_of(request: ClearanceRequest) -> list[Subject]:
    found: list[Subject] = [
        (CheckScope.OFFER, request.offer_id),
        (CheckScope.PERSON, request.person_id),
        (CheckScope.ORGANISATION, request.provider_id),
    ]
    return [*found, (CheckScope.VENUE, request.venue_id)] if request.venue_id is not None else found


def facts_of(request: ClearanceRequest, offer: Offer) -> Facts:
    return Facts(
        provider_kinds=frozenset(offer.provider.kinds),
        offer_kind=offer.kind,
        setting=request.setting,
        supervision=request.supervision,
        nature=request.nature,
        engagement=request.engagement,
        date=request.date,
        **facts_said(offer.approved_version),
    )


def situation_of(requests: Sequence[ClearanceRequest]) -> Situation:
    subjects = {subject for request in requests for subject in subjects_of(request)}
    people, schools = {request.person_id for request in requests}, {request.school_id for request in requests}
    clearances: Clearances = collections.defaultdict(list)
    for clearance in Clearance.objects.filter(
        subjects_filter(subjects), Q(state__in=IN_FORCE) | Q(state=ClearanceState.SUSPENDED)
    ).select_related("authority"):
        clearances[subject_of(clearance)].append(clearance)
    policies = Policy.objects.in_bulk({one.policy_id for found in clearances.values() for one in found})
    offers = Offer.objects.select_related("provider", "approved_version__space").in_bulk({request.offer_id for request in requests})
    return Situation(
        offers=offers,
        clearances=clearances,
        known=what_counts(subjects),
        contents={pk: content_of(policy) for pk, policy in policies.items()},
        uses=_uses(people, [request.date for request in requests]),
        rulings=rulings_of(people),
        closed_weeks=closed_weeks(schools),
        own=own_requirements(schools),
        recognised=recognised_checks({offer.provider_id for offer in offers.values()}),
    )


def _uses(people: Collection[int], dates: Sequence[datetime.date]) -> dict[int, list[PlannedUse]]:
    """Days within a year of the dates: no further day changes any pattern."""
    found: dict[int, list[PlannedUse]] = collections.defaultdict(list)
    for use in PlannedUse.objects.filter(person__in=people, date__range=(min(dates) - YEAR, max(dates) + YEAR)):
        found[use.person_id].append(use)
    return found
