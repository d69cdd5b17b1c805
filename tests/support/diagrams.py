"""The diagrams that a page of docs/ shows of life cycles, kept as the tables draw them."""

import re
from collections.abc import Mapping
from pathlib import Path

from core.states import Machine

PLACE = re.compile(r"(<!-- generated: (\w+) -->\n```mermaid\n)(.*?)(\n```\n<!-- end -->)", re.DOTALL)


def drawn_on(page: Path) -> dict[str, str]:
    return {name: diagram for _start, name, diagram, _end in PLACE.findall(page.read_text())}


def draw_on(page: Path, machines: Mapping[str, Machine]) -> None:
    page.write_text(PLACE.sub(lambda found: found[1] + machines[found[2]].diagram() + found[4], page.read_text()))
