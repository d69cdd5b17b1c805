"""Photos of an offer. A new one is shown once an officer has seen it, with the next approval; taking one away works at once."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.services import audit
from directory import signals
from directory.exceptions import PhotoRefusedError
from directory.models import Offer, OfferPhoto
from directory.services import offers, pictures

MOST_PHOTOS = 6


@transaction.atomic
def add_photo(*, by: audit.Actor, offer: Offer, upload: UploadedFile, alt_text: str) -> OfferPhoto:
    """Add a picture to the open draft of an offer, which is made where there is none. The same picture twice is one.

    Raises PhotoRefusedError, or VersionLockedError while an officer looks at the offer.
    """
    picture = pictures.read_picture(upload)
    offers.open_new_version(by=by, offer=offer)  # locks the offer
    twin = offer.photos.filter(image__contains=picture.name).first()
    if twin:
        return edit_alt_text(by=by, photo=twin, alt_text=alt_text)
    if offer.photos.count() >= MOST_PHOTOS:
        raise PhotoRefusedError(_("An offer has six pictures at most. Take one away first."), field="image")
    image = ContentFile(picture.content, f"{picture.name}.jpg")
    photo = OfferPhoto.objects.create(offer=offer, image=image, alt_text=alt_text, position=offer.photos.count())
    audit.record("offer.add_photo", offer, by=by, acting_for=offer.provider.slug)
    _tell(photo)
    return photo


@transaction.atomic
def edit_alt_text(*, by: audit.Actor, photo: OfferPhoto, alt_text: str) -> OfferPhoto:
    """Say in other words what a picture shows."""
    OfferPhoto.objects.filter(pk=photo.pk).update(alt_text=alt_text)
    photo.alt_text = alt_text
    audit.record("offer.edit_photo", photo.offer, by=by, acting_for=photo.offer.provider.slug, changed=["alt_text"])
    _tell(photo)
    return photo


@transaction.atomic
def put_first(*, by: audit.Actor, photo: OfferPhoto) -> OfferPhoto:
    """Show this picture before the others: it is the one on cards."""
    photo.offer.photos.exclude(pk=photo.pk).update(position=F("position") + 1)
    OfferPhoto.objects.filter(pk=photo.pk).update(position=0)
    audit.record("offer.edit_photo", photo.offer, by=by, acting_for=photo.offer.provider.slug, changed=["position"])
    _tell(photo)
    return photo


@transaction.atomic
def remove_photo(*, by: audit.Actor, photo: OfferPhoto) -> None:
    audit.record("offer.remove_photo", photo.offer, by=by, acting_for=photo.offer.provider.slug)
    pictures.drop(OfferPhoto.objects.filter(pk=photo.pk))
    _tell(photo)


def _tell(photo: OfferPhoto) -> None:
    signals.offer_changed.send(sender=Offer, offer_id=photo.offer_id)
