import itertools

import pytest

from core.states import Machine
from tests.support.states import moves_as_it_says
from vetting.states.partners import LOAN, RECOGNITION, LoanEvent, LoanState, RecognitionEvent, RecognitionState

STEPS = {
    LOAN.name: {
        ("offered", "accept"): "accepted",
        ("offered", "decline"): "declined",
        ("offered", "withdraw"): "withdrawn",
        ("accepted", "end"): "ended",
    },
    RECOGNITION.name: {
        ("proposed", "confirm"): "confirmed",
        ("proposed", "withdraw"): "withdrawn",
        ("confirmed", "withdraw"): "withdrawn",
    },
}
EVERY = [
    *((LOAN, state, event) for state, event in itertools.product(LoanState, LoanEvent)),
    *((RECOGNITION, state, event) for state, event in itertools.product(RecognitionState, RecognitionEvent)),
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY)
def test_each_pair_moves_as_the_table_says_or_is_refused(machine: Machine, state: str, event: str) -> None:
    moves_as_it_says(machine, state, event, STEPS[machine.name])
