"""The pictures in tiles: one motif for each subject, drawn round 0,0 within about 90 units from circles, arcs and straight strokes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Picks(Protocol):
    """A repeatable source of choices."""

    def pick(self, options: Sequence[str]) -> str: ...


@dataclass(frozen=True, slots=True)
class Shades:
    """The three colours of a motif: soft behind, strong in front, second for the part that stands out."""

    soft: str
    strong: str
    second: str


def _disc(radius: float, colour: str, x: float = 0, y: float = 0) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{colour}"/>'


def _stroke(path: str, colour: str, width: float, more: str = "") -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{more}/>'


def _turned(path: str, colour: str, angles: Sequence[int]) -> str:
    return "".join(f'<path d="{path}" fill="{colour}" transform="rotate({angle})"/>' for angle in angles)


def _making(shades: Shades, _picks: Picks) -> str:  # a cog
    teeth = _turned("M-11,-86h22l-4,22h-14z", shades.strong, range(0, 360, 36))
    return _disc(92, shades.soft) + teeth + _disc(70, shades.strong) + _disc(50, shades.soft) + _disc(30, shades.second)


def _growing(shades: Shades, _picks: Picks) -> str:  # a stem and its leaves
    leaf = "M0,0q4,-46 50,-46q-2,46 -50,46z"
    places = [(86, 1, shades.second), (64, -1, shades.strong), (26, 1, shades.second), (4, -1, shades.strong)]
    leaves = "".join(f'<path d="{leaf}" fill="{colour}" transform="translate(0,{y}) scale({side},1)"/>' for y, side, colour in places)
    return _disc(92, shades.soft) + _stroke("M0,104V-40", shades.strong, 7) + leaves


def _food(shades: Shades, _picks: Picks) -> str:  # a bowl and its steam
    steam = "".join(_stroke(f"M{x},-26q-12,-13 0,-26t0,-26", shades.strong, 7, ' stroke-linecap="round"') for x in (-30, 0, 30))
    bowl = f'<path d="M-74,0a74,74 0 0 0 148,0z" fill="{shades.second}"/>'
    return _disc(92, shades.soft) + steam + bowl + _stroke("M-84,0h168", shades.strong, 10)


def _water(shades: Shades, _picks: Picks) -> str:  # a sail on waves
    waves = "".join(_stroke(f"M-120,{y}" + "q10,-16 20,0t20,0" * 6, shades.strong, 7) for y in (42, 64, 86))
    sails = f'<path d="M-6,-84V22H-66z" fill="{shades.strong}"/><path d="M8,-62V22H58z" fill="{shades.second}"/>'
    return _disc(92, shades.soft) + sails + waves


def _textiles(shades: Shades, picks: Picks) -> str:  # a sampler of quarter discs
    cells = []
    for number in range(16):
        x, y = -80 + number % 4 * 40, -80 + number // 4 * 40
        colour, angle = picks.pick((shades.strong, shades.second, shades.soft)), picks.pick(("0", "90", "180", "270"))
        turn = f"translate({x + 20},{y + 20}) rotate({angle}) translate(-20,-20)"
        cells.append(f'<rect x="{x}" y="{y}" width="40" height="40" fill="{shades.soft}" opacity=".55"/>')
        cells.append(f'<path d="M0,0h40a40,40 0 0 1 -40,40z" fill="{colour}" transform="{turn}"/>')
    return "".join(cells)


def _music(shades: Shades, picks: Picks) -> str:  # a stave, which is also five lines
    stave = "".join(_stroke(f"M-340,{y}H340", shades.soft, 6) for y in range(-60, 61, 30))
    notes = []
    for number, x in enumerate((-72, -28, 40, 78)):
        y, colour = int(picks.pick(("-45", "-30", "-15", "15", "30", "45"))), shades.strong if number % 2 else shades.second
        notes.append(_disc(15, colour, x, y) + _stroke(f"M{x + 12},{y}v-58", colour, 6))
    return stave + "".join(notes)


def _history(shades: Shades, _picks: Picks) -> str:  # a viaduct
    arches = "".join(f"M{x},104V44a26,26 0 0 1 52,0V104z" for x in range(-326, 327, 64))
    return _disc(60, shades.second, 30, -34) + f'<path fill-rule="evenodd" d="M-400,0H400V104H-400z{arches}" fill="{shades.strong}"/>'


def _energy(shades: Shades, _picks: Picks) -> str:  # three blades, one hub
    blades = _turned("M0,0c15,-22 13,-56 1,-88c-13,26 -17,62 -1,88z", shades.strong, (8, 128, 248))
    return _disc(92, shades.soft) + f'<path d="M-5,6L-10,110H10L5,6z" fill="{shades.second}"/>' + blades


def _nature(shades: Shades, _picks: Picks) -> str:  # hills with contours
    def hill(x: float, radius: float, colour: str) -> str:
        rings = ((radius, colour), (radius * 0.72, shades.soft), (radius * 0.44, colour))
        return "".join(f'<path d="M{x - r:g},104a{r:g},{r:g} 0 0 1 {2 * r:g},0z" fill="{shade}"/>' for r, shade in rings)

    return _disc(34, shades.second, 62, -54) + hill(-70, 104, shades.strong) + hill(64, 84, shades.second)


def _story(shades: Shades, _picks: Picks) -> str:  # an open book
    page = "M0,50q-44,-26 -90,-8v-92q46,-16 90,10z"
    lines = "".join(_stroke(f"M-74,{y}q34,-9 60,3", shades.soft, 6) for y in (-26, -4, 18))
    pages = f'<path d="{page}" fill="{shades.strong}"/>{lines}<path d="{page}" fill="{shades.second}" transform="scale(-1,1)"/>'
    return _disc(92, shades.soft, 0, -14) + pages


def _digital(shades: Shades, picks: Picks) -> str:  # a mirrored field of dots, the seed's own badge
    dots = []
    for number in range(15):
        x, y = number % 3 * 38, -76 + number // 3 * 38
        colour = picks.pick((shades.strong, shades.strong, shades.second, shades.soft))
        dots.append(_disc(16, colour, x, y) + (_disc(16, colour, -x, y) if x else ""))
    return "".join(dots)


def _care(shades: Shades, _picks: Picks) -> str:  # circles that overlap
    around = ((0, shades.strong), (2 * math.pi / 3, shades.second), (4 * math.pi / 3, shades.soft))
    return "".join(f'<circle cx="{46 * math.sin(a):.3g}" cy="{-46 * math.cos(a):.3g}" r="50" fill="{c}" opacity=".86"/>' for a, c in around)


def _movement(shades: Shades, _picks: Picks) -> str:  # a running track
    lanes = ((80, shades.soft), (62, shades.strong), (44, shades.soft), (26, shades.second))
    return "".join(
        f'<rect x="{-r - 30}" y="{-r}" width="{2 * r + 60}" height="{2 * r}" rx="{r}" fill="none" stroke="{c}" stroke-width="11"/>'
        for r, c in lanes
    )


MOTIFS: dict[str, Callable[[Shades, Picks], str]] = {
    "making": _making,
    "growing": _growing,
    "food": _food,
    "water": _water,
    "textiles": _textiles,
    "music": _music,
    "history": _history,
    "energy": _energy,
    "nature": _nature,
    "story": _story,
    "digital": _digital,
    "care": _care,
    "movement": _movement,
}
