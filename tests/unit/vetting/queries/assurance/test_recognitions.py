"""A recognition holds while the original does, for no more than was cleared when somebody recognised it."""

import datetime
from typing import Any

import pytest

from core import clock
from directory.models import Offer
from tests.factories.partners import RecognitionFactory
from tests.factories.vetting import AssuranceStatementFactory, OfficerFactory, cleared_offer
from vetting.enums import ClearanceLevel, OfficerRole
from vetting.models import AssuranceStatement, Clearance, Recognition
from vetting.queries.assurance.recognitions import RELATED, Holding, holding, recognisers_of, recognisers_of_provider, relied_on_by
from vetting.services.clearances.suspensions import reinstate, suspend

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def recognised(**changes: object) -> tuple[Offer, Recognition]:
    offer = cleared_offer()
    return offer, RecognitionFactory(statement=AssuranceStatement.objects.get(provider=offer.provider), **changes)


def now(recognition: Recognition) -> Holding | None:
    return holding(Recognition.objects.select_related(*RELATED).filter(pk=recognition.pk)).get(recognition.pk)


def test_it_holds_for_the_offers_that_were_cleared_until_the_first_end() -> None:
    offer, recognition = recognised()

    found = now(recognition)

    assert found is not None
    assert (found.offers, found.level, found.until) == ((offer.pk,), ClearanceLevel.SUPERVISED, recognition.expires_on)
    assert [(one.name, one.until) for one in recognisers_of([offer])[offer.pk]] == [(recognition.authority.name, recognition.expires_on)]
    assert [one.name for one in recognisers_of_provider(offer.provider)] == [recognition.authority.name]


@pytest.mark.parametrize(
    "changes",
    [
        {"proposed": True},
        {"natures": ["talk_assembly"]},
        {"settings_allowed": ["online_live"]},
        {"starts_on": 1},
        {"starts_on": -9, "expires_on": -1},
        {"recognised_at": -9},
    ],
)
def test_it_does_not_hold_unconfirmed_out_of_scope_out_of_its_days_nor_for_what_was_cleared_later(changes: dict[str, Any]) -> None:
    days = {"starts_on": clock.today(), "expires_on": clock.today(), "recognised_at": clock.now()}
    offer, recognition = recognised(**{name: days[name] + value * DAY if name in days else value for name, value in changes.items()})

    assert now(recognition) is None
    assert recognisers_of([offer]) == {offer.pk: []}


def test_it_falls_and_comes_back_with_the_original() -> None:
    offer, recognition = recognised()
    clearance = Clearance.objects.get(offer=offer)
    lead = OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user

    suspend(by=lead, clearance=clearance, ground="incident_under_review")
    suspended = now(recognition)
    clearance.refresh_from_db()
    reinstate(by=OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user, clearance=clearance)

    assert suspended is None
    assert now(recognition) is not None
    assert recognition.state == "confirmed"


def test_it_never_raises_the_level_and_follows_what_is_said_last() -> None:
    offer, recognition = recognised(level=ClearanceLevel.LISTED_ONLY)
    lower = now(recognition)
    statement = recognition.statement
    other, follows = recognised()
    AssuranceStatementFactory(
        provider=other.provider, authority=follows.statement.authority, level=ClearanceLevel.LISTED_ONLY, issued_at=clock.now() + DAY
    )

    assert lower is not None
    assert (lower.level, statement.level) == (ClearanceLevel.LISTED_ONLY, ClearanceLevel.SUPERVISED)
    assert (found := now(follows)) is not None
    assert found.level == ClearanceLevel.LISTED_ONLY
    assert offer != other


def test_nothing_is_asked_of_the_database_where_nothing_was_recognised(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
        assert (holding([]), recognisers_of([])) == ({}, {})


def test_what_an_authority_relies_on_leaves_out_what_it_withdrew_and_others_rely_on() -> None:
    recognition = RecognitionFactory()
    waiting = RecognitionFactory(authority=recognition.authority, proposed=True)
    RecognitionFactory(authority=recognition.authority, state="withdrawn")
    RecognitionFactory()

    assert set(relied_on_by(OfficerFactory(authority=recognition.authority).user)) == {recognition, waiting}
