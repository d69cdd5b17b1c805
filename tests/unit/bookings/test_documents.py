"""The diagrams in docs/bookings.md are drawn from the tables. `python -m tests.unit.bookings.test_documents` draws them anew."""

import re

import pytest

from bookings.states import BOOKING, SESSION
from config.paths import ROOT
from core.states import Machine

PAGE = ROOT / "docs" / "bookings.md"
PLACE = re.compile(r"(<!-- generated: (\w+) -->\n```mermaid\n)(.*?)(\n```\n<!-- end -->)", re.DOTALL)
MACHINES = {"booking": BOOKING, "session": SESSION}


def drawn() -> dict[str, str]:
    return {name: diagram for _start, name, diagram, _end in PLACE.findall(PAGE.read_text())}


@pytest.mark.parametrize("name", MACHINES)
def test_the_diagram_is_fresh(name: str) -> None:
    machine: Machine = MACHINES[name]

    assert drawn()[name] == machine.diagram()


def test_every_diagram_of_the_page_is_generated() -> None:
    assert drawn().keys() == MACHINES.keys()


if __name__ == "__main__":
    PAGE.write_text(PLACE.sub(lambda found: found[1] + MACHINES[found[2]].diagram() + found[4], PAGE.read_text()))
