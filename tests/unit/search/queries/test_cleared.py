import datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from directory.models import Offer
from search.queries.cleared import cleared_days
from search.queries.documents import offers_on_show
from tests.factories.directory import OfferFactory
from tests.factories.search import found
from tests.factories.vetting import cleared_offer
from vetting.models import Check
from vetting.services.clearances import derive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LAST_DAY = datetime.date(2027, 1, 15)
BEFORE, AFTER = datetime.date(2027, 1, 13), datetime.date(2027, 1, 20)


@pytest.fixture
def today() -> object:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        yield


def dates_of(offer: Offer) -> tuple[bool, bool]:
    days = cleared_days(offers_on_show([offer.pk]))[offer.pk]
    return BEFORE in days, AFTER in days


def test_a_check_that_cannot_be_renewed_ends_what_can_be_booked() -> None:
    assert dates_of(cleared_offer(expires={"DBS_ENH_CBL": LAST_DAY})) == (True, False)


def test_a_check_that_may_be_renewed_does_not() -> None:
    offer = cleared_offer(expires={"SG_TRAINING": LAST_DAY})

    assert offer.assured_until == LAST_DAY
    assert dates_of(offer) == (True, True)


def test_without_any_word_from_vetting_an_offer_is_cleared_for_as_long_as_it_is_assured() -> None:
    assert dates_of(OfferFactory(listed=True, assured_until=LAST_DAY)) == (True, False)


def test_days_of_many_offers_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    offers = offers_on_show([cleared_offer().pk for _number in range(2)])

    with django_assert_num_queries(1):
        cleared_days(offers)


def test_who_is_not_cleared_on_a_date_is_not_found_free_on_it_until_a_check_says_otherwise() -> None:
    offer = cleared_offer(expires={"DBS_ENH_CBL": LAST_DAY})
    (person,) = offer.approved_version.people.all()  # type: ignore[union-attr]
    before = found(dates=(BEFORE,)), found(dates=(AFTER,))

    Check.objects.filter(person=person, check_type="DBS_ENH_CBL").update(expires_on=datetime.date(2027, 7, 1))
    derive.refresh(people=[person.pk])

    assert (before, found(dates=(AFTER,))) == (([offer.pk], []), [offer.pk])
