"""Where a clearance answer ends: no other date would do, and however many are asked, the database is asked as often."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.enums import Pattern
from tests.factories.vetting import (
    clearance_request,
    cleared_offer,
)
from tests.support.clearance import answer, day, plan
from vetting.queries.clearances.judging import clearances

pytestmark = pytest.mark.django_db

AUTUMN = "2026-10-05T10:00:00Z"
OCCASIONAL: dict[str, Any] = {"version__pattern": Pattern.OCCASIONAL}


def test_overnight_and_care_have_no_way_out_by_other_dates() -> None:
    offer = cleared_offer(version__nature="care_supervise", **OCCASIONAL)

    found = answer(clearance_request(offer, day("2026-11-04"), nature="personal_care"))

    assert (found.rule, found.reasons[0].until) == ("R1", None)
    assert str(found.reasons[0].text).endswith("Ask the provider whether they are getting it.")


def test_a_full_diary_has_no_day_on_which_it_would_be_possible() -> None:
    offer = cleared_offer(**OCCASIONAL)
    plan(offer, *(str(day("2026-11-02") + datetime.timedelta(days=3 * step)) for step in range(40)))

    found = answer(clearance_request(offer, day("2026-11-18")))

    assert (found.reasons[0].until, str(found.reasons[0].text).endswith("Ask the provider whether they are getting it.")) == (None, True)


# Cost.


def test_the_number_of_queries_does_not_grow_with_the_requests() -> None:
    few, many = [], []
    for number in range(12):
        offer = cleared_offer(**OCCASIONAL)
        plan(offer, "2026-11-02", "2026-11-12", "2026-11-24")
        made = [clearance_request(offer, day(date)) for date in ("2026-11-04", "2026-12-01", "2027-01-13")]
        many += made
        few += made[:1] if number == 0 else []

    counts = []
    for requests in (few, many):
        with CaptureQueriesContext(connection) as queries:
            clearances(requests)
        counts.append(len(queries))

    assert counts == [11, 11]
