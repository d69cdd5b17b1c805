import datetime

from hypothesis import given
from hypothesis import strategies as st

from vetting.rules.cover import Span
from vetting.rules.periods import common, difference, intersection, last_day_from

START = datetime.date(2026, 11, 1)
REACH = 30


def day(number: int) -> datetime.date:
    return START + datetime.timedelta(days=number)


def spans_from(days: set[int], *, open_ended: bool) -> tuple[Span, ...]:
    """Runs of days; the last is for good where it is open-ended."""
    runs: list[list[int]] = []
    for number in sorted(days):
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    found = [Span(day(run[0]), day(run[-1])) for run in runs]
    return (*found[:-1], Span(found[-1].first, None)) if found and open_ended else tuple(found)


RUNS = st.builds(lambda days, open_ended: spans_from(days, open_ended=open_ended), st.sets(st.integers(0, REACH)), st.booleans())


def days_of(spans: tuple[Span, ...]) -> set[int]:
    return {number for number in range(REACH + 10) if any(span.covers(day(number)) for span in spans)}


@given(RUNS, RUNS)
def test_intersection_is_the_days_in_both(one: tuple[Span, ...], other: tuple[Span, ...]) -> None:
    assert days_of(intersection(one, other)) == days_of(one) & days_of(other)


@given(RUNS, RUNS)
def test_difference_is_the_days_in_the_first_alone(one: tuple[Span, ...], other: tuple[Span, ...]) -> None:
    assert days_of(difference(one, other)) == days_of(one) - days_of(other)


@given(RUNS, RUNS)
def test_common_days_lie_in_the_window_and_in_every_run(one: tuple[Span, ...], other: tuple[Span, ...]) -> None:
    window = Span(day(3), day(20))

    assert days_of(common(window, [one, other])) == days_of(one) & days_of(other) & set(range(3, 21))


def test_last_day_is_that_of_the_run_which_holds_on_the_date() -> None:
    runs = (Span(day(0), day(5)), Span(day(9), day(12)))

    assert [last_day_from(day(number), runs) for number in (0, 5, 6, 9)] == [day(5), day(5), None, day(12)]
