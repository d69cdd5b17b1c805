"""Writing to the outbox who is owed what. The words are decided when a message is due: see bookings.emails."""

import datetime
from typing import Any

from bookings.enums import Party
from bookings.models import AnswerLink, Booking
from bookings.queries.recipients import addresses_of_provider, addresses_of_school
from core import clock
from core.models import AuditEvent
from core.services import outbox
from core.tokens import hash_token
from schools.models import School
from schools.queries.members import approvers_of

BOTH = (Party.PROVIDER, Party.SCHOOL)


def tell(kind: str, booking: Booking, *parties: Party, because: AuditEvent, **payload: Any) -> None:
    """Owe a message about the booking to the sides named. One happening (the audit row) is told once to each address."""
    for party in parties:
        addresses = addresses_of_provider(booking) if party == Party.PROVIDER else addresses_of_school(booking)
        for address in addresses:
            outbox.post(kind, to=address, event=f"audit:{because.pk}", payload={"booking": booking.pk, "party": party, **payload})


def ask_provider(booking: Booking, *, remind_at: datetime.datetime) -> None:
    for address in addresses_of_provider(booking):
        link = _link(booking, Party.PROVIDER, address, user_id=None)
        payload = {"booking": booking.pk, "party": Party.PROVIDER, "link": link.pk}
        outbox.post("bookings.asked", to=address, event=f"booking:{booking.pk}:asked", payload=payload)
        outbox.post("bookings.answer_reminder", to=address, event=f"booking:{booking.pk}:asked", payload=payload, due_at=remind_at)


def ask_approvers(booking: Booking, *, remind_at: datetime.datetime) -> None:
    """Only members with the approver's role and a verified address, and never who asked."""
    for user in approvers_of(booking.school).exclude(pk=booking.requested_by_id):
        link = _link(booking, Party.SCHOOL, user.email, user_id=user.pk)
        payload = {"booking": booking.pk, "party": Party.SCHOOL, "link": link.pk}
        outbox.post("bookings.approval_asked", to=user.email, event=f"booking:{booking.pk}:approval", payload=payload)
        outbox.post("bookings.answer_reminder", to=user.email, event=f"booking:{booking.pk}:approval", payload=payload, due_at=remind_at)


def addresses_of_colleagues(school: School, *user_ids: int) -> list[str]:
    """Addresses of these members, as far as they still are members."""
    members = school.members.filter(user__in=user_ids, left_at=None).select_related("user")
    return sorted(member.user.email for member in members)


def _link(booking: Booking, party: Party, email: str, *, user_id: int | None) -> AnswerLink:
    link = AnswerLink(
        booking=booking, party=party, email=email, user_id=user_id, expires_at=booking.answer_by or clock.now(), created_at=clock.now()
    )
    link.token_hash = hash_token(link.token)
    found, _created = AnswerLink.objects.get_or_create(
        booking=booking,
        party=party,
        email=email,
        defaults={
            "user_id": user_id,
            "seed": link.seed,
            "token_hash": link.token_hash,
            "expires_at": link.expires_at,
            "created_at": link.created_at,
        },
    )
    return found
