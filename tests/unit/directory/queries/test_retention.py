import datetime

import pytest

from core import clock
from directory.queries import retention
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    OfferFactory,
    ProviderFactory,
    ProviderMemberFactory,
    ProviderPersonFactory,
)
from tests.factories.vetting import CheckFactory
from tests.support.retention import later

pytestmark = pytest.mark.django_db


def test_a_provider_is_unused_when_nobody_signed_in_and_nothing_was_changed() -> None:
    unused = ProviderMemberFactory().provider
    signing_in = ProviderMemberFactory()
    ProviderFactory(is_closed=True, closed_at=clock.now())
    busy = OfferFactory()

    with later(months=24) as moment:
        signing_in.user.last_login = moment
        signing_in.user.save()
        type(busy).objects.filter(pk=busy.pk).update(updated_at=moment)
        found = list(retention.unused_providers(moment - datetime.timedelta(days=1)))

    assert found == [unused]


def test_a_new_member_is_a_use() -> None:
    provider = ProviderFactory()

    with later(months=24) as moment:
        ProviderMemberFactory(provider=provider, joined_at=moment)
        assert list(retention.unused_providers(moment)) == []


def test_who_teaches_for_an_open_provider_is_involved_and_who_left_is_not() -> None:
    ProviderPersonFactory()
    left = ProviderPersonFactory(left_on=clock.today())
    of_closed = ProviderPersonFactory(provider__is_closed=True, provider__closed_at=clock.now())

    with later(days=2) as moment:
        assert set(retention.uninvolved_people(moment)) == {left.person, of_closed.person}


def test_somebody_on_whom_a_check_rests_is_not_former() -> None:
    gone, checked = (ProviderPersonFactory(left_on=clock.today()).person for _person in range(2))
    CheckFactory(person=checked)

    with later(days=2) as moment:
        assert list(retention.former_people(moment)) == [gone]


def test_pages_of_the_diary_count_from_their_last_day() -> None:
    today = clock.today()
    AvailabilityWindowFactory(until_date=None)
    window = AvailabilityWindowFactory(until_date=today)
    exception = AvailabilityExceptionFactory(from_date=today, until_date=today)

    with later(days=2) as moment:
        assert (list(retention.old_windows(moment)), list(retention.old_exceptions(moment))) == ([window], [exception])


def test_closed_providers_count_from_when_they_closed() -> None:
    closed = ProviderFactory(is_closed=True, closed_at=clock.now())
    with_offer = OfferFactory(provider__is_closed=True, provider__closed_at=clock.now()).provider
    checked = ProviderFactory(is_closed=True, closed_at=clock.now())
    CheckFactory(person=None, provider=checked)

    with later(days=1) as moment:
        assert set(retention.closed_providers(moment)) == {closed, with_offer, checked}
        assert set(retention.former_providers(moment)) == {closed, with_offer}
