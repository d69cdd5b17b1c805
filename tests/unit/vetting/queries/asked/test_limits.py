"""What a policy does not allow is refused before an officer is troubled with it, and in words that say what to take out."""

import copy

import pytest

from directory.states import VersionState
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import CaseFactory, CheckFactory, PolicyFactory, VettingAuthorityFactory, shipped_policy
from vetting.exceptions import CaseError
from vetting.models import Case, Policy
from vetting.queries.asked.limits import why_not_allowed
from vetting.queries.asked.requirements import requirements_for
from vetting.services.cases.handling import submit_offer

pytestmark = pytest.mark.django_db


def allowing() -> Policy:
    """The shipped policy, with providers driving pupils."""
    content = copy.deepcopy(shipped_policy())
    (switch,) = [row for row in content["constants"] if row["key"] == "ALLOW_PROVIDER_TRANSPORT"]
    switch["value"] = True
    policy: Policy = PolicyFactory(code="moorland", content=content)
    return policy


def test_driving_pupils_is_refused_with_the_way_out() -> None:
    version = OfferFactory(version__involves=["food", "drives_pupils"]).versions.get()
    authority = VettingAuthorityFactory(name="Moorland")

    assert why_not_allowed(version, authority) == (
        "Moorland does not allow this in an offer: “You drive pupils”. Take it out under “What it is”, then hand it in again."
    )


def test_nothing_stands_against_other_offers_nor_where_the_authority_allows_it() -> None:
    walking, driving = (OfferFactory(version__involves=codes).versions.get() for codes in (["food"], ["drives_pupils"]))
    authority = VettingAuthorityFactory(policy=allowing())

    assert (why_not_allowed(walking, VettingAuthorityFactory()), why_not_allowed(driving, authority)) == ("", "")
    assert [one.effect for one in requirements_for(driving, authority) if one.code == "DRIVER"] == ["blocks_booking"]


def test_it_can_not_be_handed_in_and_stays_a_draft() -> None:
    offer = OfferFactory(version__involves=["drives_pupils"])
    member = ProviderMemberFactory(provider=offer.provider).user

    with pytest.raises(CaseError, match="does not allow this in an offer"):
        submit_offer(by=member, version=offer.versions.get(), authority=VettingAuthorityFactory())

    assert (offer.versions.get().state, Case.objects.count()) == (VersionState.DRAFT, 0)


def test_what_was_shown_while_it_was_allowed_counts_no_more() -> None:
    case = CaseFactory(offer__version__involves=["drives_pupils"])
    person = case.version.people.get()
    CheckFactory(authority=case.authority, person=person, check_type="DRIVER", verified=True)

    (asked,) = [one for one in requirements_for(case.version, case.authority) if one.code == "DRIVER"]

    assert (asked.state, asked.effect) == ("missing", "blocks_publish")
