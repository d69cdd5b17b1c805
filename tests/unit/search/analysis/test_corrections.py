import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.corrections import deletions, distance, may_be_corrected, nearest


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("garden", "garden", 0),
        ("gardning", "gardening", 1),
        ("gardeening", "gardening", 1),
        ("gardenong", "gardening", 1),
        ("gadrening", "gardening", 1),
        ("robtos", "robot", 2),
        ("ca", "abc", 3),  # a swapped pair is not edited again
        ("", "abc", 3),
    ],
)
def test_distance_counts_letters_left_out_put_in_mistaken_and_swapped(one: str, other: str, edits: int) -> None:
    assert (distance(one, other), distance(other, one)) == (edits, edits)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_words_one_edit_apart_share_a_spelling(one: str, other: str) -> None:
    if distance(one, other) <= 1:
        assert deletions(one) & deletions(other)


def test_the_nearest_comes_first_then_the_commonest() -> None:
    candidates = [("cord", 1), ("card", 9), ("cards", 3), ("lard", 50), ("hard", 2), ("carp", 9)]

    assert nearest("carrd", candidates) == ["card"]
    assert nearest("cart", candidates) == ["card", "carp"]


def test_long_words_are_forgiven_two_edits_and_short_ones_one() -> None:
    assert nearest("gardnng", [("gardening", 1)]) == ["gardening"]
    assert nearest("gdng", [("gardening", 1)]) == []
    assert nearest("brda", [("bread", 1)]) == []


def test_known_words_are_no_candidates_for_themselves() -> None:
    assert nearest("bread", [("bread", 5)]) == []


@pytest.mark.parametrize(("word", "may"), [("bred", True), ("art", False), ("2027", False), ("ks2x", False)])
def test_short_words_and_numbers_are_left_alone(word: str, may: bool) -> None:
    assert may_be_corrected(word) is may
