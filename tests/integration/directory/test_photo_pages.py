import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from directory.models import Offer, OfferPhoto, Provider
from directory.states import OfferState
from tests.factories.directory import OfferFactory, OfferPhotoFactory
from tests.support.pages import answers_on, problems, said, soup_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(provider: Provider) -> Offer:
    made: Offer = OfferFactory(provider=provider)
    return made


def picture(shade: int = 90) -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 93, 82)).save(written, "JPEG")
    return SimpleUploadedFile("beds.jpg", written.getvalue(), content_type="image/jpeg")


def url_of(offer: Offer) -> str:
    return f"/provider/burn/offers/{offer.pk}/photos/"


def test_a_picture_is_added_with_words_and_waits_for_an_officer(member_client: Client, offer: Offer) -> None:
    answer = member_client.post(url_of(offer), {"image": picture(), "alt_text": "Beds of leeks"}, follow=True)

    photo = OfferPhoto.objects.get()
    shown = soup_of(answer).select("figure")[0]
    assert (photo.offer, photo.alt_text, photo.approved_at) == (offer, "Beds of leeks", None)
    assert shown.img is not None
    assert (shown.img["alt"], "Waits for an officer" in shown.get_text()) == ("Beds of leeks", True)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("holiday.jpg", b"MZ\x90\x00" + b"\x00" * 900, "This file is not a picture that can be shown. Choose a JPEG, PNG or WebP picture."),
        ("empty.jpg", b"", "This file is empty. Choose another"),
        ("huge.jpg", b"\xff\xd8" + b"\x00" * 10_000_001, "This file is larger than 10 MB. Make the picture smaller, or choose another."),
    ],
)
def test_what_is_no_picture_is_refused_at_its_field_and_the_words_are_kept(
    member_client: Client, offer: Offer, name: str, content: bytes, message: str
) -> None:
    answer = member_client.post(url_of(offer), {"image": SimpleUploadedFile(name, content), "alt_text": "Beds of leeks"})

    page = soup_of(answer)
    assert (problems(answer), typed(answer, "alt_text")) == ([message], "Beds of leeks")
    assert [link["href"] for link in page.select(".govuk-error-summary__list a")] == ["#id_image"]
    assert OfferPhoto.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"alt_text": "Beds of leeks"}, ["Choose a picture"]),
        ({"alt_text": "", "image": None}, ["Choose a picture", "Fill in “What it shows”"]),
    ],
)
def test_a_picture_and_its_words_are_both_needed(
    member_client: Client, offer: Offer, data: dict[str, str | None], expected: list[str]
) -> None:
    answer = member_client.post(url_of(offer), {name: value for name, value in data.items() if value is not None})

    assert problems(answer) == expected


def test_pictures_are_refused_while_an_officer_looks(member_client: Client, provider: Provider) -> None:
    offer = OfferFactory(provider=provider, state=OfferState.IN_REVIEW)

    answer = member_client.post(url_of(offer), {"image": picture(), "alt_text": "Beds of leeks"})

    assert problems(answer) == ["An officer is looking at this now. Wait for their answer, or take it back from them to change it."]


def test_words_order_and_going_away(member_client: Client, offer: Offer) -> None:
    one, other = OfferPhotoFactory(offer=offer, position=0), OfferPhotoFactory(offer=offer, position=1)
    words = f"{url_of(offer)}{other.pk}/"

    member_client.post(words, answers_on(member_client, words) | {"alt_text": "A hive in a hedge"})
    member_client.post(f"{words}first/")
    removed = member_client.post(f"{url_of(offer)}{one.pk}/remove/", follow=True)

    assert [(photo.pk, photo.alt_text) for photo in offer.photos.all()] == [(other.pk, "A hive in a hedge")]
    assert said(removed)[-1:] == ["The picture is gone."]
