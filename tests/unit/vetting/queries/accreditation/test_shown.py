import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from directory.enums import OfferKind
from tests.factories.vetting import ClearanceFactory
from tests.support.accreditation import Community, community
from vetting.models import Accreditation, Clearance
from vetting.queries.accreditation.shown import (
    AccreditedLine,
    accredited,
    accredited_in,
    accredited_in_short,
    accredited_words,
    kinds_words,
)
from vetting.services.accreditation import steps
from vetting.services.clearances import suspensions

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 28)


def shown(here: Community) -> list[AccreditedLine]:
    return accredited([here.person.pk])[here.person.pk]


def test_for_what_by_whom_and_until_when() -> None:
    here = community()
    until = here.accredited(days=200).holds_until
    assert until is not None

    line = AccreditedLine(here.person.public_name, (OfferKind(here.offer.kind),), here.authority.name, until)
    assert shown(here) == [line]
    assert accredited_in([here.offer]) == {here.offer.pk: [line]}


def test_nothing_before_an_officer_has_accredited() -> None:
    here = community()
    here.observed()

    assert shown(here) == []


def withdraw(here: Community, held: Accreditation) -> None:
    steps.withdraw(by=here.first, accreditation=held)


def let_run_out(here: Community, held: Accreditation) -> None:
    Accreditation.objects.filter(pk=held.pk).update(holds_until=clock.today() - datetime.timedelta(days=1))


def suspend(here: Community, held: Accreditation) -> None:
    suspensions.suspend(by=here.first, clearance=Clearance.objects.get(person=here.person), ground="allegation_lado")


def suspend_elsewhere(here: Community, held: Accreditation) -> None:
    ClearanceFactory(person=here.person, state="suspended")


def lose_clearance(here: Community, held: Accreditation) -> None:
    Clearance.objects.get(person=here.person).periods.all().delete()


@pytest.mark.parametrize("happens", [withdraw, let_run_out, suspend, suspend_elsewhere, lose_clearance])
def test_ended_suspended_and_no_longer_cleared_read_like_never(happens: Callable[[Community, Accreditation], None]) -> None:
    here = community()
    held = here.accredited()
    assert len(shown(here)) == 1

    happens(here, held)

    assert shown(here) == []
    assert accredited_in([here.offer])[here.offer.pk] == []


def test_for_another_kind_it_says_nothing_on_the_offer() -> None:
    here = community()
    held = here.accredited()
    Accreditation.objects.filter(pk=held.pk).update(kinds=["talk" if here.offer.kind != "talk" else "visit"])

    assert accredited_in([here.offer])[here.offer.pk] == []


def test_many_offers_cost_what_one_costs() -> None:
    offers = [community().offer for _number in range(3)]

    with CaptureQueriesContext(connection) as queries:
        accredited_in(offers)

    assert len(queries) == 1


def test_in_words() -> None:
    rosa = AccreditedLine("Rosa, gardener", (OfferKind.SESSION, OfferKind.TALK), "Northshire", datetime.date(2028, 5, 3))
    tom = AccreditedLine("Tom", (OfferKind.TALK,), "Northshire", datetime.date(2027, 5, 3))

    assert accredited_words(rosa) == "Rosa, gardener: accredited for sessions and talks by Northshire until 3 May 2028"
    assert accredited_in_short("talk", [rosa, tom]) == "Accredited for talks until 3 May 2027: Rosa, gardener and Tom"
    assert accredited_in_short("talk", []) == ""
    assert kinds_words([OfferKind.WORKPLACE]) == "workplace visits"


def test_every_kind_of_offer_has_its_words() -> None:
    assert all(kinds_words([kind]) for kind in OfferKind)
