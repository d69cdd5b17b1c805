import itertools

import pytest

from core.exceptions import IllegalTransitionError
from core.states import Machine
from imports.states import BATCH, INVITATION, BatchEvent, BatchState, InvitationEvent, InvitationState

BATCH_STEPS = {
    ("mapping", "map"): "preview",
    ("mapping", "discard"): "discarded",
    ("preview", "remap"): "preview",
    ("preview", "start"): "importing",
    ("preview", "discard"): "discarded",
    ("importing", "finish"): "imported",
    ("imported", "undo"): "undoing",
    ("undoing", "finish_undo"): "undone",
}
INVITATION_STEPS = {("sent", "accept"): "accepted", ("sent", "revoke"): "revoked", ("sent", "lapse"): "lapsed"}
PAIRS = [
    *((BATCH, pair, BATCH_STEPS.get(pair)) for pair in itertools.product(BatchState.values, BatchEvent.values)),
    *((INVITATION, pair, INVITATION_STEPS.get(pair)) for pair in itertools.product(InvitationState.values, InvitationEvent.values)),
]


@pytest.mark.parametrize(("machine", "pair", "after"), PAIRS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None)
def test_every_state_takes_its_own_steps_and_no_other(machine: Machine, pair: tuple[str, str], after: str | None) -> None:
    if after is None:
        with pytest.raises(IllegalTransitionError):
            machine.target(*pair)
    else:
        assert machine.target(*pair) == after
