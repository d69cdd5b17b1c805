import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import CheckFactory, PlannedUseFactory, SchoolAcceptanceFactory, cleared_offer, leader_of
from vetting.queries.assurance.visitors import COLUMNS, visitors_of

pytestmark = pytest.mark.django_db
EARLIER, LATER = datetime.date(2026, 11, 4), datetime.date(2026, 11, 18)


def test_an_adult_stands_once_with_the_first_day_and_dates_of_checks() -> None:
    school = SchoolFactory()
    offer = cleared_offer(regulated=True)
    person, checked_on = leader_of(offer), clock.today() - datetime.timedelta(days=30)
    for date in (EARLIER, LATER):
        PlannedUseFactory(school=school, person=person, provider=offer.provider, offer=offer, date=date)
    acceptance = SchoolAcceptanceFactory(school=school, statement=offer.provider.statements.get())

    (visitor,) = visitors_of(school)

    assert (visitor.name, visitor.first_on_site, visitor.dbs_level) == (person.name, EARLIER, "DBS_ENH_CBL")
    assert (visitor.identity_checked_on, visitor.barred_list_checked_on) == (checked_on, checked_on)
    assert visitor.identity_checked_by == visitor.checked_by_authority == acceptance.statement.authority.name
    assert (visitor.school_accepted_on, visitor.school_accepted_by) == (acceptance.accepted_on, acceptance.accepted_by.name)
    assert (visitor.s128_checked_on, visitor.prevent_on) == ("not_applicable", "")


def test_another_schools_visitors_and_unconfirmed_days_are_left_out() -> None:
    school = SchoolFactory()
    PlannedUseFactory(school=school, is_confirmed=False)
    PlannedUseFactory()

    assert visitors_of(school) == []


def test_a_failed_check_gives_no_date() -> None:
    school = SchoolFactory()
    offer = cleared_offer(without=["SG_TRAINING"])
    person = leader_of(offer)
    CheckFactory(person=person, authority=offer.clearances.get().authority, check_type="SG_TRAINING", outcome="fail", verified=True)
    PlannedUseFactory(school=school, person=person, provider=offer.provider, offer=offer)

    assert visitors_of(school)[0].safeguarding_training_on == ""


def test_more_visitors_ask_no_more_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    school = SchoolFactory()
    for _number in range(3):
        PlannedUseFactory(school=school)

    with django_assert_num_queries(9):
        assert len(visitors_of(school)) == 3


def test_columns_begin_and_end_as_the_sheet_is_described() -> None:
    assert (COLUMNS[:3], COLUMNS[-1], len(COLUMNS)) == (("person_ref", "name", "provider"), "school_accepted_by", 26)
