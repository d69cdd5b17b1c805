import datetime

import pytest

from core import clock
from tests.factories.leads import WaiverFactory
from tests.factories.vetting import CheckFactory, OfficerFactory
from vetting.enums import CheckOutcome
from vetting.queries.clearances.evidence import subject_of
from vetting.queries.waivers.standing import granted_over, has_failed, is_proposed, live_waivers, waivers_to_decide

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def test_a_granted_one_is_found_where_any_day_is_shared() -> None:
    waiver = WaiverFactory(granted=True)
    of = (waiver.authority, waiver.check_type, subject_of(waiver))
    after = waiver.expires_on + datetime.timedelta(days=1)

    assert granted_over(*of, waiver.expires_on, after) == waiver
    assert granted_over(*of, after, after + WEEK) is None
    assert granted_over(WaiverFactory().authority, *of[1:], waiver.starts_on, after) is None


def test_one_that_waits_is_known_and_only_of_its_own_check() -> None:
    waiver = WaiverFactory()

    assert is_proposed(waiver.authority, waiver.check_type, subject_of(waiver))
    assert not is_proposed(waiver.authority, "PREVENT", subject_of(waiver))


def test_a_check_that_was_not_passed_is_known() -> None:
    check = CheckFactory(verified=True, check_type="REFERENCES", outcome=CheckOutcome.FAIL)

    assert has_failed(check.authority, "REFERENCES", subject_of(check))
    assert not has_failed(check.authority, "SG_TRAINING", subject_of(check))


def test_those_that_wait_or_stand_are_live_and_those_that_ran_out_are_not() -> None:
    waiting = WaiverFactory()
    authority, person = waiting.authority, waiting.person
    standing = WaiverFactory(granted=True, authority=authority, person=person, check_type="PREVENT")
    over = clock.today() - WEEK
    WaiverFactory(granted=True, authority=authority, person=person, starts_on=over, expires_on=over)
    WaiverFactory(person=person)

    assert set(live_waivers([subject_of(waiting)], authority)) == {waiting, standing}


def test_a_second_person_has_those_to_decide_that_others_asked_for() -> None:
    waiver = WaiverFactory()
    WaiverFactory(granted=True, authority=waiver.authority)
    WaiverFactory()
    second = OfficerFactory(authority=waiver.authority).user

    assert list(waivers_to_decide(second)) == [waiver]
    assert list(waivers_to_decide(waiver.proposed_by)) == []
