"""Providers: making one, changing it, closing it, and who acts for it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.geo import Point
from core.postcodes import normalise
from core.services import audit
from directory import signals
from directory.enums import ProviderKind
from directory.exceptions import StillNeededError
from directory.models import Offer, Provider, ProviderMember
from directory.queries import places
from directory.services import slugs
from directory.states import OfferState


@transaction.atomic
def create_provider(*, by: User, name: str, kinds: Sequence[str], contact_email: str = "", postcode: str = "", **fields: Any) -> Provider:
    """A provider whose first member is `by`. `fields` are of Provider. Mail goes to the user's own address unless another is given.

    Somebody who already acts for an open provider of that name gets that one: the form was sent twice. Raises PostcodeError.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    twin = Provider.objects.visible_to(by).filter(name__iexact=name, is_closed=False).first()
    if twin:
        return twin
    now = clock.now()
    provider = Provider.objects.create(
        slug=slugs.free_slug(Provider, name),
        name=name,
        kinds=list(kinds),
        contact_email=contact_email or by.email,
        created_at=now,
        **place_of(postcode),
        **fields,
    )
    ProviderMember.objects.create(provider=provider, user=by, joined_at=now)
    audit.record("provider.create", provider, by=by, acting_for=provider.slug, changed=["name", "kinds", "postcode", *fields])
    return provider


@transaction.atomic
def edit_provider(*, by: audit.Actor, provider: Provider, **fields: Any) -> Provider:
    """Change what a provider says of itself; a new postcode is placed anew. Raises PostcodeError."""
    if "postcode" in fields:
        fields |= place_of(fields["postcode"], provider.home_authority_id is None)
    for name, value in fields.items():
        setattr(provider, name, value)
    provider.save(update_fields=fields)
    audit.record("provider.edit", provider, by=by, acting_for=provider.slug, changed=fields)
    tell_offers(provider)
    return provider


@transaction.atomic
def close_provider(*, by: audit.Actor, provider: Provider) -> Provider:
    """Stop offering: all its offers leave the site, its members keep what is booked. Raises StillNeededError while officers look at one."""
    if provider.offers.filter(versions__state="in_review").exists():
        raise StillNeededError(_("An officer is looking at one of your offers. Take it back from them first."))
    Provider.objects.filter(pk=provider.pk).update(is_closed=True, closed_at=clock.now())
    provider.is_closed = True
    audit.record("provider.close", provider, by=by, acting_for=provider.slug)
    tell_offers(provider)
    return provider


@transaction.atomic
def reopen_provider(*, by: audit.Actor, provider: Provider) -> Provider:
    """Undo closing: its offers are shown again where they are listed and still assured."""
    Provider.objects.filter(pk=provider.pk).update(is_closed=False, closed_at=None, warned_at=None)
    provider.is_closed = False
    audit.record("provider.reopen", provider, by=by, acting_for=provider.slug)
    tell_offers(provider)
    return provider


@transaction.atomic
def add_member(*, by: audit.Actor, provider: Provider, user: User) -> ProviderMember:
    """Let another user act for the provider. Safe to repeat."""
    member, created = ProviderMember.objects.get_or_create(provider=provider, user=user, left_at=None, defaults={"joined_at": clock.now()})
    if created:
        audit.record("provider.add_member", provider, by=by, acting_for=provider.slug, details={"user": user.pk})
    return member


@transaction.atomic
def remove_member(*, by: audit.Actor, member: ProviderMember) -> None:
    """End somebody's part. Raises StillNeededError for the last one: a provider that nobody acts for can answer no school."""
    provider = Provider.objects.select_for_update(no_key=True).get(pk=member.provider_id)
    if not provider.members.filter(left_at__isnull=True).exclude(pk=member.pk).exists():
        raise StillNeededError(_("Somebody must be left to answer schools. Add another person first, or close the provider."))
    ProviderMember.objects.filter(pk=member.pk, left_at__isnull=True).update(left_at=clock.now())
    audit.record("provider.remove_member", provider, by=by, acting_for=provider.slug, details={"user": member.user_id})


def is_only_an_individual(provider: Provider) -> bool:
    """One person teaching in their own name: their postcode is their home's."""
    return provider.kinds == [ProviderKind.CBT_INDIVIDUAL]


def tell_offers(provider: Provider) -> None:
    """Say that each offer of the provider shows something else now."""
    for offer_id in provider.offers.exclude(state=OfferState.ARCHIVED).order_by("pk").values_list("pk", flat=True):
        signals.offer_changed.send(sender=Offer, offer_id=offer_id)


def place_of(postcode: str, with_authority: bool = True) -> dict[str, Any]:
    """The columns of Provider that follow from a postcode. Raises PostcodeError."""
    if not postcode:
        return {"postcode": "", "latitude": None, "longitude": None, "point_precision": ""}
    postcode = normalise(postcode)
    where = places.columns_of(postcode)
    placed: dict[str, Any] = {"postcode": postcode, "point_precision": places.precision_of(postcode), **where}
    if with_authority and where["latitude"] is not None and where["longitude"] is not None:
        placed["home_authority"] = places.authority_near(Point(where["latitude"], where["longitude"]))
    return placed
