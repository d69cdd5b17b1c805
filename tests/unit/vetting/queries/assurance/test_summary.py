import datetime

import pytest
import time_machine

from directory.enums import Pattern
from directory.models import Offer
from tests.factories.directory import OfferFactory, ProviderFactory
from tests.factories.vetting import cleared_offer
from vetting.queries.assurance.summary import AssuranceLine, CheckLine, assurance_of, checks_table

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_a_provider_is_assured_until_the_first_of_its_offers_runs_out() -> None:
    offer = cleared_offer(expires={"RISK_DECL": datetime.date(2027, 1, 31)})
    name = offer.assured_by
    OfferFactory(listed=True, provider=offer.provider)
    OfferFactory(provider=offer.provider, assured_until=datetime.date(2026, 12, 1))

    assert assurance_of(offer.provider) == AssuranceLine(name, datetime.date(2027, 1, 31))


def test_a_provider_without_an_offer_on_show_is_not() -> None:
    assert assurance_of(ProviderFactory()) is None


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_schools_see_the_checks_by_name_and_what_must_be_renewed_before_their_dates() -> None:
    offer = cleared_offer(expires={"PLI": datetime.date(2027, 1, 31)}, version__pattern=Pattern.OCCASIONAL)
    assert offer.approved_version is not None

    table = checks_table(offer.approved_version, [datetime.date(2026, 11, 11), datetime.date(2027, 2, 3)])

    assert CheckLine("Public liability insurance", offer.provider.name, datetime.date(2027, 1, 31), renews_first=True) in table
    assert [line.name for line in table if not line.renews_first] == [
        "Identity seen",
        "Safeguarding training",
        "Code of conduct agreed",
        "Legal identity of the organisation",
        "Safeguarding policy and named lead",
        "Written confirmation of the organisation's own staff checks",
        "Risk assessment held and reviewed",
        "Content looked at",
        "Two references",
        "Employers' liability insurance",
    ]


def test_without_dates_nothing_has_to_be_renewed_first() -> None:
    offer = cleared_offer()
    assert offer.approved_version is not None

    assert {line.renews_first for line in checks_table(offer.approved_version)} == {False}


@pytest.mark.parametrize("until", [None, datetime.date(2020, 1, 1)])
def test_of_an_offer_that_is_not_assured_nothing_is_said(until: datetime.date | None) -> None:
    offer = cleared_offer()
    Offer.objects.update(assured_until=until)
    offer.refresh_from_db()
    assert offer.approved_version is not None

    assert checks_table(offer.approved_version) == []
