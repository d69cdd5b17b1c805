import pytest

from core import clock
from schools.queries.retention import archived_groups, ended_invitations, former_members, settled_join_requests
from tests.factories.bookings import BookingFactory
from tests.factories.schools import JoinRequestFactory, PupilGroupFactory, SchoolMemberFactory
from tests.support.retention import applied, later

pytestmark = pytest.mark.django_db


def test_requests_to_join_go_a_year_after_they_are_settled() -> None:
    JoinRequestFactory()
    settled = JoinRequestFactory(state="withdrawn")

    with later(months=12, days=1) as moment:
        assert list(settled_join_requests(moment)) == [settled]
        assert applied("schools.join_requests") == {"schools.join_requests": 1}


def test_members_go_seven_years_after_they_left() -> None:
    SchoolMemberFactory()
    left = SchoolMemberFactory(left_at=clock.now())

    with later(days=1) as moment:
        assert list(former_members(moment)) == [left]


def test_archived_groups_go_when_no_booking_names_them() -> None:
    free = PupilGroupFactory(is_archived=True)
    PupilGroupFactory()
    BookingFactory(group=PupilGroupFactory(is_archived=True))

    assert list(archived_groups(clock.now())) == [free]


def test_invitations_that_stand_stay() -> None:
    assert ended_invitations(clock.now()).count() == 0
