import datetime

import time_machine

from tests.factories.vetting import shipped_content
from vetting.models import Clearance
from vetting.queries.clearances.reviews import review_day


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_the_day_is_counted_in_london() -> None:
    late = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)  # the first of July in London

    assert review_day(Clearance(granted_at=late), shipped_content()) == datetime.date(2029, 7, 1)
