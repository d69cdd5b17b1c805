import math

import pytest

from core.geo import Point, distance_band, from_osgb36, miles_between, points_from_osgb36, travel_minutes

NEWCASTLE = Point(54.9783, -1.6178)
DURHAM = Point(54.7753, -1.5849)


def test_a_grid_reference_lands_within_two_metres_of_the_surveyed_place() -> None:
    # Ordnance Survey's worked example for the projection: Caister water tower, given on WGS84 as 52°39'28.72"N 1°42'57.79"E.
    tower = from_osgb36(651409.903, 313177.270)

    surveyed = Point(52 + 39 / 60 + 28.72 / 3600, 1 + 42 / 60 + 57.79 / 3600)
    assert miles_between(tower, surveyed) * 1609.344 < 2.5


def test_many_references_come_out_as_one_by_one() -> None:
    grid = [(427000.0, 576000.0), (390000.0, 413000.0)]

    assert points_from_osgb36(grid) == [from_osgb36(*grid[0]), from_osgb36(*grid[1])]


def test_no_references_give_no_points() -> None:
    assert points_from_osgb36([]) == []


@pytest.mark.parametrize("grid", [(-1, 500_000), (700_000, 500_000), (400_000, -1), (400_000, 1_300_000), (math.nan, 1)])
def test_a_reference_off_the_grid_is_refused(grid: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not on the British National Grid"):
        points_from_osgb36([grid])


def test_miles_between_two_cities() -> None:
    assert round(miles_between(NEWCASTLE, DURHAM), 1) == 14.1
    assert miles_between(DURHAM, NEWCASTLE) == miles_between(NEWCASTLE, DURHAM)
    assert miles_between(DURHAM, DURHAM) == 0


@pytest.mark.parametrize(
    ("miles", "band"),
    [
        (0, "under 1 mile"),
        (0.99, "under 1 mile"),
        (1, "1 to 3 miles"),
        (3, "3 to 5 miles"),
        (5, "5 to 10 miles"),
        (10, "10 to 20 miles"),
        (20, "over 20 miles"),
        (300, "over 20 miles"),
    ],
)
def test_distance_band_begins_at_its_lower_end(miles: float, band: str) -> None:
    assert distance_band(miles) == band


def test_travel_takes_no_time_over_no_distance_and_grows_with_it() -> None:
    minutes = {mode: [travel_minutes(miles, mode) for miles in (0, 0.1, 2, 10)] for mode in ("car", "bus", "foot")}  # type: ignore[arg-type]

    assert minutes == {"car": [0, 3, 12, 39], "bus": [0, 3, 29, 94], "foot": [0, 3, 50, 250]}
