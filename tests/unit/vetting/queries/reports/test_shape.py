import datetime

from core import clock
from vetting.queries.reports.shape import Column, Kind, Report, Span, month_of, to_pass_on

COLUMNS = (Column("Check"), Column("Ended", Kind.COUNT), Column("Late", Kind.COUNT), Column("Median", Kind.MEASURE))


def passed_on(*row: str | int) -> tuple[object, ...]:
    return to_pass_on(Report(COLUMNS, (row,))).rows[0]


def test_small_numbers_and_what_is_worked_out_from_them_stay_here() -> None:
    assert passed_on("Insurance", 20, 5, 3) == ("Insurance", 20, 5, 3)
    assert passed_on("Insurance", 20, 0, 3) == ("Insurance", 20, 0, 3)
    assert passed_on("Insurance", 20, 4, 3) == ("Insurance", 20, "", "")
    assert passed_on("Insurance", 4, 0, 3) == ("Insurance", "fewer than 5", "", "")


def test_a_span_counts_both_its_days_in_london() -> None:
    first, last = Span(datetime.date(2026, 3, 29), datetime.date(2026, 3, 29)).moments  # the clocks go forward

    assert (first, last) == (
        datetime.datetime(2026, 3, 29, 0, 0, tzinfo=clock.LONDON),
        datetime.datetime(2026, 3, 29, 23, 59, 59, 999999, tzinfo=clock.LONDON),
    )


def test_a_month_is_londons() -> None:
    assert month_of(datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)) == "2026-07"


def test_the_header_is_the_labels() -> None:
    assert Report(COLUMNS, ()).header == ["Check", "Ended", "Late", "Median"]
