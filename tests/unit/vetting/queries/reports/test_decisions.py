import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.vetting import DecisionFactory, VettingAuthorityFactory
from tests.support.reports import YEAR, moment
from vetting.queries.reports.decisions import decisions

pytestmark = pytest.mark.django_db


def test_outcomes_by_month_kind_and_version_of_one_authority() -> None:
    authority = VettingAuthorityFactory()
    for day in ("2026-10-31", "2026-11-01", "2026-11-30"):
        DecisionFactory(case__authority=authority, decided_at=moment(day))
    DecisionFactory(case__authority=authority, decided_at=moment("2026-11-15"), outcome="declined")
    DecisionFactory(case__authority=authority, decided_at=moment("2027-01-01"))
    DecisionFactory(decided_at=moment("2026-11-15"))

    with CaptureQueriesContext(connection) as queries:
        report = decisions(authority, YEAR)

    assert report.rows == (
        ("2026-10", "New offer", "Cleared", "england 2026-09", 1),
        ("2026-11", "New offer", "Cleared", "england 2026-09", 2),
        ("2026-11", "New offer", "Declined", "england 2026-09", 1),
    )
    assert len(queries) == 1
