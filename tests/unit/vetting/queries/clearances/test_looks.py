import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from directory.models import Person
from tests.factories.directory import OfferFactory
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import CaseFactory, CheckFactory, ClearanceFactory, VettingAuthorityFactory
from vetting.models import Clearance, VettingAuthority
from vetting.queries.clearances.looks import count_ready, looks_board, looks_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory()


def within(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def subscriber(authority: VettingAuthority, *, subscribed: bool = True, ends: int = 500) -> Person:
    person: Person = ClearanceFactory(authority=authority).person
    about = {"authority": authority, "person": person, "verified": True, "expires_on": within(ends)}
    CheckFactory(**about, check_type="DBS_ENH_CBL", details={"on_update_service": subscribed})
    return person


def looked(
    authority: VettingAuthority, person: Person, *, ago: int = 330, ends: int = 30, scope: str = "while_listed", **fields: object
) -> Person:
    about = {"authority": authority, "person": person, "performed_on": within(-ago), "expires_on": within(ends)} | fields
    StatusConsentFactory(person=person, authority=authority, scope=scope, given_at=clock.now() - datetime.timedelta(days=400))
    kept = {"route": "update_service", "details": {"consent_scope": scope, "result_code": "current"}}
    CheckFactory(**({"verified": True} | about), check_type="DBS_STATUS", **kept)
    return person


def due(authority: VettingAuthority) -> list[Person | None]:
    return [check.person for check in looks_due([authority])]


def test_who_subscribes_and_consented_is_due_from_sixty_days_before_the_end(authority: VettingAuthority) -> None:
    later = looked(authority, subscriber(authority), ends=60)
    over = looked(authority, subscriber(authority), ends=-3)
    looked(authority, subscriber(authority), ends=61)

    assert due(authority) == [over, later]


def test_nobody_is_due_too_soon_without_consent_or_subscription_or_clearance(authority: VettingAuthority) -> None:
    looked(authority, subscriber(authority), ago=29)
    looked(authority, subscriber(authority), scope="once")
    looked(authority, subscriber(authority, subscribed=False))
    looked(authority, subscriber(authority), verified=False)
    looked(authority, subscriber(authority), outcome="fail")
    suspended = looked(authority, subscriber(authority))
    Clearance.objects.filter(person=suspended).update(state="suspended")
    looked(VettingAuthorityFactory(), subscriber(authority))

    assert due(authority) == []


def test_the_policys_gap_counts_to_the_day(authority: VettingAuthority) -> None:
    person = looked(authority, subscriber(authority), ago=30)

    assert due(authority) == [person]


def test_the_board_has_first_what_is_due_then_whom_to_ask(authority: VettingAuthority) -> None:
    once = looked(authority, subscriber(authority), scope="once", ends=5)
    never = subscriber(authority, ends=50)
    subscriber(authority, ends=90)
    ready = looked(authority, subscriber(authority), ends=40)
    case = CaseFactory(authority=authority, offer=OfferFactory(state="in_review", version__people=[ready]))

    board = looks_board([authority])

    assert [(one.person, one.has_consent, one.last, one.until, one.code) for one in board] == [
        (ready, True, within(-330), within(40), "DBS_STATUS"),
        (once, False, within(-330), within(5), "DBS_STATUS"),
        (never, False, None, within(50), "DBS_STATUS"),
    ]
    assert [one.case for one in board] == [case.pk, None, None]
    assert count_ready([authority]) == 1


def test_who_has_two_certificates_stands_there_once_by_the_earlier_end(authority: VettingAuthority) -> None:
    person = subscriber(authority, ends=50)
    about = {"authority": authority, "person": person, "verified": True, "expires_on": within(20)}
    CheckFactory(**about, check_type="DBS_ENH", details={"on_update_service": True})

    assert [(one.person, one.until) for one in looks_board([authority])] == [(person, within(20))]
    assert count_ready([authority]) == 0
    StatusConsentFactory(authority=authority, person=person)
    assert count_ready([authority]) == 1


def test_many_cost_what_few_cost(authority: VettingAuthority) -> None:
    for _number in range(4):
        looked(authority, subscriber(authority))

    with CaptureQueriesContext(connection) as queries:
        assert len(looks_board([authority])) == 4

    assert len(queries) == 3
