import itertools

import pytest

from config.paths import ROOT
from core.exceptions import IllegalTransitionError
from core.states import Machine
from schools.states import INVITATION, JOINING, InvitationEvent, InvitationState, JoinEvent, JoinState

STEPS = {
    JOINING.name: {
        ("asked", "approve"): "approved",
        ("asked", "decline"): "declined",
        ("asked", "withdraw"): "withdrawn",
    },
    INVITATION.name: {
        ("sent", "accept"): "accepted",
        ("sent", "revoke"): "revoked",
        ("sent", "lapse"): "lapsed",
    },
}
EVERY = [
    *((JOINING, state, event) for state, event in itertools.product(JoinState, JoinEvent)),
    *((INVITATION, state, event) for state, event in itertools.product(InvitationState, InvitationEvent)),
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY)
def test_each_pair_moves_as_the_table_says_or_is_refused(machine: Machine, state: str, event: str) -> None:
    expected = STEPS[machine.name].get((state, event))

    if expected:
        assert machine.target(state, event) == expected
    else:
        with pytest.raises(IllegalTransitionError):
            machine.target(state, event)


@pytest.mark.parametrize("machine", [JOINING, INVITATION], ids=lambda machine: machine.name)
def test_the_diagram_in_the_documents_is_the_table(machine: Machine) -> None:
    assert machine.diagram() in (ROOT / "docs" / "schools.md").read_text()
