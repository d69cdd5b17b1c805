"""Phrases that shut pupils out, found so that a provider may think again. Advice only: what was written is saved as it is.

Schools and providers must adjust what they do for disabled pupils (Equality Act 2010, parts 3 and 6), so an offer says what it can
change, never whom it does not suit.
"""

import dataclasses
import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# SEN and SEND in capitals only: to send something is another word.
WHOM = r"(?:(?-i:SEN/?D?)|disab\w+|wheelchair\w*|autis\w+|adhd|special needs?|additional needs?|special educational needs?)"
SAY_WHAT_CHANGES = _("Say what you can change instead, under “What you can adjust”.")
SAY_WHAT_IS_DONE = _("Say what pupils will do, so that a school can plan for each of them.")


@dataclasses.dataclass(frozen=True)
class Advice:
    """A phrase as it was written, and what could be written instead."""

    phrase: str
    suggestion: str | Promise


PHRASES: tuple[tuple[re.Pattern[str], Promise], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), suggestion)
    for pattern, suggestion in (
        (rf"\b(?:not|un)[ -]?(?:suitable|appropriate|accessible|recommended|ideal) (?:for|to)\b[^.;]{{0,30}}?\b{WHOM}\b", SAY_WHAT_CHANGES),
        (rf"\b(?:no|cannot take|can.t take|unable to (?:take|include)|excluding) (?:\w+ ){{0,2}}?{WHOM}\b", SAY_WHAT_CHANGES),
        (r"\bable[- ]bodied\b", SAY_WHAT_IS_DONE),
        (r"\bmainstream (?:pupils |children |students )?only\b", SAY_WHAT_CHANGES),
        (r"\b(?:must|need to|have to) be (?:fully )?(?:mobile|fit|able to (?:walk|stand|see|hear))\b", SAY_WHAT_IS_DONE),
        (r"\b(?:well[- ]behaved|good[- ]behaviou?r) (?:pupils |children |students )?only\b", SAY_WHAT_IS_DONE),
        (r"\bnormal (?:pupils|children|kids|students)\b", SAY_WHAT_CHANGES),
        (r"\bsuffer(?:s|ing)? from\b", _("Write “has” or “with”: people live with a condition.")),
        (r"\b(?:wheelchair[- ]bound|confined to (?:a |their )?wheelchairs?)\b", _("Write “uses a wheelchair”.")),
    )
)


def advise(texts: Iterable[str]) -> list[Advice]:
    """One piece of advice for each phrase found, in the order of the text, the same phrase once."""
    found: dict[str, Advice] = {}
    for text in texts:
        matches = [(match.start(), match.group(), suggestion) for pattern, suggestion in PHRASES for match in pattern.finditer(text)]
        for _start, phrase, suggestion in sorted(matches, key=lambda entry: entry[0]):
            found.setdefault(phrase.casefold(), Advice(" ".join(phrase.split()), suggestion))
    return list(found.values())
