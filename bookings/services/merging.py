"""Two records turned out to be one human: their sessions are one human's too."""

from django.db import transaction

from bookings.models import SessionPerson
from bookings.services.rejudging import Ground, rejudge


@transaction.atomic
def follow_merge(*, keep_id: int, gone_id: int) -> None:
    """Move the sessions of who is gone to who is kept, and judge them again: their days add up now.

    The directory holds both diaries, and has refused the merge where the two were booked at one time; a session that names both keeps one.
    """
    both = SessionPerson.objects.filter(person=keep_id).values("session")
    SessionPerson.objects.filter(person=gone_id, session__in=both).delete()
    SessionPerson.objects.filter(person=gone_id).update(person=keep_id)
    rejudge(Ground(person_id=keep_id))
