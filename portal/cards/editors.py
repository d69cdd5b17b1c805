"""Where a provider puts right what an offer lacks: the directory's own editors."""

from django.urls import reverse

from directory.enums import EditorPage
from directory.models import Offer, OfferVersion


def editor_url(offer: Offer, version: OfferVersion, page: str) -> str:
    """The editor's page for one of directory.enums.EditorPage, for the place's access ("venue"), or for open times ("availability")."""
    slug = offer.provider.slug
    if page in EditorPage.values:
        return reverse("directory:offer-page", args=[slug, offer.pk, page])
    if page == "venue" and version.venue_id is not None:
        return reverse("directory:venue-access", args=[slug, version.venue_id])
    return reverse("directory:availability-list", args=[slug])
