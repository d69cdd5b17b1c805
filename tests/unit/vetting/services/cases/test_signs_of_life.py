import datetime

import pytest
import time_machine

from core import clock
from tests.factories.vetting import OfficerFactory
from tests.support.vetting import Desk, claimed, record
from vetting.services.cases import handling as cases
from vetting.services.cases.readings import record_reading

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)


def signs(desk: Desk) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    desk.case.refresh_from_db()
    return desk.case.claim_seen_at, desk.case.claim_worked_at


def test_opening_a_case_keeps_it_and_writing_keeps_it_longer() -> None:
    desk = claimed()

    with time_machine.travel(LATER, tick=False):
        record_reading(by=desk.first, case=desk.case)
        seen = signs(desk)
        cases.add_note(by=desk.first, case=desk.case, text="Rang; no answer.")
        wrote = signs(desk)

    assert (seen, wrote) == ((LATER, None), (LATER, LATER))


def test_a_check_of_somebody_in_the_case_is_work_on_it() -> None:
    desk = claimed()

    with time_machine.travel(LATER, tick=False):
        record(desk, "ID_VERIFIED", desk.case.version.people.get())

    assert signs(desk) == (LATER, LATER)


def test_others_keep_nobody_s_claim() -> None:
    desk = claimed()
    before = signs(desk)

    with time_machine.travel(clock.now() + datetime.timedelta(hours=1), tick=False):
        record_reading(by=OfficerFactory(authority=desk.authority).user, case=desk.case)
        cases.add_note(by=desk.second, case=desk.case, text="Anything new?")

    assert signs(desk) == before
