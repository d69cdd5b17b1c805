import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests.factories.vetting import VettingAuthorityFactory, cleared_offer, leader_of
from tests.support.reports import YEAR
from vetting.models import Clearance
from vetting.queries.reports.coverage import coverage

pytestmark = pytest.mark.django_db


def test_what_is_live_and_what_of_it_is_whole_by_version() -> None:
    authority = VettingAuthorityFactory()
    cleared_offer(authority=authority)
    cleared_offer(authority=authority, without=["RISK_DECL"])
    lapsed = cleared_offer(authority=authority)
    Clearance.objects.get(person=leader_of(lapsed)).periods.all().delete()
    gone = cleared_offer(authority=authority)
    type(gone).objects.filter(pk=gone.pk).update(state="paused")
    cleared_offer()

    with CaptureQueriesContext(connection) as queries:
        report = coverage(authority, YEAR)

    assert set(report.rows) == {("england 2026-09", "Offers", 3, 2, 67), ("england 2026-09", "Adults", 3, 2, 67)}
    assert len(queries) == 3


def test_what_may_renew_is_not_in_place_once_it_has_run_out() -> None:
    authority = VettingAuthorityFactory()
    cleared_offer(authority=authority, expires={"SG_TRAINING": clock.today() - datetime.timedelta(days=1)})

    assert ("england 2026-09", "Adults", 1, 0, 0) in coverage(authority, YEAR).rows
