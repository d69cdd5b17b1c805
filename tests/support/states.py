"""Asking a table of a life cycle about one state and one event."""

from collections.abc import Mapping

import pytest

from core.exceptions import IllegalTransitionError
from core.states import Machine


def moves_as_it_says(machine: Machine, state: str, event: str, steps: Mapping[tuple[str, str], str]) -> None:
    """It moves where `steps` says so, and to there; everything else is refused."""
    expected = steps.get((state, event))

    if expected:
        assert machine.target(state, event) == expected
    else:
        with pytest.raises(IllegalTransitionError):
            machine.target(state, event)
