"""What a session takes while it lives: time in diaries, and days in vetting's count. Both in the caller's transaction, under its locks."""

import datetime
from collections.abc import Sequence

from bookings.models import Booking, Session
from bookings.queries.clearance import requests_for
from bookings.queries.places import point_of
from directory.models import OfferVersion, Person
from directory.queries.diary import time_taken
from directory.services.diary import claim_time, firm_up, hold_longer, release_time
from vetting.services.clearances import planned_use


def claim_session(session: Session, *, version: OfferVersion, people: Sequence[Person], until: datetime.datetime) -> None:
    """Hold the time of everybody who leads it and of its space. Raises directory.exceptions.TimeTakenError."""
    starts, ends = time_taken(version, session.date, session.starts, session.ends)
    place = point_of(version, session.booking.school)
    for person in sorted(people, key=lambda person: person.pk):
        claim_time(person=person, starts=starts, ends=ends, occasion=session.uuid, hold_until=until, place=place)
    if session.space:
        claim_time(space=session.space, starts=starts, ends=ends, occasion=session.uuid, hold_until=until)


def count_days(sessions: Sequence[Session]) -> None:
    planned_use.plan(requests_for(sessions), confirmed=False)


def hold_until(booking: Booking, sessions: Sequence[Session], *, until: datetime.datetime) -> None:
    for session in sessions:
        hold_longer(session.uuid, until)


def make_time_firm(sessions: Sequence[Session]) -> None:
    """What is agreed does not lapse by itself any more."""
    for session in sessions:
        firm_up(session.uuid)


def make_days_firm(sessions: Sequence[Session]) -> None:
    planned_use.confirm([session.uuid for session in sessions])


def let_go(sessions: Sequence[Session]) -> None:
    """Give back time and days. Safe to repeat."""
    for session in sessions:
        release_time(session.uuid)
    planned_use.drop([session.uuid for session in sessions])


def hand_over(session: Session, *, version: OfferVersion, leaves: Person, comes: Person) -> None:
    """One adult's firm time and counted day become another's. Raises directory.exceptions.TimeTakenError, and then nothing moves."""
    starts, ends = time_taken(version, session.date, session.starts, session.ends)
    release_time(session.uuid, person=leaves)
    claim_time(person=comes, starts=starts, ends=ends, occasion=session.uuid, place=point_of(version, session.booking.school))
    planned_use.drop([session.uuid])
    planned_use.plan(requests_for([session]), confirmed=True)
