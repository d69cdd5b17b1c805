"""The diagrams in docs/imports.md are drawn from the tables. `python -m tests.unit.imports.test_documents` draws them anew."""

import re

import pytest

from config.paths import ROOT
from core.states import Machine
from imports.states import BATCH, INVITATION

PAGE = ROOT / "docs" / "imports.md"
PLACE = re.compile(r"(<!-- generated: (\w+) -->\n```mermaid\n)(.*?)(\n```\n<!-- end -->)", re.DOTALL)
MACHINES = {"import": BATCH, "invitation": INVITATION}


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
