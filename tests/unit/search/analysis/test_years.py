import pytest

from search.analysis.years import read_years, year_words


@pytest.mark.parametrize(
    ("text", "years", "rest"),
    [
        ("gardening year 6", {6}, "gardening"),
        ("Year 6 gardening", {6}, "gardening"),
        ("Y6", {6}, ""),
        ("yr 10 careers", {10}, "careers"),
        ("years 5 and 6", {5, 6}, ""),
        ("year 5/6 bread", {5, 6}, "bread"),
        ("years 3, 4 & 5", {3, 4, 5}, ""),
        ("years 7 to 9 robotics", {7, 8, 9}, "robotics"),
        ("Years 7-9", {7, 8, 9}, ""),
        ("years 7–9", {7, 8, 9}, ""),  # noqa: RUF001  # as word processors write it
        ("y7-y9", {7, 8, 9}, ""),
        ("KS2 history", {3, 4, 5, 6}, "history"),
        ("key stage 3", {7, 8, 9}, ""),
        ("key stages 1 and 2", {1, 2, 3, 4, 5, 6}, ""),
        ("ks3/4", {7, 8, 9, 10, 11}, ""),
        ("sixth form law", {12, 13}, "law"),
        ("EYFS music", {-2, -1, 0}, "music"),
        ("year 6 and year 9", {6, 9}, ""),
    ],
)
def test_years_are_read_and_taken_out_of_the_text(text: str, years: set[int], rest: str) -> None:
    read = read_years(text)

    assert (set(read.years), " ".join(read.rest.split())) == (years, rest)


@pytest.mark.parametrize(
    "text", ["7 wonders", "a year in seeds", "year 2027", "yearly fair", "year 14", "24 pupils", "ks9", "reception desk", "y", ""]
)
def test_other_numbers_and_years_are_left_alone(text: str) -> None:
    assert (read_years(text).years, read_years(text).rest) == (frozenset(), text)


def test_a_range_of_years_is_found_by_its_stages_and_names() -> None:
    assert year_words(0, 3) == ["ks1", "ks2", "early years", "eyfs", "reception", "primary"]
    assert year_words(6, 7) == ["ks2", "ks3", "primary", "secondary"]
    assert year_words(12, 13) == ["ks5", "sixth form", "secondary"]
