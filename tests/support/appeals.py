"""Decisions to appeal against, made by the real services."""

from accounts.models import User
from directory.models import Offer
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, cleared_offer, leader_of
from tests.support.vetting import Desk, recommended
from vetting.enums import DecisionOutcome, OfficerRole, SuspensionGround
from vetting.models import Appeal, Clearance, VettingAuthority
from vetting.services.appeals.lodging import lodge_appeals
from vetting.services.cases.decisions import decide
from vetting.services.clearances.suspensions import suspend, withdraw_clearance

WORDS = "The insurance ran until December."


def declined() -> Desk:
    desk = recommended(outcome=DecisionOutcome.DECLINED)
    decide(by=desk.second, case=desk.case, outcome=DecisionOutcome.DECLINED, message="Say who leads.")
    desk.case.refresh_from_db()
    return desk


def suspended_offer() -> Offer:
    """Its leader is suspended; a lead did it."""
    offer = cleared_offer()
    suspend_leader(offer)
    offer.refresh_from_db()
    return offer


def suspend_leader(offer: Offer) -> None:
    clearance = Clearance.objects.get(person=leader_of(offer))
    suspend(by=lead_of(clearance.authority), clearance=clearance, ground=SuspensionGround.CONDUCT_LOW_LEVEL_PATTERN)


def withdrawn_offer(*, suspended: bool = False, at_request: bool = False) -> Offer:
    """Its leader's clearance is withdrawn, by a lead; `suspended`: another lead had suspended it."""
    offer = suspended_offer() if suspended else cleared_offer()
    clearance = Clearance.objects.get(person=leader_of(offer))
    withdraw_clearance(by=lead_of(clearance.authority), clearance=clearance, at_request=at_request)
    offer.refresh_from_db()
    return offer


def lead_of(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    return user


def member_of(offer: Offer) -> User:
    user: User = ProviderMemberFactory(provider=offer.provider).user
    return user


def lodged(offer: Offer) -> Appeal:
    (appeal,) = lodge_appeals(by=member_of(offer), offer=offer, ground="fact_error", words=WORDS)
    return appeal
