import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.validators import SAY_WHAT_CHANGES, SAY_WHAT_IS_DONE, advise


@pytest.mark.parametrize(
    ("text", "phrase", "suggestion"),
    [
        ("Sadly not suitable for SEND pupils.", "not suitable for SEND", SAY_WHAT_CHANGES),
        ("Unsuitable for children with SEN.", "Unsuitable for children with SEN", SAY_WHAT_CHANGES),
        ("The path is not accessible to wheelchair users", "not accessible to wheelchair", SAY_WHAT_CHANGES),
        ("No wheelchairs, please", "No wheelchairs", SAY_WHAT_CHANGES),
        ("We can't take autistic children", "can't take autistic", SAY_WHAT_CHANGES),
        ("Able bodied pupils only", "Able bodied", SAY_WHAT_IS_DONE),
        ("For mainstream pupils only", "mainstream pupils only", SAY_WHAT_CHANGES),
        ("You must be able to stand for an hour", "must be able to stand", SAY_WHAT_IS_DONE),
        ("Well-behaved only", "Well-behaved only", SAY_WHAT_IS_DONE),
        ("for normal kids", "normal kids", SAY_WHAT_CHANGES),
    ],
)
def test_advise_finds_phrases_that_shut_pupils_out(text: str, phrase: str, suggestion: str) -> None:
    assert [(advice.phrase, advice.suggestion) for advice in advise([text])] == [(phrase, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "There is no need to send anything.",
        "We do not recommend open shoes.",
        "Step-free throughout, with a bench at wheelchair height.",
        "Suitable for pupils with SEND: we bring adapted tools.",
        "A normal afternoon in a bakery.",
        "",
    ],
)
def test_advise_has_nothing_to_say_of_other_words(text: str) -> None:
    assert advise([text]) == []


def test_advise_names_each_phrase_once_in_the_order_of_the_text() -> None:
    texts = ["Wheelchair-bound pupils suffer from the steps. Able-bodied only.", "ABLE-BODIED"]

    assert [advice.phrase for advice in advise(texts)] == ["Wheelchair-bound", "suffer from", "Able-bodied"]


@given(st.lists(st.text(max_size=400), max_size=3))
def test_advise_reads_anything(texts: list[str]) -> None:
    assert all(advice.phrase for advice in advise(texts))
