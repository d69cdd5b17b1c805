import datetime

import pytest
import time_machine

from tests.factories.vetting import OfficerFactory, SuspensionFactory
from vetting.models import Suspension
from vetting.queries.clearances.suspensions import confirm_by, is_overdue, overdue, unconfirmed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("suspended", "last_day"),
    [
        ("2026-11-04T09:00:00Z", "2026-11-05"),
        ("2026-11-06T23:30:00Z", "2026-11-09"),  # over a weekend
        ("2026-11-07T12:00:00Z", "2026-11-09"),
        ("2026-12-24T12:00:00Z", "2026-12-29"),  # over Christmas
    ],
)
def test_it_is_overdue_from_the_day_after_the_next_working_day(suspended: str, last_day: str) -> None:
    with time_machine.travel(suspended, tick=False) as travel:
        suspension = SuspensionFactory()
        travel.move_to(f"{last_day}T23:59:00Z")
        in_time = (is_overdue(suspension), overdue().exists())
        travel.shift(datetime.timedelta(minutes=2))

        assert (str(confirm_by(suspension)), in_time) == (last_day, (False, False))
        assert (is_overdue(suspension), list(overdue())) == (True, [suspension])


def test_what_was_confirmed_or_lifted_waits_for_nobody() -> None:
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False) as travel:
        waiting, confirmed, lifted = SuspensionFactory(), SuspensionFactory(), SuspensionFactory()
        officer = OfficerFactory().user
        for one, field in ((confirmed, "confirmed"), (lifted, "lifted")):
            Suspension.objects.filter(pk=one.pk).update(**{f"{field}_by": officer, f"{field}_at": one.suspended_at})
        travel.move_to("2026-11-30T12:00:00Z")

        assert (list(unconfirmed()), list(overdue())) == ([waiting], [waiting])
