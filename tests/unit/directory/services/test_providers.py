from typing import Any

import pytest
import time_machine

from core import clock
from core.models import AuditEvent, PostcodePoint
from core.postcodes import PostcodeError
from directory.enums import ProviderKind
from directory.exceptions import StillNeededError
from directory.models import Offer, Provider, ProviderMember
from directory.services import providers
from directory.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderFactory, ProviderMemberFactory
from tests.factories.schools import AuthorityFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def place(postcode: str, latitude: float, longitude: float) -> None:
    sector, district = postcode[:-2], postcode.split()[0]
    PostcodePoint.objects.create(postcode=postcode, sector=sector, district=district, latitude=latitude, longitude=longitude)


@time_machine.travel("2027-01-11T09:00:00Z", tick=False)
def test_create_provider_places_it_and_makes_its_first_member() -> None:
    place("NE23 6QW", 55.09, -1.59)
    SchoolFactory(authority=AuthorityFactory(name="Far"), latitude=53.6, longitude=-2.15)
    near = SchoolFactory(authority=AuthorityFactory(name="Near"), latitude=55.1, longitude=-1.6)
    user = UserFactory(email="rosa@example.org")

    provider = providers.create_provider(
        by=user, name="Burn Allotments", kinds=[ProviderKind.CBT_ORGANISATION], postcode="ne236qw", summary="Growers."
    )

    provider.refresh_from_db()
    assert (provider.slug, provider.kinds, provider.contact_email) == ("burn-allotments", ["cbt_organisation"], "rosa@example.org")
    assert (provider.postcode, provider.latitude, provider.longitude, provider.point_precision) == ("NE23 6QW", 55.09, -1.59, "exact")
    assert (provider.home_authority, provider.created_at, provider.summary) == (near.authority, clock.now(), "Growers.")
    assert [(member.user, member.left_at) for member in provider.members.all()] == [(user, None)]
    assert [event.action for event in AuditEvent.objects.all()] == ["provider.create"]


def test_create_provider_needs_no_postcode_and_takes_one_that_nobody_can_place() -> None:
    user = UserFactory()

    nowhere = providers.create_provider(by=user, name="Everywhere", kinds=[ProviderKind.EMPLOYER])
    unknown = providers.create_provider(by=user, name="Somewhere", kinds=[ProviderKind.EMPLOYER], postcode="ZE1 0AA")

    assert (nowhere.postcode, nowhere.latitude, nowhere.point_precision) == ("", None, "")
    assert (unknown.postcode, unknown.latitude, unknown.point_precision, unknown.home_authority) == ("ZE1 0AA", None, "", None)


def test_create_provider_refuses_what_is_no_postcode_and_makes_nothing() -> None:
    with pytest.raises(PostcodeError):
        providers.create_provider(by=UserFactory(), name="Burn Allotments", kinds=[ProviderKind.EMPLOYER], postcode="over there")

    assert not Provider.objects.exists()


def test_create_provider_sent_twice_makes_one_for_a_user_and_two_for_two() -> None:
    user = UserFactory()

    made = [
        providers.create_provider(by=by, name=name, kinds=[ProviderKind.EMPLOYER])
        for by, name in ((user, "Blyth Bakery"), (user, "blyth bakery"), (UserFactory(), "Blyth Bakery"))
    ]

    assert made[0] == made[1]
    assert [provider.slug for provider in Provider.objects.order_by("pk")] == ["blyth-bakery", "blyth-bakery-2"]


def test_edit_provider_writes_and_tells_of_each_of_its_offers(offers_told: list[dict[str, Any]]) -> None:
    provider = ProviderFactory()
    shown, draft = OfferFactory(listed=True, provider=provider), OfferFactory(provider=provider)
    OfferFactory(provider=provider, state=OfferState.ARCHIVED)

    providers.edit_provider(by=None, provider=provider, name="Burn Growers", summary="We grow.")

    provider.refresh_from_db()
    assert (provider.name, provider.summary, provider.postcode, provider.latitude) == ("Burn Growers", "We grow.", "NE23 6QW", 55.0869)
    assert offers_told == [{"offer_id": shown.pk}, {"offer_id": draft.pk}]


def test_edit_provider_places_a_new_postcode_and_keeps_its_authority() -> None:
    place("OL16 1AB", 53.6, -2.15)
    SchoolFactory(latitude=53.6, longitude=-2.15)
    authority = AuthorityFactory()
    provider = ProviderFactory(home_authority=authority)

    providers.edit_provider(by=None, provider=provider, postcode="OL16 1AB")
    moved = (provider.latitude, provider.home_authority)
    providers.edit_provider(by=None, provider=provider, postcode="")

    assert moved == (53.6, authority)
    assert Provider.objects.values_list("postcode", "latitude", "longitude", "point_precision").get() == ("", None, None, "")


def test_close_provider_takes_its_offers_off_the_site_and_reopen_brings_them_back(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True)

    providers.close_provider(by=None, provider=offer.provider)
    closed = list(Offer.objects.shown())
    providers.reopen_provider(by=None, provider=offer.provider)

    assert (closed, list(Offer.objects.shown())) == ([], [offer])
    assert offers_told == [{"offer_id": offer.pk}] * 2


def test_close_provider_is_refused_while_an_officer_looks() -> None:
    offer = OfferFactory(state=OfferState.IN_REVIEW)

    with pytest.raises(StillNeededError) as refusal:
        providers.close_provider(by=None, provider=offer.provider)

    assert str(refusal.value) == "An officer is looking at one of your offers. Take it back from them first."


def test_add_member_twice_is_once() -> None:
    provider, user = ProviderFactory(), UserFactory()

    members = [providers.add_member(by=None, provider=provider, user=user) for _sent in range(2)]

    assert members[0] == members[1]
    assert list(Provider.objects.visible_to(user)) == [provider]


def test_remove_member_ends_their_part() -> None:
    member = ProviderMemberFactory()
    ProviderMemberFactory(provider=member.provider)

    providers.remove_member(by=None, member=member)

    assert list(Provider.objects.visible_to(member.user)) == []


def test_the_last_member_stays() -> None:
    member = ProviderMemberFactory()
    ProviderMemberFactory(provider=member.provider, left_at=clock.now())

    with pytest.raises(StillNeededError) as refusal:
        providers.remove_member(by=None, member=member)

    assert str(refusal.value) == "Somebody must be left to answer schools. Add another person first, or close the provider."
    assert ProviderMember.objects.get(pk=member.pk).left_at is None
