import datetime

import time_machine

from core import clock


def test_today_is_the_date_in_london_just_after_midnight_in_summer() -> None:
    with time_machine.travel("2027-06-30T23:30:00Z", tick=False):
        assert clock.today() == datetime.date(2027, 7, 1)


def test_local_keeps_the_wall_clock_across_both_changes() -> None:
    afternoons = [
        clock.local(datetime.date(2027, month, day), datetime.time(13, 15)) for month, day in [(3, 24), (3, 31), (10, 27), (11, 3)]
    ]

    assert [moment.astimezone(datetime.UTC).strftime("%H:%M") for moment in afternoons] == ["13:15", "12:15", "12:15", "13:15"]


def test_at_lets_things_happen_at_another_moment_and_only_inside() -> None:
    moment = datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC)

    with clock.at(moment):
        inside = (clock.now(), clock.today())

    assert inside == (moment, datetime.date(2026, 3, 29))
    assert clock.now() > moment
