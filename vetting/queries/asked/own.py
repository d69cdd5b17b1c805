"""What an adult is asked themselves, over everybody whose offers they lead: each question once for each authority."""

import dataclasses
from typing import Any

from directory.models import OfferVersion, Person, Provider
from directory.states import OfferState, VersionState
from vetting.enums import CheckScope
from vetting.models import VettingAuthority
from vetting.queries.asked.requirements import Requirement, requirements_for
from vetting.queries.asked.waiting import Key
from vetting.queries.cases.authorities import authority_for
from vetting.queries.policies.content import content_of
from vetting.rules.declaring import can_be_declared

MOST = 20  # offers that are looked through, the newest first


@dataclasses.dataclass(frozen=True)
class OwnQuestion:
    """One thing that the adult answers in their own name, by an offer for which it is asked."""

    requirement: Requirement
    authority: VettingAuthority
    version: OfferVersion

    @property
    def key(self) -> Key:
        return self.requirement.code, self.requirement.subject_key


def own_versions(person: Person) -> list[OfferVersion]:
    """Of offers that are being looked at or listed, in which the adult takes part: drafts are their writers' business."""
    versions = OfferVersion.objects.filter(people=person, state__in=[VersionState.IN_REVIEW, VersionState.APPROVED])
    living = versions.exclude(offer__state=OfferState.ARCHIVED).select_related("offer__provider__home_authority", "venue")
    return list(living.prefetch_related("people").order_by("-pk")[:MOST])


def is_asked_alone(user: Any) -> bool:
    """Whether the user takes part in an offer of somebody for whom they don't act: its list of tasks is not theirs. One query."""
    own = Provider.objects.visible_to(user).values("pk")
    parts = OfferVersion.objects.filter(people__user=user, state__in=[VersionState.IN_REVIEW, VersionState.APPROVED])
    return parts.exclude(offer__provider__in=own).exclude(offer__state=OfferState.ARCHIVED).exists()


def own_questions(person: Person) -> list[OwnQuestion]:
    """What is in place already is among them. Twenty offers at most are read, each in a few queries."""
    found: dict[tuple[int, str], OwnQuestion] = {}
    for version in own_versions(person):
        authority = authority_for(version)
        if authority is None:
            continue
        known = content_of(authority.policy).by_code
        for one in requirements_for(version, authority):
            is_own = one.scope == CheckScope.PERSON and one.subject_key[1] == person.pk
            if is_own and can_be_declared(known[one.code]):
                found.setdefault((authority.pk, one.code), OwnQuestion(one, authority, version))
    return list(found.values())
