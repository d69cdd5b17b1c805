import datetime

import pytest
import time_machine
from pytest_django.fixtures import DjangoAssertNumQueries

from bookings.states import SessionState
from directory.enums import PriceBasis
from portal.queries.school_terms import DaySessions, school_term
from portal.queries.terms import SessionTerm
from schools.queries.calendars import WholeTerm
from tests.factories.bookings import NOW, SPRING, BookingFactory, SessionFactory, SessionPersonFactory
from tests.factories.directory import PersonFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db
TERM = SessionTerm(WholeTerm("Spring term 2027", datetime.date(2027, 1, 4), datetime.date(2027, 3, 25)), SPRING[:4])


def test_each_day_counts_what_is_firm_what_waits_and_what_is_at_risk(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    school = SchoolFactory()
    booking = BookingFactory(school=school, price_basis=PriceBasis.PER_SESSION, price_pence=9000)
    other = BookingFactory(school=school, price_basis=PriceBasis.FREE)
    roz = PersonFactory()
    SessionPersonFactory(session=SessionFactory(booking=booking, date=SPRING[0], state=SessionState.CONFIRMED), person=roz)
    SessionPersonFactory(session=SessionFactory(booking=booking, date=SPRING[1], state=SessionState.DELIVERED), person=roz)
    SessionPersonFactory(session=SessionFactory(booking=other, date=SPRING[1], state=SessionState.HELD), person=PersonFactory())
    SessionFactory(booking=other, date=SPRING[2], state=SessionState.AT_RISK)
    SessionFactory(booking=other, date=SPRING[3], state=SessionState.LAPSED)
    SessionFactory(booking=BookingFactory(), date=SPRING[3], state=SessionState.CONFIRMED)

    with time_machine.travel(NOW), django_assert_num_queries(2):
        term = school_term(school, TERM)

    assert term.days == (
        DaySessions(SPRING[0], 1, 0, 0),
        DaySessions(SPRING[1], 1, 1, 0),
        DaySessions(SPRING[2], 0, 0, 1),
        DaySessions(SPRING[3], 0, 0, 0),
    )
    assert (term.filled, term.sessions, term.people, term.pence) == (3, 4, 2, 18000)


def test_a_session_on_another_weekday_counts_in_the_sums_only() -> None:
    school = SchoolFactory()
    SessionFactory(
        booking=BookingFactory(school=school, price_basis=PriceBasis.FREE), date=datetime.date(2027, 1, 7), state=SessionState.CONFIRMED
    )

    term = school_term(school, TERM)

    assert (term.filled, term.sessions) == (0, 1)
