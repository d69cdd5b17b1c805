import datetime

import pytest
from django.db import transaction

from bookings.services import holding
from core import clock
from directory.exceptions import TimeTakenError
from directory.models import Claim
from tests.factories.bookings import SPRING, Scene, SessionFactory, SessionPersonFactory
from tests.factories.vetting import leader_of
from vetting.models import PlannedUse


def test_time_and_days_are_held_made_firm_and_let_go(scene: Scene) -> None:
    version = scene.offer.approved_version
    assert version is not None
    person = leader_of(scene.offer)
    session = SessionFactory(booking__school=scene.school, booking__offer=scene.offer, date=SPRING[0])
    SessionPersonFactory(session=session, person=person)
    until = clock.now() + datetime.timedelta(days=5)

    with transaction.atomic():
        holding.claim_session(session, version=version, people=[person], until=until)
        holding.count_days([session])
    assert list(Claim.objects.values_list("person", "hold_until", "live")) == [(person.pk, until, True)]
    assert list(PlannedUse.objects.values_list("person", "is_confirmed")) == [(person.pk, False)]

    with transaction.atomic():
        holding.hold_until(session.booking, [session], until=until + datetime.timedelta(days=1))
    assert Claim.objects.get().hold_until == until + datetime.timedelta(days=1)

    with transaction.atomic():
        holding.make_time_firm([session])
        holding.make_days_firm([session])
    assert (Claim.objects.get().hold_until, PlannedUse.objects.get().is_confirmed) == (None, True)

    with transaction.atomic():
        holding.let_go([session])
        holding.let_go([session])
    assert (Claim.objects.get().live, PlannedUse.objects.count()) == (False, 0)


def test_a_taken_hour_is_refused(scene: Scene) -> None:
    version = scene.offer.approved_version
    assert version is not None
    scene.ask(SPRING[0])
    session = SessionFactory(booking__school=scene.school, booking__offer=scene.offer, date=SPRING[0], starts=datetime.time(15))

    with pytest.raises(TimeTakenError), transaction.atomic():
        holding.claim_session(session, version=version, people=[leader_of(scene.offer)], until=clock.now())
