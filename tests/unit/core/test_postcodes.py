import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.postcodes import PostcodeError, district_of, normalise, sector_of


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("NE23 6QW", "NE23 6QW"),
        ("ne236qw", "NE23 6QW"),
        (" Ne23  6 qw. ", "NE23 6QW"),
        ("b11aa", "B1 1AA"),
        ("EC1A1BB", "EC1A 1BB"),
    ],
)
def test_normalise_writes_a_postcode_as_on_an_envelope(typed: str, postcode: str) -> None:
    assert normalise(typed) == postcode


@pytest.mark.parametrize("typed", ["NE23", "NE23 6", "ZZ99 9ZZ", "Cramlington", "12345", "NE23 6QW or so, near the church", "\x00"])
def test_normalise_refuses_what_is_no_whole_postcode(typed: str) -> None:
    with pytest.raises(PostcodeError) as refusal:
        normalise(typed)

    assert refusal.value.message == "This is not a British postcode. Write it in full, like NE23 6QW."


def test_normalise_asks_for_one_where_nothing_was_typed() -> None:
    with pytest.raises(PostcodeError, match="Enter a postcode, like NE23 6QW"):
        normalise("  ")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("ne23", "NE23"),
        ("NE23 6", "NE23 6"),
        ("ne236", "NE23 6"),
        ("M1 1", "M1 1"),
        ("M11", "M11"),
        ("w1a", "W1A"),
        ("ne23 6qw", "NE23 6QW"),
    ],
)
def test_normalise_reads_a_part_where_a_part_will_do(typed: str, place: str) -> None:
    assert normalise(typed, partial=True) == place


def test_normalise_says_that_a_part_would_do() -> None:
    with pytest.raises(PostcodeError, match="or its first half, like NE23"):
        normalise("near Blyth", partial=True)


@given(st.text(max_size=20))
def test_normalise_answers_or_refuses_whatever_is_typed(typed: str) -> None:
    try:
        postcode = normalise(typed, partial=True)
    except PostcodeError:
        return

    assert normalise(postcode, partial=True) == postcode


def test_the_parts_of_a_postcode() -> None:
    assert (sector_of("NE23 6QW"), district_of("NE23 6QW"), district_of("NE23 6"), district_of("NE23")) == (
        "NE23 6",
        "NE23",
        "NE23",
        "NE23",
    )
