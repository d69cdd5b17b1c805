"""Reading what somebody typed: years become a filter, unknown words are corrected, words that mean the same stand for one another."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from search.analysis.corrections import may_be_corrected, nearest
from search.analysis.normalise import TOKEN, fold, tokens
from search.analysis.word_list import Phrase, word_list
from search.analysis.years import read_years

MOST_WORDS = 12  # what is typed beyond them is not looked for
MOST_CANDIDATES = 5
PARTS = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))')


@dataclasses.dataclass(frozen=True)
class Entry:
    """What the vocabulary knows of a word. `candidates` are like it, each with the number of offers it is in; only for unknown words."""

    is_known: bool
    is_stop_word: bool
    candidates: Sequence[tuple[str, int]] = ()


class Vocabulary(Protocol):
    def look_up(self, words: Sequence[str]) -> Mapping[str, Entry]: ...

    def in_use(self, words: Sequence[str]) -> frozenset[str]:
        """Those of the words that some offer which the asker may see really has."""


@dataclasses.dataclass(frozen=True)
class Group:
    """One thing to look for: any of the phrases will do, its words side by side where `is_exact`, else anywhere.

    `is_unwanted` leaves out what has it.
    """

    phrases: tuple[Phrase, ...]
    is_exact: bool = False
    is_unwanted: bool = False


@dataclasses.dataclass(frozen=True)
class Question:
    """`groups` must all be met; none means that everything matches. `words` are as typed, so that exact matches rank first."""

    groups: tuple[Group, ...] = ()
    words: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    corrected_text: str = ""


@dataclasses.dataclass(frozen=True)
class _Part:
    words: Phrase
    is_quoted: bool
    is_unwanted: bool


def read_question(text: str, vocabulary: Vocabulary, *, correct: bool = True) -> Question:
    """One or two look-ups in the vocabulary, none where there are no words."""
    named = read_years(text)
    parts = _parts(named.rest)
    words = list(dict.fromkeys(word for part in parts for word in part.words))
    if not words:
        return Question(years=named.years)
    entries = vocabulary.look_up(words)
    meant = _corrections(words, entries, vocabulary) if correct else {}
    kept = [_meaning(part, meant, entries) for part in parts]
    groups = tuple(_groups(part for part in kept if part.words))
    typed = tuple(word for part in kept if not part.is_unwanted for word in part.words)
    return Question(groups=groups, words=typed, years=named.years, corrected_text=_replace(text, meant) if meant else "")


def _parts(text: str) -> list[_Part]:
    """Neighbouring bare words are one part, so that phrases of several words are recognised in them."""
    parts: list[_Part] = []
    bare: list[str] = []
    for found in PARTS.finditer(text):
        if found["bare"] and not found["minus"]:
            bare.append(found["bare"])
            continue
        parts.append(_Part(tuple(tokens(" ".join(bare))), is_quoted=False, is_unwanted=False))
        bare = []
        parts.append(_Part(tuple(tokens(found["quoted"] or found["bare"] or "")), found["quoted"] is not None, bool(found["minus"])))
    parts.append(_Part(tuple(tokens(" ".join(bare))), is_quoted=False, is_unwanted=False))
    return _bounded(part for part in parts if part.words)


def _bounded(parts: Iterable[_Part]) -> list[_Part]:
    left, result = MOST_WORDS, []
    for part in parts:
        if left > 0:
            result.append(dataclasses.replace(part, words=part.words[:left]))
        left -= len(part.words)
    return result


def _corrections(words: Sequence[str], entries: Mapping[str, Entry], vocabulary: Vocabulary) -> dict[str, str]:
    """Unknown words only. A word is put in place of another only where the asker would find something by it."""
    known_phrases = {word for phrase in word_list().synonyms for word in phrase}
    unknown = [word for word in words if not entries[word].is_known and word not in known_phrases and may_be_corrected(word)]
    likely = {word: nearest(word, entries[word].candidates)[:MOST_CANDIDATES] for word in unknown}
    candidates = sorted({candidate for found in likely.values() for candidate in found})
    if not candidates:
        return {}
    in_use = vocabulary.in_use(candidates)
    best = {word: next((candidate for candidate in found if candidate in in_use), "") for word, found in likely.items()}
    return {word: candidate for word, candidate in best.items() if candidate}


def _meaning(part: _Part, meant: Mapping[str, str], entries: Mapping[str, Entry]) -> _Part:
    """With corrections in place. Words too common to tell offers apart are kept only within quotation marks."""
    words = tuple(meant.get(word, word) for word in part.words if part.is_quoted or not entries[word].is_stop_word)
    if all(entries[word].is_stop_word for word in part.words):
        words = ()
    return dataclasses.replace(part, words=words)


def _groups(parts: Iterable[_Part]) -> Iterable[Group]:
    for part in parts:
        if part.is_quoted or (part.is_unwanted and len(part.words) > 1):
            yield Group((part.words,), is_exact=True, is_unwanted=part.is_unwanted)
        else:
            yield from (Group(phrases, is_unwanted=part.is_unwanted) for phrases in _with_synonyms(part.words))


def _with_synonyms(words: Phrase) -> Iterable[tuple[Phrase, ...]]:
    """Cut into the longest phrases that have synonyms, and single words."""
    synonyms, place = word_list().synonyms, 0
    while place < len(words):
        for length in range(min(word_list().longest_phrase, len(words) - place), 0, -1):
            phrase = words[place : place + length]
            if length == 1 or phrase in synonyms:
                yield synonyms.get(phrase, (phrase,))
                place += length
                break


def _replace(text: str, meant: Mapping[str, str]) -> str:
    """The text as typed, with the corrected words in place."""
    return TOKEN.sub(lambda found: meant.get(fold(found.group()), found.group()), text)
