"""Reminders to providers before a check runs out, at the days that its policy names."""

from django.db import transaction

from core import clock
from core.services import outbox
from vetting.queries.clearances.expiries import expiries_due


@transaction.atomic
def remind_of_expiries() -> int:
    """Post each reminder that is due, once. Safe to repeat, and late: then only the nearest one is said. Returns how many are due."""
    due = expiries_due(clock.today())
    for expiry in due:
        outbox.post(
            "vetting.runs_out",
            to=expiry.provider.contact_email,
            event=f"runs_out:{expiry.provider.pk}:{expiry.until}:{expiry.days_before}",
            payload={"provider": expiry.provider.pk, "until": expiry.until.isoformat()},
        )
    return len(due)
