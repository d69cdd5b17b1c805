"""The law's numbers are rows of their own: dated, never edited, and every policy goes by them."""

import datetime

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from core import clock
from core.models import AuditEvent
from tests.factories.vetting import SHIPPED_POLICY, PolicyFactory, VettingAuthorityFactory, shipped_content
from tests.support.clearance import day
from vetting.exceptions import PolicyError
from vetting.models import Policy, RuleSet
from vetting.queries.policies.content import content_of, own_content_of
from vetting.rules.reading import PolicyText
from vetting.services.policies.law import record_law
from vetting.services.policies.publishing import load_policy

pytestmark = pytest.mark.django_db

TEXT = SHIPPED_POLICY.read_text()
APRIL = datetime.date(2027, 4, 1)


def legislate(**fields: object) -> RuleSet:
    """Five days instead of four, from April 2027."""
    rule: RuleSet = RuleSet.objects.create(
        **({"jurisdiction": "england", "key": "RA_PERIOD_MIN_DAYS", "value": 5, "effective_from": APRIL} | fields),
        source="An Act of 2027",
        recorded_at=clock.now(),
    )
    return rule


def test_a_shipped_file_brings_the_law_and_says_so_in_the_audit_log() -> None:
    load_policy(text=TEXT)
    load_policy(text=TEXT)

    rows = RuleSet.objects.values_list("jurisdiction", "key", "value", "effective_from")
    assert list(rows) == [
        ("england", "RA_PERIOD_DAYS", 30, day("2012-09-10")),
        ("england", "RA_PERIOD_MIN_DAYS", 4, day("2012-09-10")),
        ("england", "RA_SUPERVISION_EXEMPTION_REMOVED_ON", "2026-09-01", day("2026-09-01")),
    ]
    (said,) = AuditEvent.objects.filter(action="policy.record_law").values_list("details", flat=True)
    assert said["rules"][0] == "RA_PERIOD_DAYS from 2012-09-10"


def test_under_the_same_law_a_policy_says_what_its_text_says() -> None:
    policy, _new = load_policy(text=TEXT)

    assert (len(policy.law), content_of(policy)) == (3, shipped_content())


def test_a_new_law_reaches_every_policy_from_its_day_on() -> None:
    load_policy(text=TEXT)
    own = VettingAuthorityFactory(policy=PolicyFactory(code="northshire", version="2026-10-01")).policy

    legislate()

    for policy in Policy.objects.all():
        days = [content_of(policy).number("RA_PERIOD_MIN_DAYS", on) for on in (APRIL - datetime.timedelta(days=1), APRIL)]
        assert days == [4, 5], policy
    assert own_content_of(own).number("RA_PERIOD_MIN_DAYS", APRIL) == 4


def test_a_policy_whose_text_says_otherwise_still_goes_by_the_law() -> None:
    load_policy(text=TEXT)
    content = PolicyText(TEXT.replace("value: 4\n", "value: 9\n")).data
    own = PolicyFactory(code="northshire", version="2026-10-01", content=content)
    own.refresh_from_db()

    today = clock.today()
    assert (own_content_of(own).number("RA_PERIOD_MIN_DAYS", today), content_of(own).number("RA_PERIOD_MIN_DAYS", today)) == (9, 4)


def test_what_was_custom_about_a_number_ends_where_the_law_begins() -> None:
    legislate(key="RA_WEEKLY_RUN_MIN", value=2)
    policy = PolicyFactory()
    policy.refresh_from_db()

    before, after = (content_of(policy).number("RA_WEEKLY_RUN_MIN", on) for on in (APRIL - datetime.timedelta(days=1), APRIL))

    assert (before, after) == (3, 2)


def test_another_jurisdictions_law_is_nothing_to_a_policy() -> None:
    legislate(jurisdiction="elsewhere")

    policy = PolicyFactory()
    policy.refresh_from_db()

    assert policy.law == []


def test_a_rule_set_is_never_edited_nor_taken_away_nor_said_twice() -> None:
    rule = legislate()

    for wrong in (
        lambda: RuleSet.objects.update(value=6),
        lambda: RuleSet.objects.all().delete(),
        lambda: legislate(value=7),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()

    assert RuleSet.objects.get() == rule


def test_nobody_writes_another_law_into_a_policy() -> None:
    policy, _new = load_policy(text=TEXT)

    Policy.objects.update(law=[{"key": "RA_PERIOD_MIN_DAYS", "value": 99}])

    assert Policy.objects.get().law == policy.law
    with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
        Policy.objects.update(jurisdiction="elsewhere")


def test_a_file_that_rewrites_the_law_of_a_day_is_refused_by_line_and_key() -> None:
    load_policy(text=TEXT)
    other = TEXT.replace('version: "2026-09"', 'version: "2027-01"').replace("value: 4\n", "value: 5\n")
    line = other.splitlines().index("    value: 5") + 1

    with pytest.raises(PolicyError) as refused:
        load_policy(text=other)

    assert refused.value.message == (
        f"Line {line}, constants.1.value: “RA_PERIOD_MIN_DAYS” is on record as 4 from that day. A change of the law has a day of its own."
    )
    assert Policy.objects.count() == 1


def test_record_law_returns_what_is_new() -> None:
    source = PolicyText(TEXT)

    assert [len(record_law(shipped_content(), source)) for _time in range(2)] == [3, 0]
