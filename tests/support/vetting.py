"""Walking a case through its life with the real services."""

import dataclasses
from typing import Any

from accounts.models import User
from core import clock
from directory.models import Offer, OfferVersion
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory, good_recording
from vetting.enums import DecisionOutcome
from vetting.models import Case, Check, VettingAuthority
from vetting.policies.roles import CheckSubject
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.clearances.evidence import SCOPE_FIELDS, Subject, subject_key
from vetting.queries.policies.content import content_of
from vetting.rules.recording import Recording, checked
from vetting.services.cases import handling as cases
from vetting.services.checks.recording import RECORDED_FIELDS, record_check, verify_check
from vetting.states import CheckState


@dataclasses.dataclass(frozen=True)
class Desk:
    """A case, two officers of its authority, and somebody who acts for its provider."""

    case: Case
    first: User
    second: User
    member: User

    @property
    def authority(self) -> VettingAuthority:
        return self.case.authority

    @property
    def offer(self) -> Offer:
        return self.case.offer


def submitted(authority: VettingAuthority | None = None, **offer_fields: Any) -> Desk:
    """A draft of an offer, handed in by its provider. `offer_fields` go to OfferFactory."""
    authority = authority or VettingAuthorityFactory()
    offer = OfferFactory(**offer_fields)
    member = ProviderMemberFactory(provider=offer.provider).user
    case = cases.submit_offer(by=member, version=offer.versions.get(), authority=authority)
    return Desk(case, OfficerFactory(authority=authority).user, OfficerFactory(authority=authority).user, member)


def claimed(authority: VettingAuthority | None = None, **offer_fields: Any) -> Desk:
    desk = submitted(authority, **offer_fields)
    return dataclasses.replace(desk, case=cases.claim_case(by=desk.first, case=desk.case))


def subjects_in(version: OfferVersion) -> dict[Subject, CheckSubject]:
    found: list[CheckSubject] = [*version.people.all(), version.offer.provider, version.offer, *([version.venue] if version.venue else [])]
    return {subject_key(one): one for one in found}


def record(desk: Desk, code: str, subject: CheckSubject, **changes: Any) -> Check:
    """The first officer records a good check."""
    recording = good_recording(content_of(desk.authority.policy).by_code[code]) | changes
    return record_check(by=desk.first, authority=desk.authority, check_type=code, subject=subject, **recording)


def record_required(desk: Desk, *, verify: bool = True) -> list[Check]:
    """The first officer records everything that is required and missing; the second verifies it."""
    subjects = subjects_in(desk.case.version)
    missing = [one for one in requirements_for(desk.case.version, desk.authority) if one.is_required and not one.is_met]
    checks = [record(desk, one.code, subjects[one.subject_key]) for one in missing]
    return [verify_check(by=desk.second, check=check) for check in checks] if verify else checks


def put_in_place(desk: Desk) -> None:
    """As record_required, in one insert: for what comes after, which needs no trace of how the checks were made."""
    content = content_of(desk.authority.policy)
    missing = [one for one in requirements_for(desk.case.version, desk.authority) if one.is_required and not one.is_met]
    hands = {"performed_by": desk.first, "recorded_at": clock.now(), "verified_by": desk.second, "verified_at": clock.now()}
    checks = []
    for one in missing:
        kind = content.by_code[one.code]
        kept = checked(kind, Recording(**good_recording(kind)), clock.today())
        fields = {field: getattr(kept, field) for field in RECORDED_FIELDS}
        about = {"authority": desk.authority, SCOPE_FIELDS[one.subject_key[0]]: one.subject_key[1]}
        checks.append(Check(check_type=one.code, state=CheckState.VERIFIED, **about, **hands, **fields))
    Check.objects.bulk_create(checks)


def recommended(authority: VettingAuthority | None = None, outcome: str = DecisionOutcome.CLEARED, **offer_fields: Any) -> Desk:
    """Claimed, everything required recorded and verified, recommended: the second officer's move."""
    desk = claimed(authority, **offer_fields)
    put_in_place(desk)
    return dataclasses.replace(desk, case=cases.recommend(by=desk.first, case=desk.case, outcome=outcome))


def decided(authority: VettingAuthority | None = None, **offer_fields: Any) -> Desk:
    """Cleared and listed."""
    desk = recommended(authority, **offer_fields)
    cases.decide(by=desk.second, case=desk.case, outcome=DecisionOutcome.CLEARED)
    desk.case.refresh_from_db()
    desk.offer.refresh_from_db()
    return desk
