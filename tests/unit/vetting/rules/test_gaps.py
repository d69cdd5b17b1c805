import datetime

from tests.factories.vetting import shipped_content
from vetting.rules.applicability import Asked
from vetting.rules.cover import Evidence
from vetting.rules.gaps import Gap, covered_until, gaps, has_person_check

POLICY = shipped_content()
PLI, DBS, SEARCH = (POLICY.by_code[code] for code in ("PLI", "DBS_ENH_CBL", "ONLINE_SEARCH"))
ASKED = [Asked(PLI, "required", "blocks_booking"), Asked(DBS, "required", "blocks_unsupervised"), Asked(SEARCH, "advisory", "advisory")]
TODAY = datetime.date(2026, 11, 4)
PRESENT, ALONE = "school_staff_present", "unsupervised"


def evidence(code: str, ends: datetime.date | None, *, passed: bool = True, starts: datetime.date = TODAY) -> Evidence:
    return Evidence(code, starts, ends, passed, frozenset({code}), frozenset())


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def test_only_what_blocks_under_the_supervision_is_a_gap() -> None:
    assert gaps(ASKED, [], TODAY, PRESENT) == [Gap(PLI, None, renewable=False)]
    assert [gap.check.code for gap in gaps(ASKED, [], TODAY, ALONE)] == ["PLI", "DBS_ENH_CBL"]


def test_what_is_covered_on_the_date_is_no_gap() -> None:
    assert gaps(ASKED, [evidence("PLI", days(5))], days(5), PRESENT) == []


def test_what_ran_out_is_renewable_where_the_policy_says_so() -> None:
    pool = [evidence("PLI", days(5)), evidence("DBS_ENH_CBL", days(5))]

    assert gaps(ASKED, pool, days(6), ALONE) == [Gap(PLI, days(5), renewable=True), Gap(DBS, days(5), renewable=False)]


def test_what_failed_since_is_not_renewable() -> None:
    pool = [evidence("PLI", days(5)), evidence("PLI", None, passed=False, starts=days(3))]

    assert gaps(ASKED, pool, days(6), PRESENT) == [Gap(PLI, days(2), renewable=False)]


def test_cover_lasts_until_the_first_check_runs_out() -> None:
    pool = [evidence("PLI", days(5)), evidence("DBS_ENH_CBL", days(3)), evidence("ONLINE_SEARCH", days(1))]

    assert [covered_until(ASKED, pool, TODAY, mode) for mode in (PRESENT, ALONE)] == [days(5), days(3)]


def test_cover_without_an_end_lasts() -> None:
    assert covered_until(ASKED, [evidence("PLI", None)], TODAY, PRESENT) is None


def test_any_check_of_the_adult_counts_while_it_lasts() -> None:
    codes = frozenset({"ID_VERIFIED"})
    pool = [evidence("ID_VERIFIED", days(5)), evidence("PLI", None)]

    assert [has_person_check(pool, codes, date) for date in (days(-1), TODAY, days(5), days(6))] == [False, True, True, False]
    assert has_person_check([evidence("ID_VERIFIED", None)], codes, days(900)) is True
    assert has_person_check([evidence("ID_VERIFIED", None, passed=False)], codes, TODAY) is False
