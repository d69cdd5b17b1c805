"""What a provider's pages are about: whoever is signed in, and what they act for. 404 for anybody else's."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from directory.models import Offer, Provider


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in; for views that nobody else reaches."""
    return cast("User", request.user)


def provider_of(request: HttpRequest, slug: str) -> Provider:
    """A provider that the user acts for, else 404."""
    return get_object_or_404(Provider.objects.visible_to(request.user), slug=slug)


def offer_of(request: HttpRequest, slug: str, pk: int) -> Offer:
    """An offer of a provider that the user acts for, else 404."""
    offers = Offer.objects.editable_by(request.user).select_related("provider", "approved_version")
    return get_object_or_404(offers, provider__slug=slug, pk=pk)
