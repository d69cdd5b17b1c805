"""The diagrams in docs/imports.md are drawn from the tables. `python -m tests.unit.imports.test_documents` draws them anew."""

import pytest

from config.paths import ROOT
from imports.states import BATCH, INVITATION
from tests.support.diagrams import draw_on, drawn_on

PAGE = ROOT / "docs" / "imports.md"
MACHINES = {"import": BATCH, "invitation": INVITATION}


@pytest.mark.parametrize("name", MACHINES)
def test_the_diagram_is_fresh(name: str) -> None:
    assert drawn_on(PAGE)[name] == MACHINES[name].diagram()


def test_every_diagram_of_the_page_is_generated() -> None:
    assert drawn_on(PAGE).keys() == MACHINES.keys()


if __name__ == "__main__":
    draw_on(PAGE, MACHINES)
