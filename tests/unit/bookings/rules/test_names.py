import pytest

from bookings.rules.names import looks_personal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The group is lively and curious.",
        "We come by bus from Cramlington and leave at 15:00.",
        "Year Six loved it last time. Thank You!",
        "Two pupils use Makaton.",
        "Is there a hearing loop? Our hall is in Station Road.",
        "WE LOVE BREAD",
        "A boy I teach is keen.",
    ],
)
def test_words_about_a_group_pass(text: str) -> None:
    assert looks_personal(text) == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Please look after Alice Smith.", "Alice Smith"),
        ("There is a boy called Mohammed who is shy", "Mohammed"),
        ("a girl named Zoë needs space", "Zo"),
        ("Our pupil Kacper is keen", "Kacper"),
    ],
)
def test_what_looks_like_a_name_is_questioned(text: str, named: str) -> None:
    assert looks_personal(text).startswith(f"“{named}")


@pytest.mark.parametrize("text", ["A123456789012 is coming", "upn B12345678901C"])
def test_what_looks_like_a_pupil_number_is_questioned(text: str) -> None:
    assert looks_personal(text) == "This looks like a pupil number. Please take it out."
