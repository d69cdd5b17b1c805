import pytest

from core.models import OutboxMessage
from directory.models import Offer
from directory.states import OfferState
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory, good_recording
from vetting.enums import DecisionOutcome
from vetting.models import Case, Clearance, Officer
from vetting.policies import CheckSubject
from vetting.queries.policies import content_of
from vetting.queries.requirements import requirements_for
from vetting.services import cases
from vetting.services.checks import record_check, verify_check
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def submitted(**fields: object) -> tuple[Case, Officer, Officer]:
    """A case that its provider handed in, and two officers of the authority."""
    authority = VettingAuthorityFactory()
    offer = OfferFactory(**fields)
    member = ProviderMemberFactory(provider=offer.provider)
    case = cases.submit_offer(by=member.user, version=offer.versions.get(), authority=authority)
    return case, OfficerFactory(authority=authority), OfficerFactory(authority=authority)


def subject(case: Case, key: tuple[str, int]) -> CheckSubject:
    people = {("person", one.pk): one for one in case.version.people.all()}
    others = {("organisation", case.provider_id): case.provider, ("offer", case.offer_id): case.offer}
    return (people | others | {("venue", case.version.venue_id): case.version.venue})[key]


def prepared(case: Case, first: Officer, second: Officer) -> None:
    """Claimed, every required check recorded by the first and verified by the second, recommended."""
    cases.claim_case(by=first.user, case=case)
    content = content_of(case.authority.policy)
    for one in requirements_for(case.version, case.authority):
        if one.is_required:
            kind = content.by_code[one.code]
            check = record_check(
                by=first.user, authority=case.authority, check_type=one.code, subject=subject(case, one.subject_key), **good_recording(kind)
            )
            verify_check(by=second.user, check=check)
    cases.recommend(by=first.user, case=case, outcome=DecisionOutcome.CLEARED)


def test_clearing_lists_the_offer_at_once() -> None:
    case, first, second = submitted()
    prepared(case, first, second)
    assert not Offer.objects.shown().exists()

    decision = cases.decide(by=second.user, case=case, outcome=DecisionOutcome.CLEARED)

    case.refresh_from_db()
    offer = Offer.objects.shown().get()
    assert (offer.state, offer.assured_by, case.state) == (OfferState.LISTED, case.authority.name, CaseState.DECIDED)
    assert decision.case == case
    assert sorted(clearance.level for clearance in Clearance.objects.all()) == ["supervised"] * 3
    assert sorted(OutboxMessage.objects.values_list("kind", flat=True)) == [
        "vetting.case_cleared",
        "vetting.case_received",
        "vetting.case_waiting",
    ]
