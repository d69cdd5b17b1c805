import pytest

from schools.services.register import codes


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("2", "", "Voluntary aided school"),
        ("02", "", "Voluntary aided school"),
        ("02", "Something else", "Voluntary aided school"),
        ("", "Voluntary Aided School", "Voluntary aided school"),
        ("99", "community school", "Community school"),
        ("99", "Castle", None),
        ("", "", None),
    ],
)
def test_types_are_found_by_code_or_name(code: str, name: str, expected: str | None) -> None:
    assert codes.look_up(codes.TYPES, code, name) == expected


@pytest.mark.parametrize(("code", "expected"), [("0", "Not applicable"), ("00", "Not applicable"), ("07", "All-through")])
def test_noughts_are_a_code_too(code: str, expected: str) -> None:
    assert codes.look_up(codes.PHASES, code, "") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Open, but proposed to close", "Open, but proposed to close"),
        ("OPEN BUT PROPOSED TO CLOSE", "Open, but proposed to close"),
        ("Proposed To Open", "Proposed to open"),
    ],
)
def test_statuses_are_found_however_they_are_written(name: str, expected: str) -> None:
    assert codes.look_up(codes.STATUSES, "", name) == expected


def test_what_is_left_out_is_what_the_lists_call_it() -> None:
    assert sorted(codes.LEFT_OUT) == [
        "British schools overseas",
        "Higher education institutions",
        "Offshore schools",
        "Online provider",
        "Welsh establishment",
    ]
