import pytest

from vetting.exceptions import ConcernError
from vetting.rules.reporting import short_reference


@pytest.mark.parametrize("typed", ["LADO/2026/0173", "CAD 4521 12NOV26", "2026-118", "C7", "A/1/2/3"])
def test_a_reference_is_kept_in_capitals(typed: str) -> None:
    assert short_reference(f"  {typed.lower()} ") == typed


def test_none_is_none() -> None:
    assert short_reference("  ") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "he hit a boy",
        "hit-a-boy-3-times",
        "Hannah Webb 2026",
        "Webb hit 1",
        "allegation",
        "001234567890",
        "A123 456 7890 12",
        "LADO/2026/0173/AND/MORE",
        "ref: 12",
    ],
)
def test_what_is_more_than_a_reference_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(ConcernError, match="Give the reference alone") as refusal:
        short_reference(typed)
    assert refusal.value.field == "reference"
