"""Which acceptance holds on a day. Giving and taking back is in services/test_acceptance.py."""

import datetime

import pytest

from directory.models import Offer
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import AssuranceStatementFactory, SchoolAcceptanceFactory, cleared_offer
from vetting.queries.assurance.acceptance import live_acceptance, statement_to_accept

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 4)


def test_the_acceptance_that_holds_longest_is_named() -> None:
    statement, school = AssuranceStatementFactory(), SchoolFactory()
    newer = AssuranceStatementFactory(provider=statement.provider)
    SchoolAcceptanceFactory(school=school, statement=statement, accepted_on=TODAY, expires_on=TODAY)
    longest = SchoolAcceptanceFactory(school=school, statement=newer, accepted_on=TODAY, expires_on=TODAY + datetime.timedelta(days=9))

    found = live_acceptance(school, statement.provider, TODAY)
    assert found is not None
    assert found.given == longest


def test_the_statement_to_accept_is_the_last_of_who_assures_now() -> None:
    offer = cleared_offer()
    (own,) = offer.provider.statements.all()
    AssuranceStatementFactory(provider=offer.provider)  # of an authority that assures nothing of it any more

    assert offer.assured_until is not None
    assert statement_to_accept(offer.provider, offer.assured_until) == own
    assert statement_to_accept(offer.provider, offer.assured_until + datetime.timedelta(days=1)) is None


def test_there_is_none_while_nothing_is_assured() -> None:
    offer = cleared_offer()
    Offer.objects.update(assured_until=None)

    assert statement_to_accept(offer.provider, TODAY) is None
