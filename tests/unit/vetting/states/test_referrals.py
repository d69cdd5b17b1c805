import itertools

import pytest

from core.exceptions import IllegalTransitionError
from vetting.states import REFERRAL, ReferralEvent, ReferralState

AFTER = {"make": "made", "find_not_required": "not_required", "defer": "deferred"}
OPEN = {"waiting", "deferred"}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(ReferralState.values, ReferralEvent.values)))
def test_every_state_and_event(state: str, event: str) -> None:
    if state in OPEN:
        assert REFERRAL.target(state, event) == AFTER[event]
    else:
        with pytest.raises(IllegalTransitionError):
            REFERRAL.target(state, event)
