"""A light look for what should not be written to a provider: a pupil's name, number or address. It warns; it cannot know."""

import itertools
import re

from django.utils.translation import gettext as _

# Words that begin a sentence or name something harmless. A pair of capitalised words without any of them looks like a name.
OFTEN_CAPITALISED = """
    a all an and any are as at but can could do for from have he her his how i if in is it its may me mr mrs miss ms my no not of on or our
    please she so some thank thanks the their them there these they this to two us we what when where which who will with would yes you your
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december year years reception nursery school primary secondary academy college key stage north south east west great new old
    street road lane hall church centre park farm house library museum theatre send ehcp bsl makaton english maths science art history
"""
HARMLESS = frozenset(OFTEN_CAPITALISED.split())
WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
PUPIL_NUMBER = re.compile(r"\b[A-Z]\d{12}\b|\b[A-Z]\d{11}[A-Z]\b")  # a unique pupil number, permanent or temporary
INTRODUCED = re.compile(r"\b(?:called|named|name is|pupil|child|boy|girl|student)\s+(?!(?:I|A|The)\b)([A-Z][a-z]+)")


def looks_personal(text: str) -> str:
    """What in the text looks as if it pointed to one pupil, as a sentence; empty where nothing does."""
    if PUPIL_NUMBER.search(text):
        return _("This looks like a pupil number. Please take it out.")
    name = _introduced(text) or _pair(text)
    if name:
        return _("“%(name)s” looks like a name. Please write about the group and never about one pupil by name.") % {"name": name}
    return ""


def _introduced(text: str) -> str:
    found = INTRODUCED.search(text)
    return found.group(1) if found and found.group(1).casefold() not in HARMLESS else ""


def _pair(text: str) -> str:
    words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    for (first, _start, end), (second, start, _end) in itertools.pairwise(words):
        beside = text[end:start] == " "
        if beside and _capitalised(first) and _capitalised(second) and not {first.casefold(), second.casefold()} & HARMLESS:
            return f"{first} {second}"
    return ""


def _capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
