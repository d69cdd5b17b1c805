from itertools import product

import pytest

from core.exceptions import IllegalTransitionError
from directory.states import OFFER, OFFER_VERSION, OfferEvent, OfferState, VersionEvent, VersionState

OFFER_STEPS = {
    ("draft", "submit"): "in_review",
    ("draft", "archive"): "archived",
    ("in_review", "send_back"): "draft",
    ("in_review", "list"): "listed",
    ("in_review", "archive"): "archived",
    ("listed", "pause"): "paused",
    ("listed", "archive"): "archived",
    ("paused", "resume"): "listed",
    ("paused", "archive"): "archived",
    ("archived", "restore"): "paused",
    ("archived", "reopen"): "draft",
}
VERSION_STEPS = {
    ("draft", "submit"): "in_review",
    ("draft", "discard"): "discarded",
    ("in_review", "send_back"): "draft",
    ("in_review", "approve"): "approved",
    ("in_review", "discard"): "discarded",
    ("approved", "supersede"): "superseded",
}


@pytest.mark.parametrize(("state", "event"), list(product(OfferState.values, OfferEvent.values)))
def test_offer_takes_the_steps_of_its_life_and_no_others(state: str, event: str) -> None:
    if (state, event) in OFFER_STEPS:
        assert OFFER.target(state, event) == OFFER_STEPS[(state, event)]
        return
    with pytest.raises(IllegalTransitionError):
        OFFER.target(state, event)


@pytest.mark.parametrize(("state", "event"), list(product(VersionState.values, VersionEvent.values)))
def test_version_takes_the_steps_of_its_life_and_no_others(state: str, event: str) -> None:
    if (state, event) in VERSION_STEPS:
        assert OFFER_VERSION.target(state, event) == VERSION_STEPS[(state, event)]
        return
    with pytest.raises(IllegalTransitionError):
        OFFER_VERSION.target(state, event)
