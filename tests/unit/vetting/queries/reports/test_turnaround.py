import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.vetting import CaseFactory, VettingAuthorityFactory
from tests.support.reports import YEAR, moment
from vetting.models import VettingAuthority
from vetting.queries.reports.turnaround import slowest_tenth, turnaround, working_days

pytestmark = pytest.mark.django_db


def decided(authority: VettingAuthority, began: str, ended: str, *, waited_days: int = 0, **fields: object) -> None:
    CaseFactory(
        authority=authority,
        state="decided",
        submitted_at=moment(began),
        closed_at=moment(ended),
        waited_seconds=waited_days * 86_400,
        **fields,
    )


def test_weekends_bank_holidays_and_the_providers_time_are_left_out() -> None:
    assert working_days(moment("2026-11-20"), moment("2026-11-23")) == 1  # Friday to Monday
    assert working_days(moment("2026-12-24"), moment("2026-12-29")) == 1  # Christmas, its weekend and the day kept for Boxing Day
    assert working_days(moment("2026-11-20"), moment("2026-11-20")) == 0

    authority = VettingAuthorityFactory()
    decided(authority, "2026-11-02", "2026-11-13", waited_days=7)
    assert turnaround(authority, YEAR).rows == (("2026-11", "New offer", 1, 4, 4),)


def test_by_month_and_kind_with_median_and_slowest_tenth() -> None:
    authority = VettingAuthorityFactory()
    for ended in ("2026-11-03", "2026-11-04", "2026-11-06"):
        decided(authority, "2026-11-02", ended)
    decided(authority, "2026-11-02", "2026-11-05", kind="renewal")
    decided(authority, "2026-09-01", "2026-10-01")
    decided(authority, "2025-12-01", "2025-12-31")  # before the year
    decided(VettingAuthorityFactory(), "2026-11-02", "2026-11-27")
    CaseFactory(authority=authority, state="withdrawn", closed_at=moment("2026-11-09"))

    with CaptureQueriesContext(connection) as queries:
        report = turnaround(authority, YEAR)

    assert report.rows == (
        ("2026-10", "New offer", 1, 22, 22),
        ("2026-11", "New offer", 3, 2, 4),
        ("2026-11", "Renewal", 1, 3, 3),
    )
    assert len(queries) == 1


def test_the_slowest_tenth() -> None:
    assert slowest_tenth(range(1, 21)) == 18
    assert slowest_tenth([3, 1]) == 3
