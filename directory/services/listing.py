"""What makes an offer public. Called by vetting only: an offer is shown while it is listed here and assured for the day."""

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from core import clock
from core.services import audit
from directory import signals
from directory.models import Offer, OfferVersion
from directory.states import OFFER, OFFER_VERSION, OfferEvent, OfferState, VersionEvent


@transaction.atomic
def approve_version(*, by: AbstractBaseUser | None, version: OfferVersion) -> Offer:
    """Make a submitted text the approved one, with the photos that were seen beside it; what was approved before becomes history.

    An offer in review is listed by it; a paused one stays paused. It shows only once set_assurance says until when it is assured.
    """
    offer = Offer.objects.select_for_update(of=("self",), no_key=True).select_related("approved_version").get(pk=version.offer_id)
    now = clock.now()
    if offer.approved_version:
        OFFER_VERSION.fire(offer.approved_version, VersionEvent.SUPERSEDE)
    OFFER_VERSION.fire(version, VersionEvent.APPROVE, approved_at=now)
    offer.photos.filter(approved_at__isnull=True).update(approved_at=now)
    if offer.state == OfferState.IN_REVIEW:
        first_listed_at = offer.first_listed_at or now
        OFFER.fire(offer, OfferEvent.LIST, approved_version=version, first_listed_at=first_listed_at, updated_at=now)
    else:
        offer.approved_version, offer.updated_at = version, now
        offer.save(update_fields=["approved_version", "updated_at"])
    audit.record("offer.approve", offer, by=by, details={"number": version.number})
    signals.offer_changed.send(sender=Offer, offer_id=offer.pk)
    return offer


@transaction.atomic
def set_assurance(*, offer: Offer, assured_until: datetime.date | None, assured_by: str) -> Offer:
    """Until which day (inclusive) an authority vouches for the offer; None while it does not. Says nothing where nothing changes."""
    changed = Offer.objects.filter(pk=offer.pk).exclude(assured_until=assured_until, assured_by=assured_by)
    if changed.update(assured_until=assured_until, assured_by=assured_by):
        audit.record("offer.assure", offer, by=None, changed=["assured_until"])
        signals.offer_changed.send(sender=Offer, offer_id=offer.pk)
    offer.assured_until, offer.assured_by = assured_until, assured_by
    return offer
