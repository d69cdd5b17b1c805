import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from directory.exceptions import PhotoRefusedError, VersionLockedError
from directory.models import Offer, OfferPhoto
from directory.services import photos
from directory.states import OfferState, VersionState
from tests.factories.directory import OfferFactory, OfferPhotoFactory

pytestmark = pytest.mark.django_db


def upload(shade: int = 90) -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 93, 82)).save(written, "PNG")
    return SimpleUploadedFile("Rosa’s beds.png", written.getvalue())  # noqa: RUF001  # as people name them


def add(offer: Offer, shade: int = 90, alt_text: str = "Beds of leeks") -> OfferPhoto:
    return photos.add_photo(by=None, offer=offer, upload=upload(shade), alt_text=alt_text)


def test_add_photo_waits_for_the_next_approval(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True)

    photo = add(offer)

    assert (photo.width, photo.height, photo.alt_text, photo.approved_at) == (640, 480, "Beds of leeks", None)
    assert list(OfferPhoto.objects.approved()) == []
    assert offer.versions.get(state=VersionState.DRAFT).number == 2
    assert offers_told == [{"offer_id": offer.pk}]


def test_add_photo_twice_keeps_one_with_the_later_words() -> None:
    offer = OfferFactory()

    first, second = add(offer), add(offer, alt_text="Beds of leeks under glass")

    assert (first, OfferPhoto.objects.get().alt_text) == (second, "Beds of leeks under glass")


def test_add_photo_stops_at_six() -> None:
    offer = OfferFactory()
    for shade in range(6):
        add(offer, shade * 20)

    with pytest.raises(PhotoRefusedError) as refusal:
        add(offer, 200)

    assert (str(refusal.value), offer.photos.count()) == ("An offer has six pictures at most. Take one away first.", 6)


def test_add_photo_is_refused_while_an_officer_looks() -> None:
    offer = OfferFactory(state=OfferState.IN_REVIEW)

    with pytest.raises(VersionLockedError):
        add(offer)

    assert offer.photos.count() == 0


def test_put_first_moves_it_before_the_others(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory()
    one, other, third = (OfferPhotoFactory(offer=offer, position=position) for position in range(3))

    photos.put_first(by=None, photo=third)

    assert list(offer.photos.all()) == [third, one, other]
    assert offers_told == [{"offer_id": offer.pk}]


def test_remove_photo_works_at_once(offers_told: list[dict[str, Any]]) -> None:
    photo = OfferPhotoFactory()

    photos.remove_photo(by=None, photo=photo)

    assert (OfferPhoto.objects.count(), offers_told) == (0, [{"offer_id": photo.offer_id}])
