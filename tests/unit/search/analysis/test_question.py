from collections.abc import Mapping, Sequence

import pytest

from search.analysis.question import MOST_WORDS, Entry, Group, Question, read_question

STOP_WORDS = {"the", "of", "and", "for", "on", "a"}


class Words:
    """A vocabulary in memory; counts how often it is asked."""

    def __init__(self, known: str = "", unseen: str = "") -> None:
        self.known = {*known.split(), *unseen.split()}
        self.unseen = set(unseen.split())
        self.asked = 0

    def look_up(self, words: Sequence[str]) -> Mapping[str, Entry]:
        self.asked += 1
        candidates = [(word, 1) for word in sorted(self.known)]
        return {word: Entry(word in self.known | STOP_WORDS, word in STOP_WORDS, candidates) for word in words}

    def in_use(self, words: Sequence[str]) -> frozenset[str]:
        return frozenset(words) - self.unseen


def read(text: str, known: str = "", **options: bool) -> Question:
    return read_question(text, Words(known or text.lower()), **options)


def test_words_are_things_to_look_for_that_must_all_be_met() -> None:
    assert read("brass band").groups == (Group((("brass",),)), Group((("band",),)))


def test_words_that_mean_the_same_stand_for_one_another() -> None:
    assert read("maths").groups == (Group((("maths",), ("mathematics",), ("math",), ("numeracy",))),)
    assert read("mathematics").groups[0].phrases == (("mathematics",), ("maths",), ("math",), ("numeracy",))


def test_several_words_may_have_a_synonym_together() -> None:
    (group,) = read("D&T").groups

    assert group == Group((("design", "technology"), ("dt",)))


def test_words_too_common_to_tell_offers_apart_are_left_out() -> None:
    assert read("the history of bread").groups == (Group((("history",),)), Group((("bread",),)))


def test_only_common_words_are_nothing_to_look_for() -> None:
    assert read("of the").groups == ()
    assert read("   ").groups == ()


def test_quotation_marks_keep_words_together_with_their_common_ones() -> None:
    assert read('"hands on" bread', known="hands bread").groups == (Group((("hands", "on"),), is_exact=True), Group((("bread",),)))


def test_common_words_alone_in_quotation_marks_are_nothing_to_look_for() -> None:
    assert read('"of the"').groups == ()


def test_a_minus_leaves_out() -> None:
    assert read("bread -clay").groups == (Group((("bread",),)), Group((("clay",), ("pottery",), ("ceramics",)), is_unwanted=True))
    assert read("bread -hands-free").groups[1] == Group((("hands", "free"),), is_exact=True, is_unwanted=True)
    assert read("hands-free").groups == (Group((("hands",),)), Group((("free",),)))


def test_years_are_a_filter_and_not_words() -> None:
    question = read("gardens year 6")

    assert (set(question.years), question.words) == ({6}, ("gardens",))


def test_an_unknown_word_is_corrected_and_the_rest_kept_as_typed() -> None:
    question = read("Gardning  in KS2", known="gardening gardens in")

    assert question.corrected_text == "gardening  in KS2"
    assert question.words == ("gardening", "in")


def test_known_words_and_synonyms_are_never_corrected() -> None:
    assert read("numeracy gardens", known="gardens gardeners").corrected_text == ""


def test_a_correction_that_would_find_nothing_is_not_made() -> None:
    vocabulary = Words(known="garden", unseen="gardeners")

    question = read_question("gardenerz", vocabulary)

    assert question.corrected_text == ""


def test_nothing_is_corrected_where_the_words_are_meant() -> None:
    assert read("gardning", known="gardening", correct=False).groups == (Group((("gardning",),)),)


def test_very_many_words_are_cut_off() -> None:
    text = " ".join(f"word{number}" for number in range(50))

    assert len(read(text).words) == MOST_WORDS


@pytest.mark.parametrize("junk", ['"', '""', "-", "--", "' OR 1=1 --", "(((", "& | ! <->", "a:*", "\\", "%s %(x)s", "🎉", "é" * 90])
def test_junk_is_read_without_complaint(junk: str) -> None:
    assert isinstance(read(junk), Question)


def test_no_words_ask_nothing_of_the_vocabulary() -> None:
    vocabulary = Words()

    read_question("year 6", vocabulary)

    assert vocabulary.asked == 0
