"""Single rules of periods. The rows that come out of them are in services/test_derive.py."""

import datetime

import pytest

from tests.factories.vetting import shipped_content
from vetting.queries.clearances.periods import Needs, blocks_level, levels_up_to, supervision_at
from vetting.rules.applicability import Asked
from vetting.rules.cover import Evidence, Span

POLICY = shipped_content()
START = datetime.date(2026, 11, 4)
END = START + datetime.timedelta(days=9)


def test_a_level_holds_those_below_it() -> None:
    assert levels_up_to("listed_only") == ("listed_only",)
    assert levels_up_to("unsupervised") == ("listed_only", "supervised", "unsupervised")


@pytest.mark.parametrize(
    ("level", "declared", "judged"),
    [
        ("listed_only", "unsupervised", "unsupervised"),
        ("supervised", "unsupervised", "school_staff_present"),
        ("unsupervised", "school_staff_present", "unsupervised"),
        ("unsupervised", "school_staff_on_site", "school_staff_on_site"),
    ],
)
def test_a_level_is_judged_under_its_supervision(level: str, declared: str, judged: str) -> None:
    assert supervision_at(level, declared) == judged


def test_listing_needs_only_what_blocks_listing() -> None:
    listing, booking = (Asked(POLICY.by_code["PLI"], "required", effect) for effect in ("blocks_publish", "blocks_booking"))

    assert [blocks_level(one, "listed_only", "school_staff_present") for one in (listing, booking)] == [True, False]
    assert [blocks_level(one, "supervised", "school_staff_present") for one in (listing, booking)] == [True, True]


def test_needs_are_met_where_all_checks_and_one_of_some_are_covered() -> None:
    pool = [
        Evidence(code, START, START + datetime.timedelta(days=days), True, frozenset({code}), frozenset())
        for code, days in (("A", 9), ("B", 5), ("C", 3))
    ]
    window = Span(START, END)

    found = [Needs(codes, pool, any_of).days(window) for codes, any_of in SOME_NEEDS]

    assert [[(span.last - START).days for span in spans if span.last] for spans in found] == [[9], [5], [5], []]


SOME_NEEDS = (
    (frozenset({"A"}), frozenset[str]()),
    (frozenset({"A", "B"}), frozenset[str]()),
    (frozenset({"A"}), frozenset({"B", "C"})),
    (frozenset({"A", "D"}), frozenset[str]()),
)
