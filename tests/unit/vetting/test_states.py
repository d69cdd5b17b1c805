import itertools

import pytest

from core.exceptions import IllegalTransitionError
from core.states import Machine
from vetting.lead_states import APPEAL, WAIVER, AppealEvent, AppealState, WaiverEvent, WaiverState
from vetting.partner_states import LOAN, RECOGNITION, LoanEvent, LoanState, RecognitionEvent, RecognitionState
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
    LOAN.name: {
        ("offered", "accept"): "accepted",
        ("offered", "decline"): "declined",
        ("offered", "withdraw"): "withdrawn",
        ("accepted", "end"): "ended",
    },
    POLICY_DRAFT.name: {
        ("draft", "propose"): "proposed",
        ("draft", "discard"): "discarded",
        ("proposed", "take_back"): "draft",
        ("proposed", "publish"): "published",
        ("published", "bring_in"): "in_force",
        ("published", "discard"): "discarded",
    },
    RECOGNITION.name: {
        ("proposed", "confirm"): "confirmed",
        ("proposed", "withdraw"): "withdrawn",
        ("confirmed", "withdraw"): "withdrawn",
    },
    REFERENCE.name: {
        ("named", "ask"): "asked",
        ("asked", "ask"): "asked",
        ("asked", "answer"): "answered",
        ("asked", "lapse"): "unanswered",
        ("unanswered", "ask"): "asked",
    },
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
    *((ACCREDITATION, state, event) for state, event in itertools.product(AccreditationState, AccreditationEvent)),
    *((OBSERVATION, state, event) for state, event in itertools.product(ObservationState, ObservationEvent)),
    *((CASE, state, event) for state, event in itertools.product(CaseState, CaseEvent)),
    *((CHECK, state, event) for state, event in itertools.product(CheckState, CheckEvent)),
    *((CLEARANCE, state, event) for state, event in itertools.product(ClearanceState, ClearanceEvent)),
    *((LOAN, state, event) for state, event in itertools.product(LoanState, LoanEvent)),
    *((POLICY_DRAFT, state, event) for state, event in itertools.product(DraftState, DraftEvent)),
    *((RECOGNITION, state, event) for state, event in itertools.product(RecognitionState, RecognitionEvent)),
    *((REFERENCE, state, event) for state, event in itertools.product(ReferenceState, ReferenceEvent)),
    *((APPEAL, state, event) for state, event in itertools.product(AppealState, AppealEvent)),
    *((WAIVER, state, event) for state, event in itertools.product(WaiverState, WaiverEvent)),
]


@pytest.mark.parametrize(("machine", "state", "event"), EVERY)
def test_each_pair_moves_as_the_table_says_or_is_refused(machine: Machine, state: str, event: str) -> None:
    expected = STEPS[machine.name].get((state, event))

    if expected:
        assert machine.target(state, event) == expected
    else:
        with pytest.raises(IllegalTransitionError):
            machine.target(state, event)
