import itertools

import pytest

from tests.support.states import moves_as_it_says
from vetting.states.panels import PANEL, PanelEvent, PanelState

STEPS = {("required", "record"): "held", ("required", "take_back"): "taken_back"}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(PanelState, PanelEvent)))
def test_each_pair_moves_as_the_table_says_or_is_refused(state: str, event: str) -> None:
    moves_as_it_says(PANEL, state, event, STEPS)
