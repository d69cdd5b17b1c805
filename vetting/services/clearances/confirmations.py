"""A suspension that no second officer has confirmed in time: its authority is told."""

from django.db import transaction

from core.services import outbox
from vetting.queries.cases.notices import addresses_of_leads
from vetting.queries.clearances.suspensions import overdue


@transaction.atomic
def tell_of_unconfirmed() -> int:
    """Once for each suspension, to the authority's address and its leads. Safe to repeat. Returns how many are overdue."""
    found = list(overdue().select_related("clearance__authority").order_by("pk"))
    for suspension in found:
        for address in addresses_of_leads(suspension.clearance.authority):
            outbox.post(
                "vetting.suspension_unconfirmed",
                to=address,
                event=f"suspension:{suspension.pk}:unconfirmed",
                payload={"suspension": suspension.pk},
            )
    return len(found)
