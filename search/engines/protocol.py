"""What an engine does: keeps documents, and answers one question with one page. Everything else is the same for all engines."""

import dataclasses
import datetime
import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from search.analysis.question import Question, Vocabulary
from search.contract import FreeHalves, NearReason, OfferDocument, SearchRequest
from search.facets import LAYOUT


@dataclasses.dataclass(frozen=True)
class Asked:
    """A request with its text read. `any_word` asks for some of the words instead of all; offers in `leave_out` don't exist."""

    request: SearchRequest
    question: Question
    today: datetime.date
    any_word: bool = False
    leave_out: frozenset[int] = frozenset()


@dataclasses.dataclass(frozen=True)
class FoundOffer:
    offer_id: int
    band: int | None
    free_dates: tuple[datetime.date, ...]


@dataclasses.dataclass(frozen=True)
class FoundNear:
    """An offer that only one thing keeps out. `free_dates`: those asked for, or where none of them is, others close to them."""

    offer_id: int
    band: int | None
    code: NearReason
    free_dates: tuple[datetime.date, ...]


@dataclasses.dataclass(frozen=True)
class Found:
    """`counts` are by the name of the facet, then by value. `without`: as in SearchPage."""

    offers: tuple[FoundOffer, ...]
    near: tuple[FoundNear, ...]
    total: int
    free_on_all: int
    counts: Mapping[str, Mapping[str, int]]
    without: Mapping[str, int]


class Engine(Protocol):
    def vocabulary(self, *, for_schools: bool, today: datetime.date) -> Vocabulary: ...

    def find(self, asked: Asked) -> Found: ...

    def highlights(self, question: Question, texts: Mapping[int, tuple[str, str]]) -> dict[int, str]:
        """By offer, what to show of its (summary, description) with the words found between MARK_START and MARK_END."""

    def write(self, documents: Sequence[tuple[OfferDocument, FreeHalves]]) -> None:
        """Put in or replace, in the caller's transaction."""

    def write_free(self, free: Mapping[int, FreeHalves]) -> None:
        """Replace the free half days of offers that are in the index; others are passed over."""

    def remove(self, offer_ids: Collection[int]) -> int:
        """Take out, in the caller's transaction. Returns how many were there."""

    def offer_ids(self) -> set[int]:
        """Of everything in the index."""

    def fingerprints(self, offer_ids: Collection[int]) -> dict[int, str]:
        """Of the documents as they were written."""

    def oldest_free(self, limit: int, before: datetime.date) -> list[int]:
        """Offers whose free half days were worked out before the date, the oldest first."""

    def count_words(self) -> int:
        """Count the vocabulary anew and forget words that no offer has. Returns how many there are."""


def fingerprint(document: OfferDocument) -> str:
    """Differs where anything differs that an engine was given, or the way in which it is put down."""
    return hashlib.sha256(f"{LAYOUT} {document}".encode()).hexdigest()[:16]


MARK_START, MARK_END = "\ue000", "\ue001"  # private characters, which no text of ours holds
