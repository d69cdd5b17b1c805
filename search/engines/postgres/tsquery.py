"""A question in PostgreSQL's own words. Only plain words in quotation marks reach its parser, so nothing that is typed can break it."""

from collections.abc import Iterable

from search.analysis.question import Group, Question
from search.analysis.word_list import Phrase


def to_tsquery(question: Question, *, any_word: bool = False) -> str:
    """For to_tsquery('offer_en', …): all groups, or any of those that are wanted. Empty where there is nothing to look for."""
    wanted = [_group(group) for group in question.groups if not group.is_unwanted]
    unwanted = [f"!{_group(group)}" for group in question.groups if group.is_unwanted]
    joined = (" | " if any_word else " & ").join(wanted)
    return " & ".join([f"({joined})", *unwanted] if joined else unwanted)


def to_exact(question: Question) -> str:
    """For to_tsquery('offer_plain', …): any of the words just as they were typed, to rank those first that have them so."""
    return " | ".join(quoted(question.words))


def quoted(words: Iterable[str]) -> list[str]:
    return ["'" + word.replace("'", "''").replace("\\", "\\\\") + "'" for word in words]


def _group(group: Group) -> str:
    return "(" + " | ".join(_phrase(phrase, exact=group.is_exact) for phrase in group.phrases) + ")"


def _phrase(phrase: Phrase, *, exact: bool) -> str:
    return "(" + (" <-> " if exact else " & ").join(quoted(phrase)) + ")"
