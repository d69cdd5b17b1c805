import itertools

import pytest

from core.exceptions import IllegalTransitionError
from vetting.states import CONCERN, ConcernEvent, ConcernState

STEPS = {("raised", "acknowledge"): "acknowledged", ("acknowledged", "close"): "closed"}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(ConcernState.values, ConcernEvent.values)))
def test_every_state_and_event(state: str, event: str) -> None:
    if (state, event) in STEPS:
        assert CONCERN.target(state, event) == STEPS[state, event]
    else:
        with pytest.raises(IllegalTransitionError):
            CONCERN.target(state, event)
