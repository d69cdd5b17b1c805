import datetime

import pytest

from core import clock
from core.geo import Point
from directory import rules
from directory.models import AvailabilityException, AvailabilityWindow

WEDNESDAY = datetime.date(2027, 1, 13)
DAY = datetime.timedelta(days=1)


def span(starts: int, ends: int) -> tuple[datetime.time, datetime.time]:
    return datetime.time(starts), datetime.time(ends)


def window(starts: int, ends: int, **fields: object) -> AvailabilityWindow:
    return AvailabilityWindow(**({"weekday": 2, "starts": datetime.time(starts), "ends": datetime.time(ends)} | fields))


def exception(starts: int | None = None, ends: int | None = None, *, is_open: bool = False) -> AvailabilityException:
    times = {"starts": datetime.time(starts), "ends": datetime.time(ends)} if starts is not None and ends is not None else {}
    return AvailabilityException(from_date=WEDNESDAY, until_date=WEDNESDAY, is_open=is_open, **times)


def test_joined_makes_one_of_spans_that_touch_or_overlap() -> None:
    assert rules.joined([span(13, 14), span(9, 12), span(11, 12), span(14, 15)]) == [span(9, 12), span(13, 15)]


@pytest.mark.parametrize(
    ("removed", "left"),
    [
        ([], [span(9, 17)]),
        ([span(12, 13)], [span(9, 12), span(13, 17)]),
        ([span(8, 10), span(16, 18)], [span(10, 16)]),
        ([span(8, 18)], []),
        ([span(17, 18)], [span(9, 17)]),
    ],
)
def test_without_cuts_out(removed: list[tuple[datetime.time, datetime.time]], left: list[tuple[datetime.time, datetime.time]]) -> None:
    assert rules.without([span(9, 17)], removed) == left


def test_shared_is_the_time_in_both() -> None:
    assert rules.shared([span(9, 12), span(13, 17)], [span(11, 14), span(16, 18)]) == [span(11, 12), span(13, 14), span(16, 17)]


def test_usual_times_are_those_of_the_weekday_within_their_dates() -> None:
    windows = [
        window(9, 10),
        window(10, 11, weekday=1),
        window(11, 12, from_date=WEDNESDAY + DAY),
        window(12, 13, until_date=WEDNESDAY - DAY),
        window(13, 14, from_date=WEDNESDAY, until_date=WEDNESDAY),
    ]

    assert rules.usual_times(WEDNESDAY, windows) == [span(9, 10), span(13, 14)]


def test_stated_times_are_the_other_times_where_there_are_any() -> None:
    others = [exception(15, 17, is_open=True), exception(9, 16)]

    assert rules.stated_times(WEDNESDAY, [window(9, 12)], others) == [span(15, 17)]
    assert rules.stated_times(WEDNESDAY + 7 * DAY, [window(9, 12)], others) == [span(9, 12)]


def test_open_times_lack_what_one_is_away() -> None:
    assert rules.open_times(WEDNESDAY, [window(9, 17)], [exception(12, 13), exception(15, 17)]) == [span(9, 12), span(13, 15)]


def test_being_away_all_day_beats_other_times() -> None:
    assert rules.open_times(WEDNESDAY, [window(9, 17)], [exception(), exception(10, 12, is_open=True)]) == []


def test_away_times_of_a_whole_day_run_to_its_end() -> None:
    assert rules.away_times(WEDNESDAY, [exception()]) == [(datetime.time.min, datetime.time.max)]
    assert rules.away_times(WEDNESDAY + DAY, [exception()]) == []


def stop(starts: int, ends: int, place: Point) -> rules.Stop:
    return rules.Stop(clock.local(WEDNESDAY, datetime.time(starts)), clock.local(WEDNESDAY, datetime.time(ends)), place)


HERE, NEXT_TOWN = Point(55.0869, -1.5857), Point(55.2316, -1.5857)


def test_travel_shortfall_is_the_worst_rounded_up_to_five_minutes() -> None:
    others = [stop(9, 11, NEXT_TOWN), stop(13, 15, Point(55.4, -1.5857))]

    assert rules.travel_shortfall(stop(11, 13, HERE), others) == rules.Shortfall(80, is_before=False)


def test_travel_shortfall_is_none_where_every_way_fits() -> None:
    assert rules.travel_shortfall(stop(11, 13, HERE), [stop(9, 10, NEXT_TOWN), stop(13, 15, HERE)]) is None


@pytest.mark.parametrize(
    ("kind", "years", "refused"),
    [("work_experience", [9, 10], True), ("work_experience", [10, 11], False), ("work_experience", [], False), ("workplace", [3], False)],
)
def test_work_experience_is_for_year_10_and_above(kind: str, years: list[int], refused: bool) -> None:
    assert rules.too_young(kind, years).startswith("Work experience is for Year 10 and above") is refused
