from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def _november() -> Iterator[None]:
    """A Sunday in the autumn term of 2026-27."""
    with time_machine.travel("2026-11-22 10:00", tick=False):
        yield
