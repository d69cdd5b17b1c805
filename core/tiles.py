"""The picture of an offer that has no photograph: one inline SVG, for ever the same for the same kind, subject and seed.

A tile is a field, a motif that says the subject, one main line in the door's pattern and a companion line, which meet at
exactly one interchange. Colours are plain, so that a tile is the same on a page, in a mail and as a file of its own.
Seed with the offer's id.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.doors import door_of
from core.motifs import MOTIFS, Shades

WIDTH, HEIGHT, GRID = 320, 200, 20
INK, PAPER = "#1d2b27", "#fffdf8"

Point = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Palette:
    field: str
    shades: Shades
    main: str
    companion: str


def _palette(field: str, soft: str, strong: str, second: str, main: str, companion: str) -> Palette:
    return Palette(field, Shades(soft, strong, second), main, companion)


# One pale and two strong ones for each door.
PALETTES = {
    "jn-wed": (
        _palette("#dcebe3", "#b9d9ca", "#0b5d52", "#f2a33a", "#2f8f6b", "#4c3f91"),
        _palette("#0b5d52", "#1f7566", "#f7f5ef", "#f2a33a", "#8fd0b5", "#f2a33a"),
        _palette("#2f8f6b", "#4ba482", "#f7f5ef", "#0b463e", "#0b463e", "#f2a33a"),
    ),
    "jn-third": (
        _palette("#fbeccf", "#f6d69a", "#1d2b27", "#0b5d52", "#e08d1c", "#0b5d52"),
        _palette("#f2a33a", "#f6bd70", "#1d2b27", "#fffdf8", "#1d2b27", "#0b5d52"),
        _palette("#f7d9a4", "#f2a33a", "#0b5d52", "#fffdf8", "#8a4f00", "#4c3f91"),
    ),
    "jn-chal": (
        _palette("#e6e2f3", "#c9c1e6", "#4c3f91", "#f2a33a", "#4c3f91", "#2f8f6b"),
        _palette("#4c3f91", "#6356a8", "#f7f5ef", "#f2a33a", "#cfc7f2", "#f2a33a"),
        _palette("#d7d0ee", "#b3a8de", "#362b6e", "#2f8f6b", "#4c3f91", "#f2a33a"),
    ),
}


class Dice:
    """A small repeatable source of choices: nothing in a tile may depend on the time or on Python's own random numbers."""

    def __init__(self, text: str) -> None:
        self._pool = list(hashlib.sha256(text.encode()).digest()) * 4

    def pick(self, options: Sequence[T]) -> T:
        return options[self._pool.pop() % len(options)]


def route(points: Sequence[Point], radius: float = 22) -> str:
    """A line through the points with its bends softened, as the d of an SVG path."""
    steps = [f"M{points[0][0]:g},{points[0][1]:g}"]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(bend, before, radius), _towards(bend, after, radius)
        steps.append(f"L{start[0]:.4g},{start[1]:.4g}Q{bend[0]:g},{bend[1]:g} {end[0]:.4g},{end[1]:.4g}")
    return "".join([*steps, f"L{points[-1][0]:g},{points[-1][1]:g}"])


def _towards(origin: Point, other: Point, radius: float) -> Point:
    length = math.dist(origin, other) or 1
    part = min(radius, length / 2) / length
    return origin[0] + (other[0] - origin[0]) * part, origin[1] + (other[1] - origin[1]) * part


def stroke(path: str, colour: str, width: float, door: str = "jn-wed", gap: str = PAPER) -> str:
    """A path drawn in a door's pattern: solid, double (the gap shows the ground) or dashed."""
    line = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"'
    if door == "jn-third":
        return f'{line}/><path d="{path}" fill="none" stroke="{gap}" stroke-width="{width * 0.34:.3g}"/>'
    if door == "jn-chal":
        return f'{line} stroke-dasharray="{width * 1.5:g} {width * 0.7:g}"/>'
    return f"{line}/>"


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the lines of a tile run: the interchange, the main line, its companion, and small stops along the main one."""

    hub: Point
    main: list[Point]
    companion: list[Point]
    stops: list[Point]


def _plan(dice: Dice) -> _Plan:
    x, y = dice.pick((9, 10, 11, 6, 5)) * GRID, 5 * GRID
    side = 1 if x < WIDTH / 2 else -1  # the long run of line is on the empty side
    top = dice.pick((1, 2, 8, 9)) * GRID
    far, near = (WIDTH + GRID, -GRID) if side > 0 else (-GRID, WIDTH + GRID)
    turn = x + side * (abs(top - y) + 2 * GRID)
    main: list[Point] = [(far, top), (turn, top), (x + side * 2 * GRID, y), (x, y)]
    leaves_at = dice.pick((y - 3 * GRID, y + 3 * GRID, y))
    if leaves_at == y:
        main.append((near, y))
    else:
        main += [(x - side * 2 * GRID, y), (x - side * 5 * GRID, leaves_at), (near, leaves_at)]
    edge = HEIGHT + GRID if top < y else -GRID
    drop = abs(edge - y) / 2
    companion: list[Point] = [
        (x + side * (drop + 3 * GRID), edge),
        (x + side * (drop + 3 * GRID), y + (edge - y) / 2),
        (x + side * 3 * GRID, y),
    ]
    along = [x + side * (abs(top - y) + steps * GRID) for steps in (3.4, 5.6)]
    return _Plan((x, y), main, [*companion, (x, y)], [(place, top) for place in along if 0 < place < WIDTH])


def tile(kind: str, subject: str, seed: object, *, css: str = "jn-tile", tall: bool = False) -> str:
    """The tile, 8 by 5; tall crops it round the interchange for the side of a card. The subject is the name of a motif.

    It is hidden from screen readers: whatever stands beside it says kind and subject in words.
    """
    door, motif = door_of(kind).css, subject if subject in MOTIFS else "nature"
    dice = Dice(f"{kind}|{motif}|{seed}")
    palette, plan = dice.pick(PALETTES[door]), _plan(dice)
    x, y = plan.hub
    view = f"{min(max(x - 80, 0), WIDTH - 160):g} 0 160 {HEIGHT}" if tall else f"0 0 {WIDTH} {HEIGHT}"
    parts = [
        f'<svg class="{css}" viewBox="{view}" preserveAspectRatio="xMidYMid slice" xmlns="http://www.w3.org/2000/svg"',
        ' aria-hidden="true" focusable="false">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.field}"/>',
        f'<g transform="translate({x:g},{y:g})">{MOTIFS[motif](palette.shades, dice)}</g>',
        stroke(route(plan.companion), palette.companion, 8),
        stroke(route(plan.main), palette.main, 14, door, palette.field),
    ]
    if door == "jn-wed":
        parts += [f'<circle cx="{stop[0]:g}" cy="{stop[1]:g}" r="4.5" fill="{PAPER}"/>' for stop in plan.stops]
    parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="15" fill="{PAPER}" stroke="{INK}" stroke-width="6.75"/></svg>')
    return "".join(parts)


def roundel(motif: str, door: str, palette: int = 0, *, x: float = 0, y: float = 0, radius: float = 50) -> str:
    """A motif in a disc with an ink edge, as a group for a larger drawing. The disc clips what runs over by a ring of its own."""
    chosen = PALETTES[door][palette]
    name = f"clip-{motif}-{x:g}-{y:g}"
    disc = f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"'
    picture = MOTIFS[motif](chosen.shades, Dice(f"{motif}|{door}"))
    return (
        f'<clipPath id="{name}">{disc}/></clipPath><g clip-path="url(#{name})">{disc} fill="{chosen.field}"/>'
        f'<g transform="translate({x:g},{y:g}) scale({radius / 104:.3g})">{picture}</g></g>'
        f'{disc} fill="none" stroke="var(--jn-ink)" stroke-width="6"/>'
    )
