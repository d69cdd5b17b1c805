import itertools

import pytest

from core.states import Machine
from tests.support.states import moves_as_it_says
from vetting.states.leads import APPEAL, WAIVER, AppealEvent, AppealState, WaiverEvent, WaiverState

STEPS = {
    APPEAL.name: {
        ("lodged", "uphold"): "upheld",
        ("lodged", "dismiss"): "dismissed",
        ("lodged", "withdraw"): "withdrawn",
    },
    WAIVER.name: {
        ("proposed", "grant"): "granted",
        ("proposed", "refuse"): "refused",
        ("proposed", "withdraw"): "withdrawn",
        ("granted", "revoke"): "revoked",
    },
}
EVERY = [
    *((APPEAL, state, event) for state, event in itertools.product(AppealState, AppealEvent)),
    *((WAIVER, state, event) for state, event in itertools.product(WaiverState, WaiverEvent)),
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY)
def test_each_pair_moves_as_the_table_says_or_is_refused(machine: Machine, state: str, event: str) -> None:
    moves_as_it_says(machine, state, event, STEPS[machine.name])
