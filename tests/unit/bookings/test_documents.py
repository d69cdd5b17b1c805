"""The diagrams in docs/bookings.md are drawn from the tables. `python -m tests.unit.bookings.test_documents` draws them anew."""

import pytest

from bookings.states import BOOKING, SESSION, SUBSTITUTION
from config.paths import ROOT
from tests.support.diagrams import draw_on, drawn_on

PAGE = ROOT / "docs" / "bookings.md"
MACHINES = {"booking": BOOKING, "session": SESSION, "substitution": SUBSTITUTION}


@pytest.mark.parametrize("name", MACHINES)
def test_the_diagram_is_fresh(name: str) -> None:
    assert drawn_on(PAGE)[name] == MACHINES[name].diagram()


def test_every_diagram_of_the_page_is_generated() -> None:
    assert drawn_on(PAGE).keys() == MACHINES.keys()


if __name__ == "__main__":
    draw_on(PAGE, MACHINES)
