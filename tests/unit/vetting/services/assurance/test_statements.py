import datetime

import pytest
import time_machine

from tests.factories.vetting import VettingAuthorityFactory
from tests.support.vetting import decided, record
from vetting.enums import CheckScope
from vetting.models import AssuranceStatement
from vetting.services.assurance.statements import issue_statement, reissue_about
from vetting.services.checks.recording import revoke_check, verify_check

pytestmark = pytest.mark.django_db


def test_the_same_words_are_said_once() -> None:
    desk = decided()
    before = AssuranceStatement.objects.get()

    again = issue_statement(by=desk.second, authority=desk.authority, provider=desk.offer.provider)

    assert (again, AssuranceStatement.objects.count()) == (before, 1)


def test_a_renewal_is_said_anew() -> None:
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False):
        desk = decided()
    with time_machine.travel("2026-12-04T12:00:00Z", tick=False):
        verify_check(by=desk.second, check=record(desk, "PLI", desk.offer.provider, expires_on=datetime.date(2027, 1, 31)))

    newest, first = AssuranceStatement.objects.all()
    assert (first.holds_until, newest.holds_until) == (datetime.date(2027, 11, 4), datetime.date(2027, 1, 31))
    assert (newest.issued_by, newest.sha256 != first.sha256) == (desk.second, True)


def test_who_assures_nothing_says_nothing() -> None:
    desk = decided()
    revoke_check(by=desk.second, check=desk.offer.provider.checks.get(check_type="PLI"))

    assert issue_statement(by=None, authority=desk.authority, provider=desk.offer.provider) is None
    assert AssuranceStatement.objects.count() == 1


def test_nothing_is_said_about_whom_nothing_was_said() -> None:
    desk = decided()

    reissue_about((CheckScope.OFFER, desk.offer.pk), authority=VettingAuthorityFactory(), by=None)

    assert AssuranceStatement.objects.count() == 1
