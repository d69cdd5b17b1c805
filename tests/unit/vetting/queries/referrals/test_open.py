"""What is open for whom, about whom it is, and who is told."""

import pytest

from tests.factories.directory import ProviderFactory, ProviderMemberFactory, ProviderPersonFactory
from tests.factories.leads import ReferralPromptFactory
from tests.factories.vetting import ClearanceFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.queries.referrals.open import about, leads_to_tell, referrals_open_for

pytestmark = pytest.mark.django_db


def test_deferred_is_open_and_what_is_decided_is_not() -> None:
    prompt = ReferralPromptFactory()
    lead = OfficerFactory(authority=prompt.authority, role=OfficerRole.LEAD).user
    considered = {"considered_by": lead, "considered_at": prompt.raised_at, "authority": prompt.authority}
    deferred = ReferralPromptFactory(state="deferred", reason_code="advice", clearance__authority=prompt.authority, **considered)
    ReferralPromptFactory(state="not_required", reason_code="no_harm", clearance__authority=prompt.authority, **considered)
    ReferralPromptFactory()

    assert list(referrals_open_for(lead)) == [prompt, deferred]


def test_it_is_about_the_adult_and_the_provider_where_there_is_one() -> None:
    link, provider = ProviderPersonFactory(), ProviderFactory()
    clearance = ClearanceFactory(person=link.person)

    assert about(clearance) == (link.provider, link.person)
    assert about(ClearanceFactory(person=None, provider=provider)) == (provider, None)
    ProviderPersonFactory(person=link.person)
    assert about(clearance) == (None, link.person)


def test_leads_are_told_and_neither_officers_nor_who_is_close_to_it() -> None:
    link = ProviderPersonFactory()
    prompt = ReferralPromptFactory(clearance__person=link.person, raised_by=OfficerFactory().user)
    lead, close = (OfficerFactory(authority=prompt.authority, role=OfficerRole.LEAD).user for _ in range(2))
    ProviderMemberFactory(provider=link.provider, user=close)
    OfficerFactory(authority=prompt.authority)

    assert leads_to_tell(prompt) == [lead]
