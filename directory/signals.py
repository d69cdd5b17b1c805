"""Sent inside the transaction of the change, so that what listens commits or fails with it. Search keeps its read model by these."""

from django.dispatch import Signal

offer_changed = Signal()  # offer_id: int. What it says, its state, assurance or audience changed
diary_changed = Signal()  # person_id: int | None, space_id: int | None. Availability, closures or claims changed
people_merged = (
    Signal()
)  # keep_id: int, gone_id: int. Two records of one human became one: what points at the gone one belongs to the other
