import itertools
import math

import pytest

from core.distance_map import CENTRE, Place, draw_lines, place_stops

DOORS = ("jn-wed", "jn-third", "jn-chal")


def places(*bands: int) -> list[Place]:
    return [Place(number, band, DOORS[number % 3]) for number, band in enumerate(bands, start=1)]


@pytest.mark.parametrize("band", [0, 1, 2])
def test_stop_stands_between_the_rings_of_its_band(band: int) -> None:
    inner, outer = [(0, 62), (62, 118), (118, 174)][band]

    for stop in place_stops(places(*[band] * 6)):
        assert inner < math.dist(CENTRE, (stop.x, stop.y)) < outer


def test_stop_beyond_the_last_ring_stays_on_the_map() -> None:
    for stop in place_stops(places(3, 4, 5, 3)):
        assert 15 <= stop.x <= 405
        assert 15 <= stop.y <= 365


def test_stops_of_a_page_do_not_cover_one_another() -> None:
    stops = place_stops(places(0, 1, 1, 2, 2, 3, 1, 2, 3, 2))

    for one, other in itertools.combinations(stops, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > 30


def test_direction_says_nothing_about_the_place() -> None:
    first = place_stops([Place(1, 1, "jn-wed"), Place(2, 1, "jn-wed")])
    second = place_stops([Place(2, 1, "jn-wed"), Place(1, 1, "jn-wed")])

    assert [(stop.x, stop.y) for stop in first] == [(stop.x, stop.y) for stop in second]


def test_every_stop_has_a_line_in_its_doors_pattern() -> None:
    lines = draw_lines(place_stops(places(1, 1, 1)))

    assert lines.count("var(--jn-leaf)") == 1
    assert lines.count("var(--jn-amber)") == 1
    assert lines.count("var(--jn-indigo)") == 1


def test_line_ends_at_its_stop_where_another_stands_behind_it() -> None:
    alone = draw_lines(place_stops([Place(1, 0, "jn-wed")]))

    assert "L430" in alone
    assert draw_lines([]) == ""
