import datetime

from vetting.rules.cover import Evidence, Span, counting_under, spans, spans_of_any, without_end

PLI = "PLI"


def day(number: int) -> datetime.date:
    return datetime.date(2026, 11, 1) + datetime.timedelta(days=number)


def evidence(
    code: str,
    starts: int,
    ends: int | None,
    *,
    passed: bool = True,
    stands_for: frozenset[str] = frozenset(),
    extends: frozenset[str] = frozenset(),
    only_supervised: bool = False,
) -> Evidence:
    return Evidence(code, day(starts), None if ends is None else day(ends), passed, stands_for | {code}, extends, only_supervised)


def test_a_check_covers_through_its_last_day() -> None:
    (span,) = spans(PLI, [evidence(PLI, 0, 10)])

    assert (span, span.covers(day(0)), span.covers(day(10)), span.covers(day(11))) == (Span(day(0), day(10)), True, True, False)


def test_a_check_without_an_end_covers_for_good() -> None:
    (span,) = spans(PLI, [evidence(PLI, 5, None)])

    assert (span.covers(day(4)), span.covers(day(4000))) == (False, True)


def test_neighbouring_and_overlapping_checks_become_one_run() -> None:
    pool = [
        evidence(PLI, 0, 10),
        evidence(PLI, 11, 20),
        evidence(PLI, 15, 30),
        evidence(PLI, 16, 18),
        evidence(PLI, 40, None),
        evidence(PLI, 50, 60),
    ]

    assert spans(PLI, pool) == (Span(day(0), day(30)), Span(day(40), None))


def test_another_check_may_stand_for_it() -> None:
    assert spans(PLI, [evidence("LOTC_QB", 0, 10, stands_for=frozenset({PLI}))]) == (Span(day(0), day(10)),)


def test_a_failed_check_covers_nothing() -> None:
    assert spans(PLI, [evidence(PLI, 0, 10, passed=False)]) == ()


def test_a_status_check_lengthens_the_check_that_came_before_it() -> None:
    base, status = evidence("DBS", 0, 10), evidence("STATUS", 8, 30, extends=frozenset({"DBS"}))

    assert spans("DBS", [base, status]) == (Span(day(0), day(30)),)


def test_a_status_check_without_a_check_before_it_says_nothing() -> None:
    status = evidence("STATUS", 8, 30, extends=frozenset({"DBS"}))

    assert spans("DBS", [status, evidence("DBS", 9, 12)]) == (Span(day(9), day(12)),)


def test_a_failed_status_ends_the_check_the_day_before_and_a_new_one_begins_afresh() -> None:
    failed = evidence("STATUS", 5, None, passed=False, extends=frozenset({"DBS"}))

    assert spans("DBS", [evidence("DBS", 0, None), failed, evidence("DBS", 20, 30)]) == (Span(day(0), day(4)), Span(day(20), day(30)))


def test_a_check_that_fails_on_its_first_day_covers_nothing() -> None:
    failed = evidence("STATUS", 0, None, passed=False, extends=frozenset({"DBS"}))

    assert spans("DBS", [evidence("DBS", 0, 10), failed]) == ()


def test_any_of_several_checks_will_do() -> None:
    pool = [evidence("A", 0, 5), evidence("B", 3, 9)]

    assert spans_of_any(["A", "B", "C"], pool) == (Span(day(0), day(9)),)


def test_renewal_takes_the_end_off_what_may_renew_only() -> None:
    pool = [evidence(PLI, 0, 10), evidence("DBS", 0, 10), evidence(PLI, 0, 10, passed=False)]

    assert [one.ends for one in without_end(pool, frozenset({PLI}))] == [None, day(10), day(10)]


def test_a_pass_on_condition_of_staff_counts_only_with_staff() -> None:
    conditional, plain = evidence("ID", 0, None, only_supervised=True), evidence("ID", 1, None)

    assert counting_under("school_staff_present", [conditional, plain]) == [conditional, plain]
    assert counting_under("unsupervised", [conditional, plain]) == [plain]
