"""Once a night: how many statuses are due, and a word to the authority, once a week while there are any."""

from django.db import transaction

from core import clock
from core.services import outbox
from vetting.models import VettingAuthority
from vetting.queries.clearances.looks import looks_due


@transaction.atomic
def remind_of_looks() -> int:
    """Post one mail a week to each authority with look-ups that are due. Safe to repeat. How many look-ups there are."""
    year, week, _day = clock.today().isocalendar()
    total = 0
    for authority in VettingAuthority.objects.select_related("policy").order_by("pk"):
        due = looks_due([authority]).count()
        total += due
        if due:
            event = f"looks:{authority.pk}:{year}-{week}"
            outbox.post("vetting.looks_due", to=authority.contact_email, event=event, payload={"authority": authority.pk})
    return total
