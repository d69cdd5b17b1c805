import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from schools.validators import refuse_people

GROUPS = [
    "6B",
    "Year 6",
    "Oak class",
    "Oak Class",
    "Kestrels",
    "Year Six",
    "7A and 7C",
    "Red, Blue and Green groups",
    "School Council",
    "Miss Patel's Class",
    "Nurture Group",
    "Key Stage Two",
    "Brass Band",
    "Y9 option: Food & Textiles",
    "STEM",
    "2026-27 leavers",
]
PEOPLE = {
    "Alice Smith": "names",
    "Alice Smith, Ben Jones": "names",
    "Alice, Ben and Chloe": "names",
    "Mary-Jane O'Brien & co": "names",
    "alice@example.org": "email",
    "B801200005001": "number",
    "pupil 123456": "number",
    "01670 716660": "number",
    "born 3/4/2015": "date",
    "2015-04-03": "date",
}


@pytest.mark.parametrize("text", GROUPS)
def test_names_of_groups_are_fine(text: str) -> None:
    refuse_people(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_what_looks_like_a_pupil_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        refuse_people(text)

    assert refusal.value.code == PEOPLE[text]


def test_the_refusal_says_what_to_write_instead() -> None:
    with pytest.raises(ValidationError) as refusal:
        refuse_people("Alice Smith")

    assert refusal.value.messages == ["This looks like names of people. Name the group, not its pupils: “6B” or “Oak class”."]


def outcome(text: str) -> str:
    try:
        refuse_people(text)
    except ValidationError as refusal:
        return str(refusal.code)
    return "fine"


@given(st.text(max_size=60))
def test_any_text_is_fine_or_refused(text: str) -> None:
    assert outcome(text) in {"fine", "names", "email", "number", "date"}
