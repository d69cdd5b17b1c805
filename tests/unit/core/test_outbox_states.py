import pytest

from core.exceptions import IllegalTransitionError
from core.outbox_states import OUTBOX, OutboxEvent, OutboxState

LEGAL = {
    ("pending", "start"): "sending",
    ("sending", "deliver"): "sent",
    ("sending", "drop"): "dropped",
    ("sending", "retry"): "pending",
    ("sending", "give_up"): "dead",
    ("sending", "lose_track"): "unsure",
    ("dead", "send_again"): "pending",
    ("unsure", "send_again"): "pending",
}


@pytest.mark.parametrize("state", OutboxState.values)
@pytest.mark.parametrize("event", OutboxEvent.values)
def test_each_step_is_in_the_table_or_refused(state: str, event: str) -> None:
    if (state, event) in LEGAL:
        assert OUTBOX.target(state, event) == LEGAL[state, event]
    else:
        with pytest.raises(IllegalTransitionError):
            OUTBOX.target(state, event)
