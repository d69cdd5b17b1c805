import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def officers_are_signed_in_with_both_factors(settings: Settings) -> None:
    """Second factors are proved where accounts are."""
    settings.OFFICERS_NEED_SECOND_FACTOR = False
