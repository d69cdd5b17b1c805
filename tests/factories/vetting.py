"""Authorities, officers, policies, cases, checks, and `cleared_offer`: an offer on show with everybody and everything in it cleared."""

import dataclasses
import datetime
import functools
import uuid
from collections.abc import Collection, Mapping
from typing import Any

import factory
from factory.django import DjangoModelFactory

from config.paths import ROOT
from core import clock
from core.tokens import derived_token, hash_token
from directory.enums import ActivityNature, EngagementBasis, Pattern, SupervisionMode
from directory.models import Offer, Person, Provider, Venue
from schools.models import School
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderFactory
from tests.factories.schools import AuthorityFactory, SchoolFactory
from vetting.answers import ClearanceRequest
from vetting.enums import AuthorityKind, CaseKind, CheckOutcome, ClearanceLevel, DecisionOutcome, EvidenceRoute, OfficerRole
from vetting.models import (
    AssuranceStatement,
    Case,
    CaseNote,
    Check,
    Clearance,
    Concern,
    ConflictDeclaration,
    Decision,
    LegalHold,
    Officer,
    PlannedUse,
    Policy,
    PolicyDraft,
    ReferenceRequest,
    RegulatedActivityAssessment,
    SchoolAcceptance,
    Suspension,
    VettingAuthority,
)
from vetting.queries.policies.content import content_of
from vetting.rules.policy import CheckType, PolicyContent
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy
from vetting.rules.writing import policy_text
from vetting.services.assurance.statements import issue_statement
from vetting.services.clearances import derive
from vetting.states import CaseState, CheckState

SHIPPED_POLICY = ROOT / "data" / "vetting_policy_england_2026_09.yaml"
YEAR = datetime.timedelta(days=365)


@functools.cache
def shipped_policy() -> dict[str, Any]:
    return PolicyText(SHIPPED_POLICY.read_text()).data


@functools.cache
def shipped_content() -> PolicyContent:
    """The shipped policy as the rules read it."""
    return read_policy(shipped_policy())


class PolicyFactory(DjangoModelFactory):
    """The policy that is shipped; pass `content` for another."""

    class Meta:
        model = Policy
        django_get_or_create = ("code", "version")

    code = "england"
    version = "2026-09"
    effective_from = datetime.date(2026, 9, 1)
    source_note = "As shipped."
    content = factory.LazyFunction(shipped_policy)
    published_at = factory.LazyFunction(clock.now)


class VettingAuthorityFactory(DjangoModelFactory):
    class Meta:
        model = VettingAuthority

    name = factory.Sequence("Northshire Council {}".format)
    kind = AuthorityKind.LOCAL_AUTHORITY
    local_authority = factory.SubFactory(AuthorityFactory)
    policy = factory.SubFactory(PolicyFactory)
    contact_email = factory.Sequence("vetting{}@northshire.example.org".format)
    contact_phone = "01670 000000"


class OfficerFactory(DjangoModelFactory):
    class Meta:
        model = Officer

    user = factory.SubFactory(UserFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    role = OfficerRole.OFFICER
    since = factory.LazyFunction(clock.now)


class PolicyDraftFactory(DjangoModelFactory):
    """Being written, from the authority's policy."""

    class Meta:
        model = PolicyDraft

    authority = factory.SubFactory(VettingAuthorityFactory)
    based_on = factory.SelfAttribute("authority.policy")
    text = factory.LazyAttribute(lambda draft: policy_text(draft.based_on.content))
    begun_by = factory.SubFactory(UserFactory)
    begun_at = factory.LazyFunction(clock.now)
    changed_at = factory.LazyFunction(clock.now)


class CheckFactory(DjangoModelFactory):
    """Recorded, about a person; `verified=True` for one that counts. Pass `person=None, provider=…` for another subject."""

    class Meta:
        model = Check

    class Params:
        verified = factory.Trait(
            state=CheckState.VERIFIED, verified_by=factory.SubFactory(UserFactory), verified_at=factory.LazyFunction(clock.now)
        )

    check_type = "ID_VERIFIED"
    authority = factory.SubFactory(VettingAuthorityFactory)
    person = factory.SubFactory(PersonFactory)
    outcome = CheckOutcome.PASS
    route = EvidenceRoute.SEEN_ORIGINAL
    performed_by = factory.SubFactory(UserFactory)
    performed_on = factory.LazyFunction(lambda: clock.today() - datetime.timedelta(days=30))
    recorded_at = factory.LazyFunction(clock.now)
    expires_on = factory.LazyFunction(lambda: clock.today() + YEAR)


class CaseFactory(DjangoModelFactory):
    """Open, about an offer that is being looked at; `claimed=True`, `waiting=True` and `recommended=True` for later on."""

    class Meta:
        model = Case

    class Params:
        claimed = factory.Trait(
            state=CaseState.CLAIMED, claimed_by=factory.SubFactory(UserFactory), claimed_at=factory.LazyFunction(clock.now)
        )
        waiting = factory.Trait(
            state=CaseState.WAITING_ON_PROVIDER,
            claimed_by=factory.SubFactory(UserFactory),
            claimed_at=factory.LazyFunction(clock.now),
            waiting_since=factory.LazyFunction(clock.now),
            question="Which tools do pupils use?",
        )
        recommended = factory.Trait(
            state=CaseState.RECOMMENDED,
            claimed_by=factory.SubFactory(UserFactory),
            claimed_at=factory.LazyFunction(clock.now),
            recommended_by=factory.SelfAttribute("claimed_by"),
            recommended_at=factory.LazyFunction(clock.now),
            recommended_outcome=DecisionOutcome.CLEARED,
        )

    reference = factory.Sequence("V-T{:05}".format)
    kind = CaseKind.NEW_OFFER
    authority = factory.SubFactory(VettingAuthorityFactory)
    offer = factory.SubFactory(OfferFactory, state="in_review")
    version = factory.LazyAttribute(lambda case: case.offer.versions.get(number=1))
    provider = factory.SelfAttribute("offer.provider")
    submitted_by = factory.SubFactory(UserFactory)
    submitted_at = factory.LazyFunction(clock.now)


class CaseNoteFactory(DjangoModelFactory):
    class Meta:
        model = CaseNote

    case = factory.SubFactory(CaseFactory)
    author = factory.SubFactory(UserFactory)
    text = "Rang; will send the insurance date."
    written_at = factory.LazyFunction(clock.now)


class ConcernFactory(DjangoModelFactory):
    """Raised for a school, about a provider."""

    class Meta:
        model = Concern

    authority = factory.SubFactory(VettingAuthorityFactory)
    provider = factory.SubFactory(ProviderFactory)
    school = factory.SubFactory(SchoolFactory)
    told_at = factory.LazyFunction(clock.now)
    route = "lado"
    reference = "LADO/2026/0173"
    asks_suspension = True
    raised_by = factory.SubFactory(UserFactory)
    raised_at = factory.LazyFunction(clock.now)


class ConflictFactory(DjangoModelFactory):
    """Of an officer with a provider; it stands."""

    class Meta:
        model = ConflictDeclaration

    officer = factory.SubFactory(UserFactory)
    provider = factory.SubFactory(ProviderFactory)
    declared_at = factory.LazyFunction(clock.now)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    case = factory.SubFactory(CaseFactory, state=CaseState.DECIDED, closed_at=factory.LazyFunction(clock.now))
    outcome = DecisionOutcome.CLEARED
    level = ClearanceLevel.SUPERVISED
    decided_by = factory.SubFactory(UserFactory)
    decided_at = factory.LazyFunction(clock.now)
    recommended_by = factory.SubFactory(UserFactory)
    submitted_by = factory.SelfAttribute("case.submitted_by")
    policy = factory.SelfAttribute("case.authority.policy")
    inputs = factory.Dict({})


class ClearanceFactory(DjangoModelFactory):
    """Of a person; pass `person=None, provider=…` for another subject."""

    class Meta:
        model = Clearance

    authority = factory.SubFactory(VettingAuthorityFactory)
    person = factory.SubFactory(PersonFactory)
    level = ClearanceLevel.SUPERVISED
    decision = factory.SubFactory(DecisionFactory, case__authority=factory.SelfAttribute("...authority"))
    policy = factory.SelfAttribute("authority.policy")
    granted_at = factory.LazyFunction(clock.now)


class ReferenceFactory(DjangoModelFactory):
    """A referee who was asked; `answered=True` for one who is content and left a number."""

    class Meta:
        model = ReferenceRequest

    class Params:
        answered = factory.Trait(
            state="answered",
            answered_at=factory.LazyFunction(clock.now),
            known_as="employer",
            known_for="over_three",
            seen_with_children="sometimes",
            content="ring",
            has_concern=True,
            phone="01670 555 019",
        )

    person = factory.SubFactory(PersonFactory)
    case = factory.SubFactory(CaseFactory)
    provider = factory.SelfAttribute("case.provider")
    state = "asked"
    name = "Grace Hall"
    email = factory.Sequence("referee{}@example.org".format)
    kind = "school"
    known_since = 2019
    named_at = factory.LazyFunction(clock.now)
    seed = factory.LazyFunction(uuid.uuid4)
    token_hash = factory.LazyAttribute(lambda row: hash_token(derived_token("vetting.reference", row.seed)))
    asked_at = factory.LazyFunction(clock.now)
    expires_at = factory.LazyFunction(lambda: clock.now() + datetime.timedelta(days=28))


class PlannedUseFactory(DjangoModelFactory):
    class Meta:
        model = PlannedUse

    person = factory.SubFactory(PersonFactory)
    provider = factory.SubFactory(ProviderFactory)
    offer = factory.SubFactory(OfferFactory, provider=factory.SelfAttribute("..provider"))
    school = factory.SubFactory(SchoolFactory)
    session = factory.LazyFunction(uuid.uuid4)
    date = factory.LazyFunction(clock.today)
    nature = ActivityNature.TEACH_TRAIN_INSTRUCT
    supervision = SupervisionMode.SCHOOL_STAFF_PRESENT
    setting = "school_site"
    engagement = EngagementBasis.VOLUNTEER
    is_confirmed = True


class RegulatedActivityAssessmentFactory(DjangoModelFactory):
    """What an officer said about an adult in an offer."""

    class Meta:
        model = RegulatedActivityAssessment

    person = factory.SubFactory(PersonFactory)
    offer = factory.SubFactory(OfferFactory)
    inputs = factory.Dict({})
    rule = "R3"
    is_regulated = True
    maximum_level = "enhanced_cbl"
    law_effective_from = datetime.date(2026, 9, 1)
    decided_by = factory.SubFactory(UserFactory)
    decided_at = factory.LazyFunction(clock.now)


class SuspensionFactory(DjangoModelFactory):
    class Meta:
        model = Suspension

    clearance = factory.SubFactory(ClearanceFactory, state="suspended")
    ground = "incident_under_review"
    suspended_by = factory.SubFactory(UserFactory)
    suspended_at = factory.LazyFunction(clock.now)


class LegalHoldFactory(DjangoModelFactory):
    """Of a person; pass `person=None, provider=…` for something else."""

    class Meta:
        model = LegalHold

    authority = factory.SubFactory(VettingAuthorityFactory)
    person = factory.SubFactory(PersonFactory)
    name = "Rosa Brown"
    reason = "legal_claim"
    reference = factory.Sequence("LEG/2027/{:04}".format)
    set_by = factory.SubFactory(UserFactory)
    set_at = factory.LazyFunction(clock.now)
    review_on = factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=90))


class AssuranceStatementFactory(DjangoModelFactory):
    class Meta:
        model = AssuranceStatement

    provider = factory.SubFactory(ProviderFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    policy = factory.SelfAttribute("authority.policy")
    level = ClearanceLevel.SUPERVISED
    issued_at = factory.LazyFunction(clock.now)
    holds_until = factory.LazyFunction(lambda: clock.today() + YEAR)
    summary = factory.List([])
    sha256 = "0" * 64
    issued_by = factory.SubFactory(UserFactory)


class SchoolAcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = SchoolAcceptance

    school = factory.SubFactory(SchoolFactory)
    provider = factory.SelfAttribute("statement.provider")
    statement = factory.SubFactory(AssuranceStatementFactory)
    accepted_by = factory.SubFactory(UserFactory)
    accepted_on = factory.LazyFunction(clock.today)
    expires_on = factory.SelfAttribute("statement.holds_until")


def cleared_offer(
    *,
    authority: VettingAuthority | None = None,
    level: str = ClearanceLevel.SUPERVISED,
    regulated: bool | None = None,
    without: Collection[str] = (),
    expires: Mapping[str, datetime.date] | None = None,
    **offer_fields: Any,
) -> Offer:
    """An offer on show whose people, provider, venue and self are cleared, with every check that blocks, each for a year from today.

    `regulated` gives the people the enhanced DBS check with the barred list; by default where the declared pattern is a weekly run.
    `without` names checks that are missing; `expires` gives checks their last day. `offer_fields` go to OfferFactory: `kind=…`,
    `version__pattern=…`, `version__people=[…]`, `provider=…`.
    """
    offer: Offer = OfferFactory(listed=True, **offer_fields)
    return clear(offer, authority=authority, level=level, regulated=regulated, without=without, expires=expires)


def clear(
    offer: Offer,
    *,
    authority: VettingAuthority | None = None,
    level: str = ClearanceLevel.SUPERVISED,
    regulated: bool | None = None,
    without: Collection[str] = (),
    expires: Mapping[str, datetime.date] | None = None,
) -> Offer:
    """As `cleared_offer`, for an offer that is on show already."""
    version = offer.approved_version
    assert version is not None
    authority = authority or VettingAuthorityFactory()
    decision = DecisionFactory(case__authority=authority, case__offer=offer, case__version=version, level=level)
    weekly = version.pattern == Pattern.WEEKLY if regulated is None else regulated
    left_out = {*without, *(() if weekly else ("DBS_ENH_CBL",)), *(() if level == ClearanceLevel.UNSUPERVISED else ("DBS_ENH",))}
    subjects: list[tuple[str, str, Person | Provider | Venue | Offer]] = [("person", "person", person) for person in version.people.all()]
    subjects += [("organisation", "provider", offer.provider), ("offer", "offer", offer)]
    subjects += [("venue", "venue", version.venue)] if version.venue else []
    hands = {"performed_by": UserFactory(), "verified_by": UserFactory()}  # the same for all: each user costs as much as a check
    checks: list[Check] = []
    for scope, field, subject in subjects:
        about = {"person": None, field: subject, "authority": authority}
        if not Clearance.objects.filter(authority=authority, **{field: subject}).exists():
            ClearanceFactory(**about, level=level, decision=decision)
        known = set(Check.objects.filter(authority=authority, **{field: subject}).values_list("check_type", flat=True))
        for check in content_of(authority.policy).checks:
            blocks = check.by_table or any(ask.effect != "advisory" for ask in check.asked)
            if check.scope == scope and blocks and check.code not in {*left_out, *known}:
                last_day = (expires or {}).get(check.code, clock.today() + YEAR)
                made = CheckFactory.build(
                    **about, **hands, verified=True, check_type=check.code, route=check.routes[0], expires_on=last_day
                )
                checks.append(made)
    Check.objects.bulk_create(checks)
    derive.refresh(offers=[offer.pk])
    issue_statement(by=None, authority=authority, provider=offer.provider)
    offer.refresh_from_db()
    return offer


def good_recording(kind: CheckType) -> dict[str, Any]:
    """What an officer would type for a check of this kind that passes today: keyword arguments for record_check."""
    today = clock.today()
    answers: dict[str, Any] = {
        "choice": lambda field: next(iter(field.options)),
        "choices": lambda field: [next(iter(field.options))],
        "yes_no": lambda field: True,
        "date": lambda field: today.isoformat(),
        "text": lambda field: "Level 2"[: field.max_length],
        "link": lambda field: "https://example.org/policy",
        "whole_number": lambda field: field.minimum or 1,
    }
    return {
        "outcome": CheckOutcome.PASS,
        "route": kind.routes[0],
        "performed_on": today,
        "issued_on": today - datetime.timedelta(days=10) if kind.records_issue else None,
        "expires_on": today + YEAR if kind.validity.given else None,
        "certificate_last4": "12AB" if kind.records_last4 else "",
        "details": {field.name: answers[field.type](field) for field in kind.fields} | dict(kind.pass_needs),
    }


def leader_of(offer: Offer) -> Person:
    """The first adult of the offer."""
    assert offer.approved_version is not None
    return offer.approved_version.people.order_by("pk")[0]


def clearance_request(offer: Offer, date: datetime.date, school: School | None = None, **changes: Any) -> ClearanceRequest:
    """What bookings asks about the first adult of an offer, at the school on the date."""
    version = offer.approved_version
    assert version is not None
    request = ClearanceRequest(
        session=uuid.uuid4(),
        date=date,
        school_id=(school or SchoolFactory()).pk,
        provider_id=offer.provider_id,
        person_id=leader_of(offer).pk,
        venue_id=version.venue_id,
        offer_id=offer.pk,
        nature=version.nature,
        supervision=version.supervision,
        setting=version.setting,
        engagement=EngagementBasis.VOLUNTEER,
    )
    return dataclasses.replace(request, **changes)
