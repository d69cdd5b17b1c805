"""Finding the word that was meant: Norvig's idea, by letters left out.

Every known word is stored with all its spellings that lack one letter. Two words that differ by one edit, or by two neighbouring letters
in the wrong order, share such a spelling, so one indexed look-up finds the candidates; their distance is then measured exactly.
"""

from collections.abc import Iterable

SHORTEST = 4  # letters; shorter words are left alone, they are near too much
LONG = 6  # from here on two edits are forgiven


def deletions(word: str) -> set[str]:
    """The word itself and every spelling of it that lacks one letter."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def may_be_corrected(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> list[str]:
    """Candidates (word, in how many offers it is) that are near enough, the nearest and commonest first."""
    allowed = 2 if len(word) >= LONG else 1
    measured = ((distance(word, candidate), -documents, candidate) for candidate, documents in candidates)
    return [candidate for away, _documents, candidate in sorted(measured) if 0 < away <= allowed]


def distance(one: str, other: str) -> int:
    """How many letters were left out, put in, mistaken or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, match in enumerate(other, start=1):
            best = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != match))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == match:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, previous = previous, current
    return previous[-1]
