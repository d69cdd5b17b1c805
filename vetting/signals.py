"""Sent inside the transaction of the change, so that what listens commits or fails with it."""

from django.dispatch import Signal

# person_id, provider_id, venue_id, offer_id: int | None, one of them given. On which days it is cleared may have changed.
clearance_changed = Signal()

# school_id: int, provider_id: int | None (None: any of them). What the school accepts, or asks in addition, has changed.
reliance_changed = Signal()
