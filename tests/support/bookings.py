"""What tests of bookings share: a fixed November morning, a scene, somebody to look at pages as."""

import copy
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from bookings.models import Booking, Session
from core.models import OutboxMessage
from core.outbox import Mail, decide
from tests.factories.bookings import NOW, Scene, make_scene

ClientOf = Callable[[User], Client]
TERM = "2027-01-04"


@pytest.fixture(autouse=True)
def november() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def standing_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Made once for all tests of a module, in a transaction around theirs. To make it takes longer than most of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            made = make_scene()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def scene(standing_scene: Scene, db: None) -> Scene:
    """A copy for each test, as what a test changes of it is rolled back. Not for tests that commit: they make their own."""
    return copy.deepcopy(standing_scene)


@pytest.fixture
def client_of() -> ClientOf:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def states_of(booking: Booking) -> list[str]:
    return [session.state for session in booking.sessions.all()]


def session_on(booking: Booking, date: datetime.date) -> Session:
    return booking.sessions.get(date=date)


def owed(kind: str) -> list[str]:
    """To whom messages of this kind are owed."""
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("recipient", flat=True))


def mail_for(kind: str, recipient: str) -> Mail | None:
    """What the only message of this kind to this address would say now."""
    return decide(OutboxMessage.objects.get(kind=kind, recipient=recipient))


def dates_data(*dates: datetime.date, **more: Any) -> dict[str, Any]:
    """What the page about dates sends."""
    return {
        "shown_term": TERM,
        "shown_weekday": "2",
        "term": TERM,
        "weekday": "2",
        "starts": "13:15",
        "ends": "15:15",
        "pupils": "24",
        "dates": [date.isoformat() for date in dates],
    } | more
