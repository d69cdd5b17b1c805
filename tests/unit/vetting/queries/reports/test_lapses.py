import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests.factories.vetting import CheckFactory, PlannedUseFactory, VettingAuthorityFactory
from vetting.models import Check, VettingAuthority
from vetting.queries.reports.lapses import lapses
from vetting.queries.reports.shape import Span

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime.date:
    return clock.today() - datetime.timedelta(days=days)


def made(authority: VettingAuthority, ends: datetime.date, counted_from: datetime.date, **fields: object) -> Check:
    noon = clock.local(counted_from, datetime.time(12))
    about = {"check_type": "SG_TRAINING", "performed_on": counted_from, "verified_at": noon, "expires_on": ends} | fields
    check: Check = CheckFactory(authority=authority, verified=True, **about)
    return check


def test_in_time_late_and_not_at_all_with_the_sessions_left_bare() -> None:
    authority = VettingAuthorityFactory()
    in_time = made(authority, ago(30), ago(400), state="superseded")
    made(authority, ago(-300), ago(31), person=in_time.person)
    late = made(authority, ago(40), ago(400), state="superseded")
    made(authority, ago(-300), ago(20), person=late.person)
    never = made(authority, ago(50), ago(400))
    for person, days in (
        (in_time.person, 25),
        (late.person, 40),
        (late.person, 30),
        (late.person, 20),
        (never.person, 10),
        (never.person, -10),
    ):
        PlannedUseFactory(person=person, date=ago(days))
    made(authority, ago(0), ago(400))  # still counts today
    made(authority, ago(200), ago(400))  # before the period
    made(authority, ago(30), ago(400), outcome="fail")
    made(VettingAuthorityFactory(), ago(30), ago(400))

    with CaptureQueriesContext(connection) as queries:
        report = lapses(authority, Span(ago(90), ago(0)))

    assert report.rows == (("Safeguarding training", 3, 1, 1, 1, 3),)
    assert len(queries) == 3


def test_nothing_ran_out() -> None:
    assert lapses(VettingAuthorityFactory(), Span(ago(90), ago(0))).rows == ()
