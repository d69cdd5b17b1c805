import itertools

import pytest

from core.states import Machine
from tests.support.states import moves_as_it_says
from vetting.states import (
    ACCREDITATION,
    CASE,
    CHECK,
    CLEARANCE,
    OBSERVATION,
    POLICY_DRAFT,
    REFERENCE,
    AccreditationEvent,
    AccreditationState,
    CaseEvent,
    CaseState,
    CheckEvent,
    CheckState,
    ClearanceEvent,
    ClearanceState,
    DraftEvent,
    DraftState,
    ObservationEvent,
    ObservationState,
    ReferenceEvent,
    ReferenceState,
)

STEPS = {
    ACCREDITATION.name: {
        ("begun", "induct"): "inducted",
        ("begun", "withdraw"): "withdrawn",
        ("inducted", "observe"): "observed",
        ("inducted", "withdraw"): "withdrawn",
        ("observed", "observe_again"): "inducted",
        ("observed", "accredit"): "accredited",
        ("observed", "withdraw"): "withdrawn",
        ("accredited", "renew"): "accredited",
        ("accredited", "lapse"): "lapsed",
        ("accredited", "withdraw"): "withdrawn",
    },
    OBSERVATION.name: {
        ("asked", "answer"): "answered",
        ("asked", "close"): "closed",
    },
    CASE.name: {
        ("open", "claim"): "claimed",
        ("open", "withdraw"): "withdrawn",
        ("claimed", "release"): "open",
        ("claimed", "hand_over"): "claimed",
        ("claimed", "ask_provider"): "waiting_on_provider",
        ("claimed", "recommend"): "recommended",
        ("claimed", "withdraw"): "withdrawn",
        ("waiting_on_provider", "provider_answers"): "claimed",
        ("waiting_on_provider", "hand_over"): "waiting_on_provider",
        ("waiting_on_provider", "withdraw"): "withdrawn",
        ("recommended", "send_back"): "claimed",
        ("recommended", "decide"): "decided",
        ("recommended", "withdraw"): "withdrawn",
    },
    CHECK.name: {
        ("recorded", "verify"): "verified",
        ("recorded", "send_back"): "sent_back",
        ("recorded", "revoke"): "revoked",
        ("recorded", "supersede"): "superseded",
        ("sent_back", "supersede"): "superseded",
        ("verified", "revoke"): "revoked",
        ("verified", "supersede"): "superseded",
    },
    CLEARANCE.name: {
        ("cleared", "suspend"): "suspended",
        ("cleared", "withdraw"): "withdrawn",
        ("suspended", "reinstate"): "reinstated",
        ("suspended", "withdraw"): "withdrawn",
        ("reinstated", "suspend"): "suspended",
        ("reinstated", "withdraw"): "withdrawn",
    },
    POLICY_DRAFT.name: {
        ("draft", "propose"): "proposed",
        ("draft", "discard"): "discarded",
        ("proposed", "take_back"): "draft",
        ("proposed", "publish"): "published",
        ("published", "bring_in"): "in_force",
        ("published", "discard"): "discarded",
    },
    REFERENCE.name: {
        ("named", "ask"): "asked",
        ("asked", "ask"): "asked",
        ("asked", "answer"): "answered",
        ("asked", "lapse"): "unanswered",
        ("unanswered", "ask"): "asked",
    },
}
EVERY = [
    *((ACCREDITATION, state, event) for state, event in itertools.product(AccreditationState, AccreditationEvent)),
    *((OBSERVATION, state, event) for state, event in itertools.product(ObservationState, ObservationEvent)),
    *((CASE, state, event) for state, event in itertools.product(CaseState, CaseEvent)),
    *((CHECK, state, event) for state, event in itertools.product(CheckState, CheckEvent)),
    *((CLEARANCE, state, event) for state, event in itertools.product(ClearanceState, ClearanceEvent)),
    *((POLICY_DRAFT, state, event) for state, event in itertools.product(DraftState, DraftEvent)),
    *((REFERENCE, state, event) for state, event in itertools.product(ReferenceState, ReferenceEvent)),
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY)
def test_each_pair_moves_as_the_table_says_or_is_refused(machine: Machine, state: str, event: str) -> None:
    moves_as_it_says(machine, state, event, STEPS[machine.name])
