"""A schematic map of how far things are: rings for distances, a numbered stop for each place, a line through each door.

Directions mean nothing: they are dealt out so that stops do not cover one another, and no position is ever known here. So
the map can say no more about where somebody lives than the distance band that the list says in words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.tiles import Point, route, stroke

WIDTH, HEIGHT = 420, 380
CENTRE: Point = (210, 190)
RINGS = (62, 118, 174)  # radii; a place within the first, between two, or beyond the last
REACH = (46, 90, 146, 182)  # how far out a stop stands, by band
STAGGER = 9  # every other stop of a side stands a little farther out, so that neighbours in one band do not touch
COLOURS = {"jn-wed": "var(--jn-leaf)", "jn-third": "var(--jn-amber)", "jn-chal": "var(--jn-indigo)"}
# Stops keep out of twelve o'clock, where the rings are named.
FAN = 132  # degrees, on either side
CLEAR = 24  # how near a line may pass to a stop that is not its own


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered stop: band counts the rings that lie inside it, door is the css class of its door."""

    number: int
    band: int
    door: str


@dataclass(frozen=True, slots=True)
class PlacedStop:
    number: int
    door: str
    x: float
    y: float


def place_stops(places: Sequence[Place]) -> list[PlacedStop]:
    """Deal out the places round the centre, by turns right and left, evenly on each side."""
    return [_stop(place, index, len(places)) for index, place in enumerate(places)]


def _stop(place: Place, index: int, count: int) -> PlacedStop:
    rank, on_side = index // 2, (count + 1 - index % 2) // 2
    # Side by side would read as pairs: the left begins at the bottom where the right begins at the top.
    turn = ((rank + 0.5) / on_side - 0.5) * FAN
    angle = math.radians(turn if index % 2 == 0 else 180 + turn)
    reach = REACH[min(place.band, len(RINGS))] + (STAGGER if rank % 2 else -STAGGER) * (on_side > 1)
    x, y = CENTRE[0] + reach * math.cos(angle), CENTRE[1] + reach * math.sin(angle)
    return PlacedStop(place.number, place.door, round(x, 1), round(min(max(y, 20), HEIGHT - 20), 1))


def _line_of(stop: PlacedStop, others: Sequence[PlacedStop]) -> list[Point]:
    """From the centre at 45 degrees, then straight through the stop, and on to the edge where nobody stands in the way."""
    dx, dy = stop.x - CENTRE[0], stop.y - CENTRE[1]
    slant = min(abs(dx), abs(dy))
    bend = (CENTRE[0] + math.copysign(slant, dx), CENTRE[1] + math.copysign(slant, dy))
    if abs(dx) >= abs(dy):
        edge: Point = (WIDTH + 10 if dx > 0 else -10, stop.y)
        blocked = any(abs(other.y - stop.y) < CLEAR and (other.x - stop.x) * dx > 0 for other in others if other != stop)
    else:
        edge = (stop.x, HEIGHT + 10 if dy > 0 else -10)
        blocked = any(abs(other.x - stop.x) < CLEAR and (other.y - stop.y) * dy > 0 for other in others if other != stop)
    return [CENTRE, bend, (stop.x, stop.y)] if blocked else [CENTRE, bend, (stop.x, stop.y), edge]


def draw_lines(stops: Sequence[PlacedStop]) -> str:
    """The lines, as SVG: each in the pattern of its stop's door."""
    return "".join(
        stroke(route(_line_of(stop, stops), 24), COLOURS.get(stop.door, COLOURS["jn-wed"]), 11, stop.door, "var(--jn-paper)")
        for stop in stops
    )
