"""The shipped words for search are data that people edit: these find slips in them."""

import re

from search.analysis.normalise import normalise
from search.analysis.word_list import word_list


def test_synonyms_are_plain_words_as_search_reads_them() -> None:
    phrases = {" ".join(phrase) for phrase in word_list().synonyms}

    assert {phrase for phrase in phrases if normalise(phrase) != phrase} == set()


def test_every_synonym_finds_itself_and_is_found_by_its_group() -> None:
    synonyms = word_list().synonyms

    assert [phrase for phrase, group in synonyms.items() if phrase not in group] == []
    assert [(one, other) for one, group in synonyms.items() for other in group if one not in synonyms[other]] == []


def test_rewrites_lead_to_plain_words() -> None:
    assert [plain for plain in word_list().rewrites.values() if not re.fullmatch(r"[a-z]+( [a-z]+)*", plain)] == []
