"""Made-up providers who are cleared, with days planned at several schools, and cases that wait, for the measurement of clearance.

Each provider has one adult, one offer and, every second of them, a place. Everything that the shipped policy may block on is verified,
so that each answer takes the longest way: to a yes.
"""

import datetime
import itertools
import random
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from accounts.models import User
from benchmarks.loading import copy, counted, fields_of
from benchmarks.search_places import load_providers_and_places
from config.paths import ROOT
from core import clock
from directory.enums import ActivityNature, OfferKind, Pattern, Setting, SupervisionMode
from directory.models import Offer, OfferVersion, ProviderPerson
from directory.states import OfferState, VersionState
from schools.models import Authority, School
from vetting.answers import ClearanceRequest
from vetting.enums import AuthorityKind, CaseKind, CheckOutcome, CheckScope, ClearanceLevel, DecisionOutcome, OfficerRole
from vetting.models import Case, Check, Clearance, Decision, PlannedUse, VettingAuthority
from vetting.queries.clearances.evidence import SCOPE_FIELDS
from vetting.queries.policies.content import content_of
from vetting.services.officers import appoint_officer
from vetting.services.policies.publishing import load_policy
from vetting.states import CaseState, CheckState

POLICY = ROOT / "data" / "vetting_policy_england_2026_09.yaml"
SCHOOLS = 40
DAYS_EACH = 5  # planned days of one adult, a week apart
PLACED = 2  # every second provider has pupils come to its own place


class Cleared:
    """People are numbered from 1, as their providers, offers and places are."""

    def __init__(self, people: int) -> None:
        self.chance = random.Random(2026)
        self.today = clock.today()
        self.numbers = range(1, people + 1)
        self.officers = [User.objects.create(email=f"officer{number}@example.org") for number in range(4)]
        self.authority = self._authority()
        with transaction.atomic():
            self._load_schools()
            load_providers_and_places(self.numbers, self.chance, lambda words: f"Provider of {words} things")
            self._load_offers()
            self._load_cleared()
            self._load_days()
        analyse()

    def _authority(self) -> VettingAuthority:
        policy, _new = load_policy(text=POLICY.read_text())
        authority = VettingAuthority.objects.create(
            name="Northshire Council", kind=AuthorityKind.LOCAL_AUTHORITY, policy=policy, contact_email="vetting@example.org"
        )
        for user in self.officers:
            appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.OFFICER)
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})  # the admin lets nobody in without one
        return authority

    def _load_schools(self) -> None:
        area = Authority.objects.create(code="929", name="Northshire")
        self.schools = [
            School.objects.create(urn=str(300_000 + number), name=f"School {number}", authority=area, is_active=True)
            for number in range(SCHOOLS)
        ]

    def _load_offers(self) -> None:
        now = clock.now()
        offers = {"kind": OfferKind.SESSION, "state": OfferState.LISTED, "created_at": now, "updated_at": now, "first_listed_at": now}
        links = counted(ProviderPerson, self.numbers)
        copy(Offer, ({"id": pk, "slug": f"o{pk}", "provider_id": pk, "approved_version_id": pk, **offers} for pk in self.numbers))
        copy(OfferVersion, (fields_of(version_of(pk)) for pk in self.numbers))
        copy(OfferVersion.people.through, ({"id": pk, "offerversion_id": pk, "person_id": pk} for pk in self.numbers))
        copy(ProviderPerson, ({"id": pk, "provider_id": one, "person_id": one, "engagement": "volunteer"} for pk, one in links))

    def _subjects(self) -> Iterator[tuple[CheckScope, int]]:
        for pk in self.numbers:
            yield from ((CheckScope.PERSON, pk), (CheckScope.ORGANISATION, pk), (CheckScope.OFFER, pk))
            if is_placed(pk):
                yield CheckScope.VENUE, pk

    def _load_cleared(self) -> None:
        """One decision stands for all: what a decision rested on is not asked here."""
        content, (first, second, *_others) = content_of(self.authority.policy), self.officers
        self.load_cases(1, state=CaseState.DECIDED)
        decision = Decision.objects.create(
            case=Case.objects.get(),
            outcome=DecisionOutcome.CLEARED,
            level=ClearanceLevel.SUPERVISED,
            decided_by=second,
            recommended_by=first,
            decided_at=clock.now(),
            policy=self.authority.policy,
            inputs={},
        )
        asked = {
            scope: [check for check in content.checks if check.scope == scope and any(ask.effect != "advisory" for ask in check.asked)]
            for scope in CheckScope
        }
        copy(Clearance, (self._clearance(pk, subject, decision) for pk, subject in counted(Clearance, self._subjects())))
        wanted = ((subject, check) for subject in self._subjects() for check in asked[subject[0]])
        copy(Check, (self._check(pk, subject, check.code, check.routes[0]) for pk, (subject, check) in counted(Check, wanted)))

    def _clearance(self, pk: int, subject: tuple[CheckScope, int], decision: Decision) -> dict[str, Any]:
        return {
            "id": pk,
            "authority_id": self.authority.pk,
            SCOPE_FIELDS[subject[0]]: subject[1],
            "level": ClearanceLevel.SUPERVISED,
            "decision_id": decision.pk,
            "policy_id": self.authority.policy_id,
            "granted_at": clock.now() - datetime.timedelta(days=20),
        }

    def _check(self, pk: int, subject: tuple[CheckScope, int], code: str, route: str) -> dict[str, Any]:
        first, second, *_others = self.officers
        return {
            "id": pk,
            "check_type": code,
            "authority_id": self.authority.pk,
            SCOPE_FIELDS[subject[0]]: subject[1],
            "state": CheckState.VERIFIED,
            "outcome": CheckOutcome.PASS,
            "route": route,
            "performed_by_id": first.pk,
            "verified_by_id": second.pk,
            "verified_at": clock.now(),
            "performed_on": self.today - datetime.timedelta(days=30),
            "recorded_at": clock.now(),
            "expires_on": self.today + datetime.timedelta(days=self.chance.randrange(120, 400)),
        }

    def _load_days(self) -> None:
        copy(PlannedUse, (self._planned(pk, *day) for pk, day in counted(PlannedUse, itertools.product(self.numbers, range(DAYS_EACH)))))

    def _planned(self, pk: int, person: int, week: int) -> dict[str, Any]:
        return {
            "id": pk,
            "person_id": person,
            "provider_id": person,
            "offer_id": person,
            "venue_id": person if is_placed(person) else None,
            "school_id": self.schools[(person + week) % SCHOOLS].pk,
            "session": uuid.UUID(int=pk),
            "date": self.today + datetime.timedelta(days=7 + person % 5 + 14 * week),
            "nature": ActivityNature.TEACH_TRAIN_INSTRUCT,
            "supervision": SupervisionMode.SCHOOL_STAFF_PRESENT,
            "setting": setting_of(person),
            "engagement": "volunteer",
            "is_confirmed": True,
        }

    def load_cases(self, upto: int, state: str | None = None) -> None:
        """Cases about the first offers, one in three with an officer, until there are so many."""
        numbers = range(Case.objects.count() + 1, upto + 1)
        copy(Case, (self._case(pk, state or (CaseState.CLAIMED if pk % 3 == 0 else CaseState.OPEN)) for pk in numbers))
        analyse()

    def _case(self, pk: int, state: str) -> dict[str, Any]:
        claimed = {"claimed_by_id": self.officers[pk % 4].pk, "claimed_at": clock.now()} if state == CaseState.CLAIMED else {}
        return {
            "id": pk,
            "reference": f"V-{pk:06}",
            "kind": CaseKind.NEW_OFFER,
            "authority_id": self.authority.pk,
            "provider_id": pk,
            "offer_id": pk,
            "version_id": pk,
            "state": state,
            "submitted_at": clock.now() - datetime.timedelta(minutes=pk),
            "closed_at": clock.now() if state == CaseState.DECIDED else None,
            **claimed,
        }

    def sessions(self, people: Iterable[int]) -> list[ClearanceRequest]:
        """What is asked about every planned day of these people."""
        return [use.as_request() for use in PlannedUse.objects.filter(person__in=list(people)).order_by("person", "date")]


def is_placed(number: int) -> bool:
    return number % PLACED == 0


def setting_of(number: int) -> str:
    return Setting.HOST_SITE if is_placed(number) else Setting.SCHOOL_SITE


def version_of(number: int) -> OfferVersion:
    return OfferVersion(
        id=number,
        offer_id=number,
        state=VersionState.APPROVED,
        title=f"Things to make, number {number}",
        summary="Pupils make one thing each and take it home.",
        year_from=3,
        year_to=6,
        group_max=15,
        pattern=Pattern.OCCASIONAL,
        setting=setting_of(number),
        venue_id=number if is_placed(number) else None,
        created_at=clock.now(),
    )


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
