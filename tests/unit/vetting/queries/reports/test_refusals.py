import contextlib

import pytest

from core import clock
from tests.factories.vetting import good_recording
from tests.support.vetting import claimed
from vetting.exceptions import OverAskingError
from vetting.queries.policies.content import content_of
from vetting.queries.reports.refusals import over_asking
from vetting.queries.reports.shape import Span
from vetting.services.checks.recording import record_check

pytestmark = pytest.mark.django_db


def test_what_was_refused_is_counted_by_check_and_officers() -> None:
    desk = claimed(version__pattern="one_off")
    person = desk.case.version.people.get()
    recording = good_recording(content_of(desk.authority.policy).by_code["DBS_ENH_CBL"])
    for officer in (desk.first, desk.first, desk.second):
        with contextlib.suppress(OverAskingError):
            record_check(by=officer, authority=desk.authority, check_type="DBS_ENH_CBL", subject=person, **recording)
    today = clock.today()

    report = over_asking(desk.authority, Span(today, today))

    assert report.rows == ((f"{today:%Y-%m}", "Enhanced DBS check with the children's barred list", 3, 2),)
    assert over_asking(claimed().authority, Span(today, today)).rows == ()
