"""The applicant's list: no more than is asked, and for each thing why, how and whose move."""

import datetime
from typing import Any

import pytest
import time_machine

from directory.enums import Pattern, ProviderKind
from directory.models import Offer, OfferVersion
from directory.services.offers import edit_version
from tests.factories.directory import OfferFactory, PersonFactory, VenueFactory
from tests.factories.vetting import CheckFactory, VettingAuthorityFactory, cleared_offer
from tests.support.vetting import claimed, record, record_required
from vetting.models import Clearance, VettingAuthority
from vetting.queries.asked.requirements import Requirement, requirements_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> VettingAuthority:
    made: VettingAuthority = VettingAuthorityFactory()
    return made


def states(found: tuple[Requirement, ...]) -> dict[str, tuple[str, str]]:
    return {one.code: (one.state, one.whose_move) for one in found}


def teacher(**fields: Any) -> OfferVersion:
    """The draft of somebody who teaches alone, once."""
    offer: Offer = OfferFactory(**({"provider__kinds": [ProviderKind.CBT_INDIVIDUAL], "version__pattern": Pattern.ONE_OFF} | fields))
    return offer.versions.get()


def test_a_newcomer_for_one_afternoon_is_not_asked_for_a_dbs_check(authority: VettingAuthority) -> None:
    assert states(requirements_for(teacher(), authority)) == {
        "ID_VERIFIED": ("missing", "provider"),
        "REFERENCES": ("missing", "provider"),
        "SG_TRAINING": ("missing", "provider"),
        "CODE_OF_CONDUCT": ("missing", "provider"),
        "SG_POLICY": ("missing", "provider"),
        "PLI": ("missing", "provider"),
        "RISK_DECL": ("missing", "provider"),
        "CURRICULUM_REVIEW": ("missing", "officer"),
        "ONLINE_SEARCH": ("advisory", "nobody"),
        "OVERSEAS": ("advisory", "nobody"),
        "PREVENT": ("advisory", "nobody"),
        "EQUALITY": ("advisory", "nobody"),
    }


def test_a_weekly_run_is_asked_for_it_at_the_start(authority: VettingAuthority) -> None:
    (asked,) = [one for one in requirements_for(teacher(version__pattern=Pattern.WEEKLY), authority) if one.code == "DBS_ENH_CBL"]

    assert (asked.effect, asked.basis, asked.whose_move, asked.is_required) == ("blocks_publish", "law", "provider", True)
    assert asked.why == (
        "Teaching, caring for or supervising children often is regulated activity, and the law asks this check of whoever does it."
    )
    assert (asked.cost, asked.wait) == ("About £50 and the umbrella body's fee; volunteers pay no DBS fee", "Two to eight weeks")


def test_what_is_required_comes_first(authority: VettingAuthority) -> None:
    required = [one.is_required for one in requirements_for(teacher(), authority)]

    assert required == sorted(required, reverse=True)


def test_each_adult_is_asked_by_name_and_the_rest_once(authority: VettingAuthority) -> None:
    rosa, ada = PersonFactory(name="Rosa Brown"), PersonFactory(name="Ada Green")

    found = requirements_for(teacher(version__people=[rosa, ada], version__title="Grow your lunch"), authority)

    assert sorted(one.subject for one in found if one.code == "ID_VERIFIED") == ["Ada Green", "Rosa Brown"]
    assert [one.subject for one in found if one.code == "RISK_DECL"] == ["Grow your lunch"]


def test_before_anybody_is_named_the_provider_and_the_offer_are_asked(authority: VettingAuthority) -> None:
    found = requirements_for(teacher(version__people=[]), authority)

    assert {one.scope for one in found} == {"organisation", "offer"}


def test_a_place_is_asked_by_its_name(authority: VettingAuthority) -> None:
    venue = VenueFactory(name="Burnside allotments")
    version = OfferFactory(provider=venue.provider, kind="visit", version__venue=venue, version__setting="host_site").versions.get()

    found = requirements_for(version, authority)

    assert {one.code: one.subject for one in found if one.scope == "venue"} == {
        "FIRE_SAFETY": "Burnside allotments",
        "VENUE_ACCESS": "Burnside allotments",
    }


def test_a_visit_without_a_place_yet_is_asked_nothing_of_one(authority: VettingAuthority) -> None:
    found = requirements_for(OfferFactory(kind="visit", version__setting="host_site").versions.get(), authority)

    assert [one for one in found if one.scope == "venue"] == []


def test_a_check_goes_from_missing_over_recorded_to_verified_and_expired() -> None:
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False):
        desk = claimed(provider__kinds=[ProviderKind.CBT_INDIVIDUAL], version__pattern=Pattern.ONE_OFF)
        version, vets = desk.case.version, desk.authority
        record(desk, "PLI", desk.offer.provider)
        assert states(requirements_for(version, vets))["PLI"] == ("recorded", "officer")

        record_required(desk)
        (verified,) = [one for one in requirements_for(version, vets) if one.code == "PLI"]
        assert (verified.state, verified.whose_move, verified.until, verified.is_met) == (
            "verified",
            "nobody",
            datetime.date(2027, 11, 4),
            True,
        )

    with time_machine.travel("2027-11-05T12:00:00Z", tick=False):
        (expired,) = [one for one in requirements_for(version, vets) if one.code == "PLI"]
        assert (expired.state, expired.whose_move, expired.until) == ("expired", "provider", datetime.date(2027, 11, 4))


def test_a_low_rating_that_was_verified_is_remarked_on_and_meets_what_is_asked(authority: VettingAuthority) -> None:
    version = teacher(version__involves=["food"], provider__kinds=[ProviderKind.CBT_ORGANISATION])
    about = {"person": None, "provider": version.offer.provider, "check_type": "FOOD_REG", "details": {"fhrs_rating": 2}}

    def found() -> tuple[str, tuple[str, ...]]:
        (one,) = [one for one in requirements_for(version, authority) if one.code == "FOOD_REG"]
        return one.state, one.remarks

    CheckFactory(**about, verified=True)  # another authority's
    CheckFactory(**about, authority=authority)
    before = found()
    CheckFactory(**about, authority=authority, verified=True)

    assert before == ("recorded", ())
    assert found() == ("verified", ("Food hygiene rating 2, below 3: schools may ask about it. Nothing is kept back for it here.",))


def test_something_that_stands_for_it_meets_it(authority: VettingAuthority) -> None:
    version = teacher()
    CheckFactory(verified=True, person=None, provider=version.offer.provider, authority=authority, check_type="LOTC_QB", expires_on=None)

    (insurance,) = [one for one in requirements_for(version, authority) if one.code == "PLI"]

    assert (insurance.state, insurance.until) == ("verified", None)


def test_the_authority_near_the_provider_asks_where_none_is_named(authority: VettingAuthority) -> None:
    near = teacher(provider__home_authority=authority.local_authority)

    assert requirements_for(near) == requirements_for(near, authority)
    assert requirements_for(teacher()) == ()


def test_a_cleared_offer_has_nothing_left_to_do() -> None:
    offer = cleared_offer()
    assert offer.approved_version is not None

    assert {one.state for one in requirements_for(offer.approved_version) if one.is_required} == {"verified"}


BY_ACTIVITY = {
    "food": {"FOOD_HYGIENE", "FOOD_REG", "ALLERGEN"},
    "animals": {"ANIMAL_CONTACT"},
    "photographs": {"PHOTO_CONSENT"},
    "adventure": {"AALA", "QUALIFICATION"},
    "qualified_instructor": {"QUALIFICATION"},
    "first_aid": {"FIRST_AID"},
    "whole_course": {"TRA_PROHIBITION"},
    "pupil_data": {"DATA_PROT"},
    "contested_topics": {"SPEAKER_DD"},
    "out_of_hours": set(),
    "work_tasks": set(),
}
ONLY_ADVICE = {"DATA_PROT", "SPEAKER_DD"}


@pytest.mark.parametrize("involves", BY_ACTIVITY)
def test_a_new_kind_of_activity_in_a_cleared_offer_asks_only_for_what_goes_with_it(involves: str) -> None:
    without = {"FIRST_AID_PAED", *(code for codes in BY_ACTIVITY.values() for code in codes)}
    offer = cleared_offer(version__pattern=Pattern.ONE_OFF, without=without)
    authority = Clearance.objects.filter(offer=offer).get().authority
    before = {one.code for one in requirements_for(OfferVersion.objects.get(), authority) if not one.is_met}

    changed = edit_version(by=None, version=OfferVersion.objects.get(), involves=[involves])

    found = requirements_for(changed, authority)
    assert {one.code for one in found if not one.is_met} - before == BY_ACTIVITY[involves]
    assert {one.code for one in found if one.state in {"missing", "expired"}} == BY_ACTIVITY[involves] - ONLY_ADVICE
