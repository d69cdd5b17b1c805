import datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from directory.enums import Audience, ProviderKind
from directory.states import OfferState
from tests.factories.directory import OfferFactory, ProviderFactory, ProviderMemberFactory
from tests.factories.schools import SchoolMemberFactory

pytestmark = pytest.mark.django_db


def test_everybody_reads_who_they_are_what_they_offer_and_who_assures_it(client: Client) -> None:
    provider = ProviderFactory(
        slug="shed",
        name="Eastfield Repair Shed",
        kinds=[ProviderKind.CBT_ORGANISATION, ProviderKind.THIRD_SPACE_HOST],
        summary="Fitters who hate waste.",
        postcode="NE23 6BL",
        contact_phone="01670 555123",
    )
    OfferFactory(listed=True, provider=provider, version__title="Mend it", assured_by="Blyth", assured_until=datetime.date(2027, 8, 31))
    OfferFactory(listed=True, provider=provider, version__title="Ride it", assured_by="Blyth", assured_until=datetime.date(2027, 7, 1))

    answer = client.get("/providers/shed/")

    page = answer.context["page"]
    assert answer.status_code == 200
    assert [str(kind) for kind in page.kinds] == ["Community organisation that teaches", "Third-space host"]
    assert page.assured == ["Assured by Blyth until 1 July 2027"]
    assert {card.title for card in page.offers} == {"Mend it", "Ride it"}
    assert "Around NE23" in answer.text
    assert "6BL" not in answer.text
    assert "01670" not in answer.text


def test_a_provider_that_says_the_same_twice_is_read_once(client: Client) -> None:
    provider = ProviderFactory(slug="shed", summary="Fitters who hate waste.", description="Fitters who hate waste.")
    OfferFactory(listed=True, provider=provider)

    text = client.get("/providers/shed/").text

    assert text[text.index("<main") :].count("Fitters who hate waste.") == 1


def test_before_anything_is_cleared_a_provider_is_like_one_that_never_was(client: Client) -> None:
    nowhere = client.get("/providers/never-was/")
    provider = OfferFactory(state=OfferState.IN_REVIEW).provider

    answer = client.get(f"/providers/{provider.slug}/")

    assert (answer.status_code, answer.content) == (404, nowhere.content)


def test_a_provider_with_nothing_left_on_show_reads_the_same_for_every_reason(client: Client) -> None:
    listed_on = clock.now()
    gone = [
        OfferFactory(listed=True, assured_until=None),
        OfferFactory(state=OfferState.PAUSED, first_listed_at=listed_on),
        OfferFactory(listed=True, provider=ProviderFactory(is_closed=True)),
    ]

    answers = [client.get(f"/providers/{offer.provider.slug}/") for offer in gone]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "This is currently unavailable" in answers[0].text


def test_a_provider_for_schools_only_is_seen_by_schools_only(client: Client) -> None:
    provider = OfferFactory(listed=True, audience=Audience.SCHOOLS).provider

    stranger = client.get(f"/providers/{provider.slug}/")
    client.force_login(SchoolMemberFactory().user)
    school = client.get(f"/providers/{provider.slug}/")

    assert (stranger.status_code, school.status_code) == (404, 200)


def test_its_own_people_see_it_before_others_do(client: Client) -> None:
    member = ProviderMemberFactory()
    client.force_login(member.user)

    answer = client.get(f"/providers/{member.provider.slug}/")

    assert answer.status_code == 200
    assert "Only you can see this." in answer.text
    assert "Nothing on show" in answer.text


def test_a_provider_asks_few_questions_of_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    provider = ProviderFactory()
    for _number in range(5):
        OfferFactory(listed=True, provider=provider)
    client.get(f"/providers/{provider.slug}/")

    with django_assert_num_queries(6):  # the provider, its offers, their photos, who recognises and is accredited; the site's words
        client.get(f"/providers/{provider.slug}/")
