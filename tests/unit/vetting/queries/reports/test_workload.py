import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.vetting import OfficerFactory
from tests.support.vetting import decided
from vetting.queries.reports.shape import Span
from vetting.queries.reports.workload import workload

pytestmark = pytest.mark.django_db


def test_who_took_verified_and_decided_how_much_and_who_did_nothing() -> None:
    desk = decided()
    idle = OfficerFactory(authority=desk.authority, user=UserFactory(first_name="Zoe", last_name="Young")).user
    decided()
    today = clock.today()

    with CaptureQueriesContext(connection) as queries:
        rows = {str(row[0]): row[1:] for row in workload(desk.authority, Span(today, today)).rows}

    verified = desk.case.decision.case.authority.checks.filter(state="verified").count()
    assert rows == {desk.first.name: (1, 0, 0, 0), desk.second.name: (0, verified, 1, 0), idle.name: (0, 0, 0, 0)}
    assert len(queries) == 6
