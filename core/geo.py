"""Where things are, how far apart, and about how long the way takes. Distances are in miles, as British schools count them."""

import dataclasses
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _
from pyproj import Transformer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EARTH_RADIUS_MILES = 6371.0088 / 1.609344
BANDS: tuple[tuple[float, "StrOrPromise"], ...] = (
    (1, _("under 1 mile")),
    (3, _("1 to 3 miles")),
    (5, _("3 to 5 miles")),
    (10, _("5 to 10 miles")),
    (20, _("10 to 20 miles")),
)
BEYOND = _("over 20 miles")

Mode = Literal["car", "bus", "foot"]


@dataclasses.dataclass(frozen=True)
class Point:
    """A place on WGS84, in degrees."""

    latitude: float
    longitude: float


@dataclasses.dataclass(frozen=True)
class Pace:
    """How one way of travelling turns a straight line into minutes: an estimate, not a timetable.

    `detour` is the length of the way over the straight line; `miles_an_hour` includes junctions and stops; `start` is minutes spent before
    moving and after arriving (walking to the stop and waiting; parking).
    """

    detour: float
    miles_an_hour: float
    start: float


# Round figures for towns and the country around them; erring on the slow side, since a late teacher costs more than an early one.
PACES: dict[Mode, Pace] = {
    "car": Pace(detour=1.35, miles_an_hour=24, start=5),
    "bus": Pace(detour=1.5, miles_an_hour=11, start=12),
    "foot": Pace(detour=1.25, miles_an_hour=3, start=0),
}


def miles_between(one: Point, other: Point) -> float:
    """The great-circle distance in miles."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(chord)))


def distance_band(miles: float) -> str:
    """The band that is shown in place of an exact distance, so that nobody's home can be worked out from it."""
    for limit, label in BANDS:
        if miles < limit:
            return str(label)
    return str(BEYOND)


def travel_minutes(miles: float, mode: Mode) -> int:
    """About how many minutes the way takes, rounded up. Nobody drives where walking is quicker, so no distance is no time."""
    return math.ceil(round(min(_minutes(miles, PACES[mode]), _minutes(miles, PACES["foot"])), 6))


def _minutes(miles: float, pace: Pace) -> float:
    return pace.start + miles * pace.detour / pace.miles_an_hour * 60


def from_osgb36(easting: float, northing: float) -> Point:
    """The point of a British National Grid reference in metres, as GIAS and OS data give it. Right to about two metres."""
    (point,) = points_from_osgb36([(easting, northing)])
    return point


def is_on_grid(easting: float, northing: float) -> bool:
    """Whether the reference, in metres, lies on the British National Grid."""
    return 0 <= easting < 700_000 and 0 <= northing < 1_300_000


def points_from_osgb36(grid: Iterable[tuple[float, float]]) -> list[Point]:
    """Many references at once, far quicker than one by one. Raises ValueError for one that is not on the National Grid."""
    pairs = list(grid)
    for easting, northing in pairs:
        if not is_on_grid(easting, northing):
            raise ValueError(f"{easting}, {northing} is not on the British National Grid")
    if not pairs:
        return []
    eastings, northings = zip(*pairs, strict=True)
    longitudes: Sequence[float]
    longitudes, latitudes = _transformer().transform(eastings, northings)
    return [Point(round(lat, 6), round(lon, 6)) for lat, lon in zip(latitudes, longitudes, strict=True)]


@lru_cache(maxsize=1)
def _transformer() -> Transformer:
    # Without the OSTN15 grid file PROJ falls back to a seven-parameter shift, which is right to two metres; a mere rename of the
    # coordinates (a "ballpark" shift) would be a hundred metres out, so it is not allowed.
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True, allow_ballpark=False)
