import pytest

from tests.factories.vetting import CheckFactory
from tests.support.vetting import Desk, claimed
from vetting.models import Check
from vetting.queries.cases.imported import imported_in

pytestmark = pytest.mark.django_db


def row(desk: Desk, code: str, **about: object) -> Check:
    fields = {"person": None} | about
    check: Check = CheckFactory(authority=desk.authority, check_type=code, source="import", outcome="", route="", **fields)
    return check


def test_rows_about_everybody_and_everything_in_the_case_wait_until_an_officer_has_looked() -> None:
    desk = claimed()
    insurance = row(desk, "PLI", provider=desk.case.provider)
    identity = row(desk, "ID_VERIFIED", person=desk.case.version.people.get())
    row(desk, "RISK_DECL", offer=desk.offer, state="superseded")
    row(claimed(), "PLI", provider=desk.case.provider)  # another authority's

    assert imported_in(desk.case) == [identity, insurance]
