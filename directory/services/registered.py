"""Providers whom an authority writes down before they come: nobody acts for them yet, and nothing of theirs is shown.

They can be taken back until somebody claims them.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core import clock
from core.services import audit
from directory import signals
from directory.exceptions import StillNeededError
from directory.models import Offer, Person, Provider
from directory.services import slugs
from directory.services.providers import place_of
from directory.states import OfferState
from schools.models import Authority


@transaction.atomic
def add_unclaimed_provider(
    *,
    by: audit.Actor,
    name: str,
    kinds: Sequence[str],
    contact_email: str,
    home_authority: Authority | None,
    postcode: str = "",
    **fields: Any,
) -> Provider:
    """A provider without members. `fields` are of Provider. Without `home_authority`, the postcode says whose area it is."""
    placed = place_of(postcode)
    if home_authority:
        placed["home_authority"] = home_authority
    provider = Provider.objects.create(
        slug=slugs.free_slug(Provider, name),
        name=name,
        kinds=list(kinds),
        contact_email=contact_email,
        created_at=clock.now(),
        **placed,
        **fields,
    )
    audit.record("provider.register", provider, by=by, changed=["name", "kinds", "postcode", *fields])
    return provider


def is_claimed(provider: Provider) -> bool:
    """Whether anybody acts for it, or ever did."""
    return provider.members.exists()


@transaction.atomic
def remove_unclaimed_offer(*, by: audit.Actor, offer: Offer) -> None:
    """Delete a draft of a provider whom nobody has claimed. Raises StillNeededError once it is more than that."""
    provider = _lock_unclaimed(offer.provider_id)
    if offer.state != OfferState.DRAFT or offer.approved_version_id is not None:
        raise StillNeededError(_("It is more than a draft by now."))
    audit.record("offer.take_back", offer, by=by, acting_for=provider.slug)
    pk = offer.pk
    _delete(offer)
    signals.offer_changed.send(sender=Offer, offer_id=pk)


@transaction.atomic
def remove_unclaimed_person(*, by: audit.Actor, person: Person) -> None:
    """Delete somebody who is known through unclaimed providers alone. Raises StillNeededError otherwise."""
    for provider_id in person.provider_links.values_list("provider", flat=True):
        _lock_unclaimed(provider_id)
    if (
        person.user_id
        or person.offer_versions.exists()
        or person.windows.exists()
        or person.exceptions.exists()
        or person.merged_from.exists()
    ):
        raise StillNeededError(_("Other things rest on this person by now."))
    audit.record("person.take_back", person, by=by)
    _delete(person)


@transaction.atomic
def remove_unclaimed_provider(*, by: audit.Actor, provider: Provider) -> None:
    """Delete a provider whom nobody has claimed and of whom nothing is left. Raises StillNeededError otherwise."""
    locked = _lock_unclaimed(provider.pk)
    if locked.provider_people.exists() or locked.offers.exists() or locked.venues.exists():
        raise StillNeededError(_("People, places or offers of it stay."))
    audit.record("provider.take_back", locked, by=by, acting_for=locked.slug)
    _delete(locked)


def _lock_unclaimed(pk: int) -> Provider:
    provider = Provider.objects.select_for_update().get(pk=pk)
    if is_claimed(provider):
        raise StillNeededError(_("The provider has claimed its profile: it is theirs now."))
    return provider


def _delete(row: Offer | Person | Provider) -> None:
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise StillNeededError(_("Other things rest on it by now.")) from None
