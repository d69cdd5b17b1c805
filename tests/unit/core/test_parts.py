import datetime

import pytest

from core.parts import Pages, Slot, Week, WeekDay, WeekRow


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 5, [1, 2, None, 5]),
        (3, 5, [1, 2, 3, 4, 5]),
        (6, 12, [1, None, 5, 6, 7, None, 12]),
        (4, 12, [1, 2, 3, 4, 5, None, 12]),
        (12, 12, [1, None, 11, 12]),
    ],
)
def test_pages_show_ends_and_neighbours(number: int, last: int, shown: list[int | None]) -> None:
    assert Pages(number, last).shown == shown


def test_agenda_lists_each_day_in_the_order_of_the_day() -> None:
    morning = Slot("visit", "10:00", "Seeds", "7C", "Confirmed")
    afternoon = Slot("session", "13:15", "Mending", "8B", "Confirmed")
    monday, tuesday = WeekDay(datetime.date(2027, 1, 25)), WeekDay(datetime.date(2027, 1, 26))
    week = Week(
        caption="Week of 25 January",
        days=[monday, tuesday],
        rows=[WeekRow("Morning", "", [[], [morning]]), WeekRow("Afternoon", "", [[], [afternoon]])],
    )

    assert week.agenda == [(monday, []), (tuesday, [morning, afternoon])]


def test_days_are_named_short_and_long() -> None:
    day = WeekDay(datetime.date(2027, 1, 27))

    assert (day.short, day.long) == ("Wed 27", "Wednesday 27 January")
