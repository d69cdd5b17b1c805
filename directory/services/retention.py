"""Providers that nobody uses: warned, closed, and at last without a name."""

import uuid
from typing import Any

from core import clock
from core.services import audit, outbox
from directory.models import Provider, ProviderMember, Venue
from directory.services.providers import close_provider

NO_ADDRESS = "closed@provider.invalid"


def warn_unused(keys: list[Any]) -> None:
    """Say that it will be closed unless somebody signs in."""
    for provider in Provider.objects.filter(pk__in=keys):
        Provider.objects.filter(pk=provider.pk).update(warned_at=clock.now())
        audit.record("provider.warn_unused", provider, by=None, acting_for=provider.slug)
        outbox.post(
            "directory.unused",
            to=provider.contact_email,
            event=f"provider:{provider.pk}:unused:{clock.today()}",
            payload={"provider": provider.pk},
        )


def close_unused(keys: list[Any]) -> None:
    for provider in Provider.objects.filter(pk__in=keys):
        close_provider(by=None, provider=provider)


def forget_contact(keys: list[Any]) -> None:
    """How to reach a closed provider, and where it is. What it was called stays with what was said about it."""
    ProviderMember.objects.filter(provider__in=keys, left_at=None).update(left_at=clock.now())
    Venue.objects.filter(provider__in=keys).update(arrival_notes="")
    Provider.objects.filter(pk__in=keys).update(
        contact_email=NO_ADDRESS,
        contact_phone="",
        postcode="",
        latitude=None,
        longitude=None,
        point_precision="",
        contact_forgotten_at=clock.now(),
    )


def forget_providers(keys: list[Any]) -> None:
    """What it was called and said of itself. The row stays, without a name, under its offers."""
    for key in keys:
        Provider.objects.filter(pk=key).update(
            name="Former provider",
            slug=f"former-{uuid.uuid4().hex[:12]}",
            summary="",
            description="",
            website="",
            company_number="",
            charity_number="",
            forgotten_at=clock.now(),
        )
    ProviderMember.objects.filter(provider__in=keys).delete()
