import datetime

import pytest

from bookings.queries import retention
from core import clock
from schools.states import InvitationState
from tests.factories.bookings import AnswerLinkFactory, BookingFactory, CalendarFeedFactory, ProviderInvitationFactory, SessionFactory
from tests.support.clearance import day
from tests.support.retention import later

pytestmark = pytest.mark.django_db
AT = {"requested_at": "2026-11-01T10:00Z", "state": "completed", "closed_at": "2027-01-06T16:00Z", "pupils": 24, "price_basis": "free"}


def moment(text: str) -> datetime.datetime:
    return clock.start_of(day(text))


def test_access_needs_count_from_the_last_session() -> None:
    booking = BookingFactory(adjustments={"step_free": 1}, **AT)
    SessionFactory(booking=booking, date=day("2027-01-06"))
    other = BookingFactory(adjustments={"step_free": 1}, **AT)
    SessionFactory(booking=other, date=day("2027-01-13"))
    BookingFactory(**AT)

    assert list(retention.with_adjustments(moment("2027-01-10"))) == [booking]
    assert set(retention.with_adjustments(moment("2027-01-14"))) == {booking, other}


@pytest.mark.parametrize(("before", "found"), [("2027-08-31", 0), ("2027-09-01", 1), ("2028-03-01", 1)])
def test_counts_go_by_the_academic_year(before: str, found: int) -> None:
    SessionFactory(booking=BookingFactory(**AT), date=day("2027-07-14"))

    assert retention.with_counts(moment(before)).count() == found


def test_a_session_to_come_keeps_the_booking() -> None:
    booking = BookingFactory(**AT)
    SessionFactory(booking=booking, date=day("2027-09-08"))

    assert (retention.with_counts(moment("2027-09-02")).count(), retention.old_bookings(moment("2027-09-02")).count()) == (0, 0)


def test_old_bookings_and_those_never_asked_are_told_apart() -> None:
    old = BookingFactory(**AT)
    SessionFactory(booking=old, date=day("2027-01-06"))
    never = BookingFactory(state="withdrawn", closed_at="2027-01-01T10:00Z")
    BookingFactory()

    assert list(retention.old_bookings(moment("2027-02-01"))) == [old]
    assert list(retention.unasked(moment("2027-02-01"))) == [never]


def test_links_feeds_and_invitations_that_opened_their_last() -> None:
    link, feed = AnswerLinkFactory(), CalendarFeedFactory(revoked_at=clock.now())
    CalendarFeedFactory()
    ended = ProviderInvitationFactory(state=InvitationState.LAPSED)
    ProviderInvitationFactory()

    with later(months=3) as then:
        assert (list(retention.dead_links(then)), list(retention.revoked_feeds(then))) == ([link], [feed])
        assert list(retention.ended_invitations(then)) == [ended]
