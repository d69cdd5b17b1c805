import datetime

import pytest
import time_machine

from core import clock
from portal.queries.school_setup import SchoolSetup, school_setup
from schools.enums import SchoolRole
from tests.factories.schools import CalendarFactory, PupilGroupFactory, SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db
AUTUMN = datetime.datetime(2026, 11, 22, 9, tzinfo=clock.LONDON)


@time_machine.travel(AUTUMN)
def test_a_new_school_has_all_before_it() -> None:
    assert school_setup(SchoolFactory()) == SchoolSetup(has_groups=False, has_calendar=False, is_example=False, has_approver=False)


@time_machine.travel(AUTUMN)
def test_a_school_that_is_set_up_is_done() -> None:
    school = SchoolFactory()
    CalendarFactory(authority=school.authority)
    PupilGroupFactory(school=school)
    SchoolMemberFactory(school=school, roles=[SchoolRole.APPROVER])

    assert school_setup(school).is_done


@time_machine.travel(AUTUMN)
def test_an_example_is_to_be_checked_until_the_school_has_its_own() -> None:
    school = SchoolFactory()
    CalendarFactory(authority=school.authority, is_example=True)
    before = school_setup(school)
    CalendarFactory(school=school, blocks=())

    assert (before.has_calendar, before.is_example) == (True, True)
    assert not school_setup(school).is_example


@time_machine.travel(AUTUMN)
def test_groups_that_were_put_away_do_not_count() -> None:
    school = SchoolFactory()
    PupilGroupFactory(school=school, is_archived=True)

    assert not school_setup(school).has_groups
