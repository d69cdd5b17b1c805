from collections.abc import Iterator
from typing import Any

import pytest

from directory import signals
from tests.support.signals import hearing


@pytest.fixture
def offers_told() -> Iterator[list[dict[str, Any]]]:
    """What offer_changed said during the test."""
    with hearing(signals.offer_changed) as heard:
        yield heard


@pytest.fixture
def diaries_told() -> Iterator[list[dict[str, Any]]]:
    """What diary_changed said during the test."""
    with hearing(signals.diary_changed) as heard:
        yield heard
