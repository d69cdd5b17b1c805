"""Text as plain words, the same way when an offer is stored and when somebody asks.

PostgreSQL's own parser takes `arts/crafts`, `hands-on` and `7-9` for single words, and drops “it” and the letters of “D&T” as too common;
so it is never given anything but plain words.
"""

import functools
import re
import unicodedata

from search.analysis.word_list import word_list

TOKEN = re.compile(r"[^\W_]+")
IT_THE_SUBJECT = re.compile(r"(?<![^\W_])IT(?![^\W_])")
ICT = "ict"


def fold(text: str) -> str:
    """In lower case and without accents: É, é and e are one letter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The words of the text in order, as they are stored and looked up."""
    return TOKEN.findall(_rewrite(fold(_name_it(text))))


def normalise(text: str) -> str:
    return " ".join(tokens(text))


def _name_it(text: str) -> str:
    """“IT” is a subject where it stands in capitals among other letters, or alone; elsewhere it is a pronoun."""
    if text.strip().casefold() == "it":
        return ICT
    if text.isupper() and len(TOKEN.findall(text)) > 1:
        return text
    return IT_THE_SUBJECT.sub(ICT, text)


def _rewrite(text: str) -> str:
    return _rewrites().sub(lambda found: word_list().rewrites[found.group().replace(" ", "")], text)


@functools.cache
def _rewrites() -> re.Pattern[str]:
    """Spaces in what was typed make no difference: “d & t” is “d&t”."""
    spellings = [r"\s?".join(re.escape(letter) for letter in written) for written in sorted(word_list().rewrites, key=len, reverse=True)]
    return re.compile(r"(?<![^\W_])(?:" + "|".join(spellings) + r")(?![^\W_])")
