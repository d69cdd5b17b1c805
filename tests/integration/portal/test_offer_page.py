"""An offer's page as everybody reads it."""

import datetime
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from directory.enums import Audience, OfferKind, PriceBasis, Setting
from directory.models import Offer
from directory.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    OfferFactory,
    OfferPhotoFactory,
    OfferVersionFactory,
    PersonFactory,
    ProviderFactory,
    ProviderMemberFactory,
    ProviderPersonFactory,
    VenueAccessFactory,
    VenueFactory,
)
from tests.factories.schools import SchoolMemberFactory

pytestmark = pytest.mark.django_db
UNTIL = datetime.date(2027, 8, 31)


def address(offer: Offer) -> str:
    return reverse("portal:offer", args=[offer.slug])


def repair_shed() -> Offer:
    provider = ProviderFactory(
        name="Eastfield Repair Shed", postcode="NE23 6BL", contact_phone="01670 555123", contact_email="shed@example.org"
    )
    venue = VenueFactory(provider=provider, name="The Shed", street="7 Hidden Row", postcode="NE23 6BL")
    VenueAccessFactory(venue=venue, feature="hearing_loop", answer="no", note="They stand close.")
    VenueAccessFactory(venue=venue, feature="quiet_room", answer="unknown")
    person = PersonFactory(name="Rosalind Tarn", public_name="Roz, lead fixer")
    ProviderPersonFactory(provider=provider, person=person, role_title="Leads", about="Thirty years in shipyard electrics.")
    return OfferFactory(
        listed=True,
        slug="mend-it",
        provider=provider,
        assured_until=UNTIL,
        assured_by="Cramlington Learning Partnership",
        version__title="Mend it, don't bin it",
        version__summary="Take apart a toaster and send it home working.",
        version__description="Pairs adopt a broken thing.",
        version__timeline=[
            {"minute": 0, "title": "Hands and eyes", "text": "Goggles on."},
            {"minute": 15, "title": "Find the fault", "text": ""},
        ],
        version__year_from=7,
        version__year_to=9,
        version__group_min=6,
        version__group_max=15,
        version__setting=Setting.HOST_SITE,
        version__venue=venue,
        version__people=[person],
        version__price_basis=PriceBasis.PER_SESSION,
        version__price_pence=9000,
        version__adjustments={"bsl_interpreter": {"offered": "with_notice", "days": 10, "note": "Ask early."}},
    )


def words_of(html: str) -> str:
    """The page's text on one line."""
    body = re.sub(r"<script.*?</script>|<svg.*?</svg>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("&#x27;", "'")


def test_everybody_reads_what_pupils_do_where_for_whom_and_at_what_price(client: Client) -> None:
    offer = repair_shed()

    answer = client.get(address(offer))

    words = words_of(answer.text)
    assert answer.status_code == 200
    for expected in (
        "Mend it, don't bin it",
        "Take apart a toaster and send it home working.",
        "Eastfield Repair Shed",
        "Years 7 to 9 6 to 15 pupils At their place, in NE23 Weekly 120 minutes",
        "At the start: Hands and eyes Goggles on. After 15 minutes: Find the fault",
        "Roz, lead fixer Leads Thirty years in shipyard electrics.",
        "One of your staff stays in the room throughout.",
        "Hearing loop No They stand close.",
        "Quiet room Not known",
        "BSL interpreter Ask With 10 school days' notice. Ask early.",
        "Assured by Cramlington Learning Partnership until 31 August 2027",
        "£90 a session. Materials are included.",
        "Report a concern about this offer",
        "Sign in to see dates",
    ):
        assert expected in words


def test_nobody_reads_a_full_name_an_address_or_a_contact(client: Client) -> None:
    offer = repair_shed()

    html = client.get(address(offer)).text

    for secret in ("Rosalind", "Tarn", "Hidden Row", "6BL", "01670", "shed@example.org", "55.08", "-1.58"):
        assert secret not in html


def test_what_other_search_engines_read_is_the_same_and_no_more(client: Client) -> None:
    offer = repair_shed()

    html = client.get(address(offer)).text

    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[0])
    assert data == {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": "Mend it, don't bin it",
        "description": "Take apart a toaster and send it home working.",
        "url": "http://localhost:8000/offers/mend-it/",
        "inLanguage": "en-GB",
        "provider": {"@type": "Organization", "name": "Eastfield Repair Shed"},
        "about": ["Science"],
        "educationalLevel": "Years 7 to 9",
        "typicalAgeRange": "11-14",
        "audience": {"@type": "EducationalAudience", "educationalRole": "student"},
        "offers": {"@type": "Offer", "category": "Paid", "price": "90.00", "priceCurrency": "GBP"},
        "hasCourseInstance": {"@type": "CourseInstance", "courseMode": "Onsite", "courseWorkload": "PT2H"},
    }


@pytest.mark.parametrize(("note", "columns"), [("They stand close.", 3), ("", 2)])
def test_answers_about_access_have_a_column_for_more_only_where_there_is_more(client: Client, note: str, columns: int) -> None:
    venue = VenueFactory()
    VenueAccessFactory(venue=venue, feature="hearing_loop", answer="no", note=note)
    offer = OfferFactory(listed=True, version__setting=Setting.HOST_SITE, version__venue=venue, version__adjustments={})

    text = client.get(address(offer)).text

    table = text[text.index("<table") : text.index("</table>")]
    assert (table.count('<th scope="col"'), len(re.findall(r"<(?:td|th scope=.row)", table))) == (columns, columns)


def test_the_box_beside_an_offer_says_that_free_is_its_cost(client: Client) -> None:
    assert "Cost: Free" in client.get(address(OfferFactory(listed=True, version__price_basis=PriceBasis.FREE))).text


def test_words_of_a_provider_cannot_end_the_data_they_stand_in(client: Client) -> None:
    offer = OfferFactory(listed=True, version__title="Fire </script><script>alert(1)</script>")

    html = client.get(address(offer)).text

    assert "<script>alert" not in html


def test_a_photo_stands_with_its_words(client: Client) -> None:
    photo = OfferPhotoFactory(offer=OfferFactory(listed=True), alt_text="Beds of salad")

    html = client.get(address(photo.offer)).text

    assert f'<img class="jn-photo" src="{photo.image.url}" alt="Beds of salad"' in html


def test_a_photo_that_no_officer_has_seen_is_shown_to_its_own_people_only(client: Client) -> None:
    offer = OfferFactory(listed=True)
    OfferPhotoFactory(offer=offer, approved_at=None)
    url = address(offer)

    stranger = client.get(url)
    client.force_login(ProviderMemberFactory(provider=offer.provider).user)
    own = client.get(url, {"version": "next"})

    assert "jn-photo" not in stranger.text
    assert "jn-photo" in own.text


def test_an_offer_for_schools_is_nowhere_for_others(client: Client) -> None:
    offer = OfferFactory(listed=True, audience=Audience.SCHOOLS)
    nowhere = client.get("/offers/never-was/")

    stranger = client.get(address(offer))
    client.force_login(SchoolMemberFactory().user)
    school = client.get(address(offer))

    assert (stranger.status_code, stranger.content) == (404, nowhere.content)
    assert school.status_code == 200


@pytest.mark.parametrize("state", [OfferState.DRAFT, OfferState.IN_REVIEW])
def test_before_it_is_cleared_an_offer_is_like_one_that_never_was(client: Client, state: OfferState) -> None:
    offer = OfferFactory(state=state)
    nowhere = client.get("/offers/never-was/")

    answer = client.get(address(offer))

    assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert "Page not found" in answer.text


def test_an_offer_that_nobody_assures_any_more_reads_exactly_like_a_paused_archived_or_closed_one(client: Client) -> None:
    """Suspension takes the assurance away, so this is also how a suspended offer reads."""
    listed_on = clock.now() - datetime.timedelta(days=60)
    gone = [
        OfferFactory(listed=True, assured_until=None, assured_by=""),
        OfferFactory(listed=True, assured_until=clock.today() - datetime.timedelta(days=1)),
        OfferFactory(state=OfferState.PAUSED, first_listed_at=listed_on),
        OfferFactory(state=OfferState.ARCHIVED, first_listed_at=listed_on),
        OfferFactory(listed=True, provider=ProviderFactory(is_closed=True)),
    ]

    answers = [client.get(address(offer)) for offer in gone]

    assert [answer.status_code for answer in answers] == [404] * len(gone)
    assert len({answer.content for answer in answers}) == 1
    assert "This is currently unavailable" in answers[0].text


def test_its_own_people_see_a_draft_and_that_nobody_else_does(client: Client) -> None:
    offer = OfferFactory(version__title="Not yet")
    client.force_login(ProviderMemberFactory(provider=offer.provider).user)

    answer = client.get(address(offer))

    assert answer.status_code == 200
    assert "Only you can see this." in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "application/ld+json" not in answer.text


def test_its_own_people_see_a_pending_edit_and_others_the_approved_words(client: Client) -> None:
    offer = OfferFactory(listed=True, version__title="As it was")
    OfferVersionFactory(offer=offer, title="As it will be")
    url = address(offer)

    stranger = client.get(url, {"version": "next"})
    client.force_login(ProviderMemberFactory(provider=offer.provider).user)
    own = client.get(url, {"version": "next"})

    assert "As it was" in stranger.text
    assert "As it will be" not in stranger.text
    assert "As it will be" in own.text


def test_others_that_are_alike_are_shown_and_none_that_is_not_on_show(client: Client) -> None:
    offer = OfferFactory(listed=True)
    OfferFactory(listed=True, version__title="Bees and blossom", version__subjects=["science"])
    OfferFactory(listed=True, version__title="For small ones", version__year_from=0, version__year_to=1)
    OfferFactory(listed=True, version__title="Something else", version__subjects=["music"])
    OfferFactory(listed=True, version__title="Only for schools", audience=Audience.SCHOOLS)
    OfferFactory(version__title="Not yet")

    answer = client.get(address(offer))

    assert [card.title for card in answer.context["page"].similar] == ["Bees and blossom"]


def test_somebody_signed_in_without_a_school_is_told_how_to_bring_one(client: Client) -> None:
    client.force_login(UserFactory())

    answer = client.get(address(OfferFactory(listed=True)))

    assert "Bring your school" in answer.text
    assert "Sign in to see dates" not in answer.text


@pytest.mark.parametrize("kind", OfferKind.values)
def test_every_kind_has_a_page(client: Client, kind: str) -> None:
    answer = client.get(address(OfferFactory(listed=True, kind=kind)))

    assert answer.status_code == 200


def test_an_offer_asks_few_questions_of_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    offer = repair_shed()
    for _number in range(6):
        OfferFactory(listed=True, version__year_from=7, version__year_to=9)
    client.get(address(offer))

    # the offer, its photos, the place's access, who leads, who recognises, those alike and their photos; the site's words
    with django_assert_num_queries(9):
        client.get(address(offer))


def test_posting_to_an_offer_is_refused(client: Client) -> None:
    assert client.post(address(OfferFactory(listed=True))).status_code == 405
