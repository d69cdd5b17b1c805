"""The rows that follow from evidence, and that they follow it."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.enums import Pattern
from directory.models import Offer
from tests.factories.directory import OfferFactory, PersonFactory, VenueFactory
from tests.factories.vetting import (
    CheckFactory,
    ClearanceFactory,
    RegulatedActivityAssessmentFactory,
    clear,
    clearance_request,
    cleared_offer,
    leader_of,
)
from tests.support.signals import hearing
from vetting.answers import Verdict
from vetting.enums import CheckScope
from vetting.models import Check, Clearance, ClearancePeriod
from vetting.queries.clearances.judging import clearances
from vetting.services.clearances import derive
from vetting.signals import clearance_changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

OCCASIONAL: dict[str, Any] = {"version__pattern": Pattern.OCCASIONAL}
Row = tuple[str, bool, bool, str, str]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def autumn() -> Iterator[None]:
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False):
        yield


def rows(**of: object) -> list[Row]:
    """Level, regulated, renewable, first day, day after the last."""
    found = ClearancePeriod.objects.filter(**of)
    return sorted((one.level, one.regulated, one.renewable, str(one.days.lower), str(one.days.upper)) for one in found)


def test_an_offer_holds_from_the_decision_until_its_first_check_runs_out_and_then_may_be_renewed() -> None:
    offer = cleared_offer(expires={"PLI": day("2027-01-31")}, **OCCASIONAL)

    assert rows(offer=offer) == [
        ("listed_only", False, False, "2026-11-04", "2027-11-05"),
        ("supervised", False, False, "2026-11-04", "2027-02-01"),
        ("supervised", False, True, "2027-02-01", "2027-11-05"),
    ]
    assert (offer.assured_until, offer.assured_by) == (day("2027-01-31"), Clearance.objects.get(offer=offer).authority.name)


def test_a_row_more_says_that_regulated_activity_is_covered() -> None:
    offer = cleared_offer(expires={"DBS_ENH_CBL": day("2027-01-31")}, regulated=True, **OCCASIONAL)

    assert rows(person=leader_of(offer), level="supervised") == [
        ("supervised", False, False, "2026-11-04", "2027-11-05"),
        ("supervised", True, False, "2026-11-04", "2027-02-01"),
    ]


def test_a_weekly_run_holds_only_with_the_barred_list_check() -> None:
    offer = cleared_offer(expires={"DBS_ENH_CBL": day("2027-01-31")})

    assert [row for row in rows(offer=offer, level="supervised") if not row[2]] == [
        ("supervised", False, False, "2026-11-04", "2027-02-01"),
        ("supervised", True, False, "2026-11-04", "2027-02-01"),
    ]


def test_alone_needs_more_than_with_staff() -> None:
    offer = cleared_offer(level="unsupervised", expires={"DBS_ENH": day("2027-01-31")}, version__supervision="unsupervised", **OCCASIONAL)

    levels = {row[0]: row[4] for row in rows(offer=offer) if not row[1] and not row[2]}
    assert levels == {"listed_only": "2027-11-05", "supervised": "2027-11-05", "unsupervised": "2027-02-01"}
    assert offer.assured_until == day("2027-01-31")


def test_without_a_check_there_is_no_row_and_no_offer_to_see() -> None:
    offer = cleared_offer(without=["PLI"], **OCCASIONAL)

    assert (rows(offer=offer, level="supervised"), offer.assured_until) == ([], None)
    assert list(Offer.objects.shown()) == []


def test_listed_only_is_assured_by_what_listing_needs() -> None:
    offer = cleared_offer(level="listed_only", without=["PLI"], **OCCASIONAL)

    assert (rows(offer=offer), offer.assured_until) == (
        [("listed_only", False, False, "2026-11-04", "2027-11-05")],
        day("2027-11-04"),
    )


def test_a_person_holds_what_all_their_offers_ask() -> None:
    person = PersonFactory()
    plain = cleared_offer(without=["FOOD_HYGIENE"], version__people=[person], **OCCASIONAL)
    authority = Clearance.objects.get(offer=plain).authority
    food = cleared_offer(
        authority=authority,
        provider=plain.provider,
        without=["FOOD_HYGIENE"],
        version__people=[person],
        version__involves=["food"],
        **OCCASIONAL,
    )

    plain.refresh_from_db()
    assert (plain.assured_until, food.assured_until) == (day("2027-11-04"), None)
    assert rows(person=person, level="supervised")[0] == ("supervised", False, False, "2026-11-04", "2027-11-05")


def test_a_place_and_a_provider_hold_their_own() -> None:
    venue = VenueFactory()
    offer = cleared_offer(
        provider=venue.provider,
        kind="visit",
        expires={"FIRE_SAFETY": day("2027-01-31")},
        version__venue=venue,
        version__setting="host_site",
        **OCCASIONAL,
    )

    assert rows(venue=venue, level="supervised") == [
        ("supervised", False, False, "2026-11-04", "2027-02-01"),
        ("supervised", False, True, "2027-02-01", "2029-11-05"),
    ]
    assert (rows(provider=venue.provider, level="supervised")[0][4], offer.assured_until) == ("2027-11-05", day("2027-01-31"))


def test_a_subject_without_an_offer_holds_nothing() -> None:
    clearance = ClearanceFactory()

    derive.refresh(people=[clearance.person.pk])

    assert rows(person=clearance.person) == []


def test_an_archived_offer_asks_nothing_of_its_people_and_keeps_its_own_dates() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Offer.objects.update(state="archived")

    derive.refresh(offers=[offer.pk])

    offer.refresh_from_db()
    assert (rows(person=leader_of(offer)), offer.assured_until) == ([], day("2027-11-04"))


def test_the_better_of_two_authorities_speaks() -> None:
    offer = cleared_offer(expires={"PLI": day("2027-01-31")}, **OCCASIONAL)

    clear(offer)

    longest = Clearance.objects.filter(offer=offer).order_by("-pk")[0].authority
    assert (offer.assured_until, offer.assured_by) == (day("2027-11-04"), longest.name)


def test_an_open_question_for_an_officer_holds_nothing_but_a_place_in_the_list() -> None:
    offer = cleared_offer(
        level="unsupervised", without=["DBS_ENH"], version__nature="talk_assembly", version__supervision="unsupervised", **OCCASIONAL
    )
    levels = {row[0] for row in rows(offer=offer)}

    RegulatedActivityAssessmentFactory(person=leader_of(offer), offer=offer, is_regulated=False)
    derive.refresh(offers=[offer.pk])

    assert levels == {"listed_only", "supervised"}
    assert {row[0] for row in rows(offer=offer)} == {"listed_only", "supervised", "unsupervised"}


def test_refreshing_tells_of_what_changed_and_of_nothing_else() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Check.objects.filter(check_type="RISK_DECL").update(expires_on=day("2027-03-01"))

    with hearing(clearance_changed) as heard:
        changed, again = derive.refresh(offers=[offer.pk]), derive.refresh(offers=[offer.pk])

    assert (changed, again) == ({(CheckScope.OFFER, offer.pk)}, set())
    assert heard == [{"person_id": None, "provider_id": None, "venue_id": None, "offer_id": offer.pk}]


@pytest.mark.parametrize("scope", list(CheckScope))
def test_a_changed_subject_is_told_of_even_where_no_row_changed(scope: CheckScope) -> None:
    venue = VenueFactory()
    offer = cleared_offer(provider=venue.provider, kind="visit", version__venue=venue, version__setting="host_site")
    pks = {
        CheckScope.PERSON: leader_of(offer).pk,
        CheckScope.ORGANISATION: offer.provider_id,
        CheckScope.VENUE: venue.pk,
        CheckScope.OFFER: offer.pk,
    }

    with hearing(clearance_changed) as heard:
        derive.subject_changed((scope, pks[scope]))

    (told,) = heard
    assert [value for value in told.values() if value is not None] == [pks[scope]]


def test_a_changed_subject_is_told_of_once() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Check.objects.filter(check_type="RISK_DECL").delete()

    with hearing(clearance_changed) as heard:
        derive.subject_changed((CheckScope.OFFER, offer.pk))

    assert [one["offer_id"] for one in heard] == [offer.pk]


def test_an_offer_that_was_never_approved_is_left_alone() -> None:
    offer = OfferFactory()

    assert derive.refresh(offers=[offer.pk]) == set()


def test_checks_without_an_end_hold_until_the_review() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Check.objects.update(expires_on=None)

    derive.refresh(offers=[offer.pk])

    assert rows(offer=offer, level="supervised") == [("supervised", False, False, "2026-11-04", "2029-11-05")]


def test_reading_costs_the_same_for_many_offers() -> None:
    one = cleared_offer(**OCCASIONAL)
    many = [cleared_offer(**OCCASIONAL) for _number in range(6)]
    counts = []

    for offers in ([one], many):
        with CaptureQueriesContext(connection) as queries:
            derive.refresh(offers=[offer.pk for offer in offers])
        counts.append(len(queries))

    assert counts[0] == counts[1]


DATES = st.dates(day("2026-11-04"), day("2027-06-30"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ends=st.dictionaries(st.sampled_from(["PLI", "ID_VERIFIED", "SG_TRAINING", "RISK_DECL", "DBS_ENH_CBL", "DBS_ENH"]), DATES, max_size=4),
    failed=st.none() | st.sampled_from(["PLI", "ID_VERIFIED"]),
    date=DATES,
    supervision=st.sampled_from(["school_staff_present", "unsupervised"]),
)
def test_the_rows_promise_what_the_answer_gives(
    ends: dict[str, datetime.date], failed: str | None, date: datetime.date, supervision: str
) -> None:
    """For one date of an offer that runs now and then, under the law as it stands."""
    offer = cleared_offer(level="unsupervised", regulated=True, expires=ends, **OCCASIONAL)
    if failed:
        person = {"ID_VERIFIED": leader_of(offer)}.get(failed)
        provider = None if person else offer.provider
        authority = Clearance.objects.get(offer=offer).authority
        CheckFactory(
            verified=True, person=person, provider=provider, authority=authority, check_type=failed, outcome="fail", expires_on=None
        )
        derive.refresh(offers=[offer.pk])
    request = clearance_request(offer, date, supervision=supervision)

    level = "supervised" if supervision == "school_staff_present" else "unsupervised"
    promised = ClearancePeriod.objects.filter(offer=offer, level=level, renewable=False, days__contains=date).exists()
    renewable = ClearancePeriod.objects.filter(offer=offer, level=level, renewable=True, days__contains=date).exists()
    verdict = clearances([request])[request].verdict

    assert promised is (verdict == Verdict.CLEARED)
    assert renewable is (verdict == Verdict.AWAITING_RENEWAL)
