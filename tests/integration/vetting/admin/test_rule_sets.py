"""Rule sets in the admin: to read, for those who oversee."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.officers import buttons, desk_of, own_part, said
from vetting.models import RuleSet

pytestmark = pytest.mark.django_db
PAGE = "/admin/vetting/rule-sets/"
DAY = datetime.timedelta(days=1)


def rule(value: object, first: datetime.date, key: str = "RA_PERIOD_DAYS", jurisdiction: str = "england") -> None:
    RuleSet.objects.create(jurisdiction=jurisdiction, key=key, value=value, effective_from=first, source="The Act", recorded_at=clock.now())


def test_it_says_what_holds_what_comes_and_what_is_past_of_the_authoritys_jurisdiction() -> None:
    today = clock.today()
    rule(28, today - 400 * DAY)
    rule(30, today)
    rule(21, today + 30 * DAY)
    rule("2026-09-01", today, key="GONE_ON")
    rule(value=True, first=today, key="EXEMPT")
    rule(7, today, key="WELSH", jurisdiction="wales")

    page = desk_of(UserFactory(), VettingAuthorityFactory(), "auditor").get(PAGE)

    tags = {part["aria-labelledby"]: [tag.get_text() for tag in part.select(".vetting-tag")] for part in own_part(page).select("section")}
    assert tags == {"today": ["yes", "1 September 2026", "30"], "to-come": ["21"], "past": ["28"]}
    assert ("WELSH" in said(page), buttons(page)) == (False, [])
    assert f"to {today - DAY:%-d %B %Y}" in said(page)


def test_the_menu_leads_there_for_who_oversees_alone() -> None:
    authority = VettingAuthorityFactory()

    found = [desk_of(UserFactory(), authority, role).get("/admin/vetting/policies/").content.decode() for role in ("lead", "officer")]

    assert [PAGE in page for page in found] == [True, False]


def test_many_cost_as_much_as_none(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = desk_of(UserFactory(), VettingAuthorityFactory(), "administrator")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as none:
        client.get(PAGE)
    for number in range(12):
        rule(number, clock.today() - number * DAY)

    with django_assert_num_queries(len(none)):
        client.get(PAGE)
