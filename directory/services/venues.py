"""Places and the spaces in them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.postcodes import normalise
from core.services import audit
from directory import signals
from directory.enums import Answer
from directory.exceptions import HomeIsNoVenueError, StillNeededError
from directory.models import Claim, Offer, OfferVersion, Provider, Space, Venue, VenueAccess
from directory.queries import places
from directory.services.providers import is_only_an_individual
from directory.states import OfferState, VersionState

IN_USE = (VersionState.DRAFT, VersionState.IN_REVIEW, VersionState.APPROVED)


@transaction.atomic
def add_venue(*, by: audit.Actor, provider: Provider, name: str, postcode: str, is_no_home: bool = False, **fields: Any) -> Venue:
    """A place where pupils come. `fields` are of Venue. The same name and postcode twice is one place: the form was sent twice.

    An individual's home is never a venue. Raises HomeIsNoVenueError where an individual gives the postcode of their own, unless
    `is_no_home` says that it is another building; raises PostcodeError.
    """
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    postcode = normalise(postcode)
    _refuse_home(provider, postcode, is_no_home)
    twin = provider.venues.filter(name__iexact=name, postcode=postcode).first()
    if twin:
        return edit_venue(by=by, venue=twin, postcode=postcode, is_no_home=is_no_home, **fields)
    venue = Venue.objects.create(provider=provider, name=name, postcode=postcode, **places.columns_of(postcode), **fields)
    audit.record("venue.add", venue, by=by, acting_for=provider.slug)
    return venue


@transaction.atomic
def edit_venue(*, by: audit.Actor, venue: Venue, is_no_home: bool = False, **fields: Any) -> Venue:
    """Change a place; raises as add_venue does."""
    if "postcode" in fields:
        fields["postcode"] = normalise(fields["postcode"])
        if venue.provider:
            _refuse_home(venue.provider, fields["postcode"], is_no_home)
        fields |= places.columns_of(fields["postcode"])
    for name, value in fields.items():
        setattr(venue, name, value)
    venue.save(update_fields=fields)
    audit.record("venue.edit", venue, by=by, changed=fields)
    _tell(venue)
    return venue


@transaction.atomic
def set_access(*, by: audit.Actor, venue: Venue, answers: Mapping[str, tuple[str, str]]) -> None:
    """What a place has: {feature: (yes, no or unknown, note)}. A feature that is left out stays as it was answered."""
    for feature, (answer, note) in answers.items():
        if answer == Answer.UNKNOWN and not note:
            venue.access.filter(feature=feature).delete()  # not known is what no row says
        else:
            VenueAccess.objects.update_or_create(venue=venue, feature=feature, defaults={"answer": answer, "note": note})
    audit.record("venue.set_access", venue, by=by, changed=answers)
    _tell(venue)


@transaction.atomic
def remove_venue(*, by: audit.Actor, venue: Venue) -> None:
    """Take away a place that nothing uses. Raises StillNeededError for one that an offer names or a booking has taken."""
    used = OfferVersion.objects.filter(venue=venue, state__in=IN_USE).exclude(offer__state=OfferState.ARCHIVED).first()
    if used:
        raise StillNeededError(_("“%(offer)s” happens here. Choose another place for it first.") % {"offer": used.title})
    if OfferVersion.objects.filter(venue=venue).exists() or Claim.objects.filter(space__venue=venue).exists():
        raise StillNeededError(_("Something has happened here, so the place is kept for the record. Archive its spaces instead."))
    audit.record("venue.remove", venue, by=by)
    venue.delete()


@transaction.atomic
def add_space(*, by: audit.Actor, venue: Venue, name: str, capacity: int) -> Space:
    """A room, plot or bench that one group at a time can take. The same name twice is one space: the form was sent twice."""
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    space, _created = Space.objects.update_or_create(venue=venue, name=name, defaults={"capacity": capacity, "is_archived": False})
    audit.record("space.save", space, by=by, changed=["name", "capacity"])
    return space


@transaction.atomic
def edit_space(*, by: audit.Actor, space: Space, name: str, capacity: int) -> Space:
    space.name, space.capacity = name, capacity
    space.save(update_fields=["name", "capacity"])
    audit.record("space.save", space, by=by, changed=["name", "capacity"])
    _tell(space.venue)
    return space


@transaction.atomic
def archive_space(*, by: audit.Actor, space: Space) -> Space:
    """Take a space out of use. Raises StillNeededError while an offer names it, or while it is booked for a day to come."""
    used = OfferVersion.objects.filter(space=space, state__in=IN_USE).exclude(offer__state=OfferState.ARCHIVED).first()
    if used:
        raise StillNeededError(_("“%(offer)s” uses this space. Choose another one for it first.") % {"offer": used.title})
    if Claim.objects.standing().filter(space=space, during__endswith__gt=clock.now()).exists():
        raise StillNeededError(_("This space is booked for a day to come. It can be archived after that."))
    Space.objects.filter(pk=space.pk).update(is_archived=True)
    space.is_archived = True
    audit.record("space.archive", space, by=by)
    return space


def _refuse_home(provider: Provider, postcode: str, is_no_home: bool) -> None:
    if is_only_an_individual(provider) and postcode == provider.postcode and not is_no_home:
        message = _("This is your own postcode, and pupils never come to a home. If the place is not your home, say so and go on.")
        raise HomeIsNoVenueError(message, field="postcode")


def _tell(venue: Venue) -> None:
    offers = Offer.objects.filter(versions__venue=venue, versions__state__in=IN_USE).exclude(state=OfferState.ARCHIVED)
    for offer_id in sorted(set(offers.values_list("pk", flat=True))):
        signals.offer_changed.send(sender=Offer, offer_id=offer_id)
