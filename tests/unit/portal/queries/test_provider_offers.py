import datetime

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from directory.states import OfferState
from portal.queries.provider_offers import offers_of
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, OfferVersionFactory, ProviderFactory
from tests.factories.vetting import CaseFactory, DecisionFactory
from vetting.enums import DecisionOutcome
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def test_each_offer_is_there_once_with_what_is_beside_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    provider = ProviderFactory()
    listed = OfferFactory(listed=True, provider=provider)
    changed = OfferFactory(listed=True, provider=provider)
    beside = OfferVersionFactory(offer=changed, title="As it will be", answered=["what"])
    draft = OfferFactory(provider=provider)
    OfferFactory(provider=provider, state=OfferState.ARCHIVED)
    OfferFactory()

    with django_assert_num_queries(3):
        standings = offers_of(provider)

    assert [(one.offer, one.beside) for one in standings] == [(listed, None), (changed, beside), (draft, draft.versions.get())]
    assert [(one.title, one.is_draft, one.pages_left) for one in standings] == [
        ("Grow your lunch", False, 0),
        ("As it will be", True, 5),
        ("Grow your lunch", True, 0),
    ]


def test_the_last_case_says_whether_an_answer_is_owed_or_it_was_refused() -> None:
    provider = ProviderFactory()
    asked = OfferFactory(provider=provider, state=OfferState.IN_REVIEW)
    now = clock.now()
    owed = {"state": CaseState.WAITING_ON_PROVIDER, "claimed_by": UserFactory(), "claimed_at": now, "waiting_since": now}
    CaseFactory(offer=asked, **owed)
    refused = OfferFactory(provider=provider)
    case = CaseFactory(offer=refused, state=CaseState.DECIDED, closed_at=clock.now())
    DecisionFactory(case=case, outcome=DecisionOutcome.DECLINED, level="", message="Insurance first.")

    standings = offers_of(provider)

    assert [(one.is_asked, one.is_declined) for one in standings] == [(True, False), (False, True)]


def test_an_assurance_ends_soon_only_while_the_offer_is_on_show() -> None:
    provider = ProviderFactory()
    today = clock.today()
    days = [datetime.timedelta(days=number) for number in (-1, 60, 61)]
    for number in days:
        OfferFactory(listed=True, provider=provider, assured_until=today + number)

    assert [one.ends_soon(today) for one in offers_of(provider)] == [False, True, False]
