"""Year groups and key stages in what people type: “year 6”, “Y5/6”, “years 7 to 9”, “KS2”. They are a filter, not words to look for."""

import dataclasses
import re

from schools.enums import YearGroup

KEY_STAGES = {
    1: frozenset({1, 2}),
    2: frozenset({3, 4, 5, 6}),
    3: frozenset({7, 8, 9}),
    4: frozenset({10, 11}),
    5: frozenset({12, 13}),
}
NAMED = {
    "early years": frozenset({-2, -1, 0}),
    "eyfs": frozenset({-2, -1, 0}),
    "sixth form": frozenset({12, 13}),
}
YEAR = r"(?:1[0-3]|[1-9])"
DASHES = "-\u2013\u2014"
JOIN = rf"\s*(?:[{DASHES}/,&]|\bto\b|\band\b|\bor\b)\s*"
YEARS = (
    rf"\b(?:years?|yrs?|y)\.?\s*-?(?P<years>{YEAR}(?:{JOIN}(?:years?\s*|yrs?\s*|y)?{YEAR})*)\b(?!\s*(?:pupils|people|miles|weeks|hours))"
)
STAGES = r"\b(?:ks|key\s+stages?)\s*-?(?P<stages>[1-5](?:" + JOIN + r"(?:ks|key\s+stage)?\s*[1-5])*)\b"
PHRASES = re.compile(rf"{YEARS}|{STAGES}|\b(?P<named>{'|'.join(NAMED)})\b", re.IGNORECASE)
RANGE = re.compile(rf"[{DASHES}]|\bto\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")


@dataclasses.dataclass(frozen=True)
class YearsRead:
    """`rest` is the text without what named the years."""

    rest: str
    years: frozenset[int]


def read_years(text: str) -> YearsRead:
    """Find the years that the text names. A number without “year” before it is no year."""
    found: set[int] = set()
    for phrase in PHRASES.finditer(text):
        found |= _years_of(phrase)
    return YearsRead(rest=PHRASES.sub(" ", text), years=frozenset(found))


def _years_of(phrase: re.Match[str]) -> frozenset[int]:
    if phrase["named"]:
        return NAMED[phrase["named"].lower()]
    if phrase["stages"]:
        return frozenset().union(*(KEY_STAGES[stage] for stage in _numbers(phrase["stages"])))
    return frozenset(_numbers(phrase["years"]))


def _numbers(written: str) -> list[int]:
    """“5 and 6” is two numbers, “7 to 9” is three."""
    numbers = [int(number) for number in NUMBER.findall(written)]
    if RANGE.search(written):
        return list(range(min(numbers), max(numbers) + 1))
    return numbers


def year_words(first: int, last: int) -> list[str]:
    """The words by which a range of years is looked for as text: its key stages, and the names of years that have one."""
    years = set(range(first, last + 1))
    words = [f"ks{stage}" for stage, members in KEY_STAGES.items() if members & years]
    words += [name for name, members in NAMED.items() if members & years]
    if YearGroup.RECEPTION in years:
        words.append("reception")
    words += ["primary"] * bool(years & set(range(7))) + ["secondary"] * bool(years & set(range(7, 14)))
    return words
