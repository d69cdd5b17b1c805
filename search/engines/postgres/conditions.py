"""What can keep an offer out, one bit each. An offer with no bit is a hit; one with a single bit counts for that facet, or nearly fits."""

import dataclasses
import math
from typing import Any

from core.geo import EARTH_RADIUS_MILES
from search.contract import NearReason
from search.engines.protocol import Asked
from search.facets import ADAPT, DISTANCE, LIMITS, MASKED, band_limit, chosen_masks

OFF = {dimension.column: 1 << number for number, dimension in enumerate((*MASKED, ADAPT, DISTANCE))}
OUT_OF_REACH, GROUP_TOO_BIG, GROUP_TOO_SMALL, NOT_FREE = (1 << (len(OFF) + number) for number in range(4))
WITHOUT = {
    **{OFF[dimension.column]: dimension.name for dimension in (*MASKED, ADAPT, DISTANCE)},
    OUT_OF_REACH: DISTANCE.name,
    GROUP_TOO_BIG: "group",
    GROUP_TOO_SMALL: "group",
    NOT_FREE: "dates",
}
NEAR_CODES = {
    OUT_OF_REACH: NearReason.OUT_OF_REACH,
    GROUP_TOO_BIG: NearReason.GROUP_TOO_BIG,
    GROUP_TOO_SMALL: NearReason.GROUP_TOO_SMALL,
    NOT_FREE: NearReason.NOT_FREE,
    OFF["band"]: NearReason.TOO_FAR,
    OFF["years"]: NearReason.OTHER_YEARS,
    OFF["cost"]: NearReason.COST,
}
MILES_A_DEGREE = math.radians(1) * EARTH_RADIUS_MILES
# The haversine formula; null for what has no place, which least() would swallow.
MILES = f"""CASE WHEN facts.latitude IS NOT NULL THEN {2 * EARTH_RADIUS_MILES} * asin(least(1, sqrt(
    sin(radians(facts.latitude - %(latitude)s) / 2) ^ 2
    + cos(radians(%(latitude)s)) * cos(radians(facts.latitude)) * sin(radians(facts.longitude - %(longitude)s) / 2) ^ 2))) END"""
# Only the band of the miles leaves this expression, so that no order and no count tells more than the band does.
BAND = f"width_bucket(miles, ARRAY{[float(limit) for limit in LIMITS]}::float8[])"


@dataclasses.dataclass(frozen=True)
class Condition:
    """`fails` is true of an offer that this keeps out; `nearly` of one that it keeps out by a little, empty where there is no little.

    Neither is true of what is unknown: what has no place is out of nobody's reach.
    """

    bit: int
    fails: str
    nearly: str = ""


def conditions(asked: Asked, params: dict[str, Any]) -> list[Condition]:
    """Those that the request makes, in columns of the inner query of statement.py. Adds what they compare with to params."""
    return [*_chosen(asked, params), *_distance(asked, params), *_group(asked, params), *_dates(asked)]


def _chosen(asked: Asked, params: dict[str, Any]) -> list[Condition]:
    found = []
    for column, mask in chosen_masks(asked.request).items():
        if not mask:
            continue
        params[f"chosen_{column}"] = mask
        chosen = f"%(chosen_{column})s"
        wanted = f"{column} & {chosen} <> {chosen}" if column == ADAPT.column else f"{column} & {chosen} = 0"
        found.append(Condition(OFF[column], wanted, NEXT_TO.get(column, "").format(chosen=chosen)))
    return found


NEXT_TO = {
    "years": "(years << 1 | years >> 1) & {chosen} <> 0",
    "cost": "(cost >> 1) & {chosen} <> 0",
}


def _distance(asked: Asked, params: dict[str, Any]) -> list[Condition]:
    request = asked.request
    if request.near is None:
        return []
    found = [Condition(OUT_OF_REACH, "miles > reach_miles", "miles <= 2 * reach_miles")]
    if request.within_miles is not None:
        params["bands"] = band_limit(request.within_miles)
        found.append(Condition(OFF["band"], "band >= %(bands)s", "band = %(bands)s"))
    return found


def _group(asked: Asked, params: dict[str, Any]) -> list[Condition]:
    if asked.request.group_size is None:
        return []
    params["group"] = asked.request.group_size
    return [
        Condition(GROUP_TOO_BIG, "group_max < %(group)s", "%(group)s <= 2 * group_max"),
        Condition(GROUP_TOO_SMALL, "group_min > %(group)s", "group_min <= 2 * %(group)s"),
    ]


def _dates(asked: Asked) -> list[Condition]:
    """Who is nearly free is for signed-in schools: the public is not told more of anybody's days than it asked for."""
    if not asked.request.dates:
        return []
    return [Condition(NOT_FREE, "free_mask = 0", "bit_count(free) > 0" if asked.request.for_schools else "")]


def box(asked: Asked, params: dict[str, Any]) -> str:
    """A rectangle round everything that can be counted, which an index finds; all of it where no radius is asked for."""
    place = asked.request.near
    if place is None or asked.request.within_miles is None:
        return ""
    high = LIMITS[-1] / MILES_A_DEGREE
    wide = high / max(0.1, math.cos(math.radians(place.latitude)))
    params |= {
        "south": place.latitude - high,
        "north": place.latitude + high,
        "west": place.longitude - wide,
        "east": place.longitude + wide,
    }
    inside = "facts.latitude BETWEEN %(south)s AND %(north)s AND facts.longitude BETWEEN %(west)s AND %(east)s"
    return f"(({inside}) OR facts.latitude IS NULL)"
