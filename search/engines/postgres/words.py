"""The vocabulary, and the words found in a text."""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from search.analysis.corrections import deletions, may_be_corrected
from search.analysis.question import Entry, Question
from search.engines.postgres.tsquery import quoted, to_tsquery
from search.engines.protocol import MARK_END, MARK_START
from search.models import Term

CANDIDATES = 200  # for each word; more share a spelling only with very short words
BODY_LENGTH = 2000  # characters of a description that are looked through for an extract: the cost grows with its length
# PostgreSQL's parser takes words with these between them for one. A space without width parts them, and is taken out again.
JOINERS = re.compile(r"([-–—/_.'’‘@+&])")  # noqa: RUF001  # the dashes and apostrophes that people type
PARTING = "\u200b"

LOOK_UP = """
SELECT asked.word, numnode(to_tsquery('offer_en', asked.quoted)) = 0,
  EXISTS (SELECT 1 FROM search_term AS term WHERE term.word = asked.word)
    OR EXISTS (SELECT 1 FROM search_offertext AS text WHERE text.words @@ to_tsquery('offer_en', asked.quoted))
FROM unnest(%(words)s::text[], %(quoted)s::text[]) AS asked (word, quoted)
"""
IN_USE = """
SELECT asked.word FROM unnest(%(words)s::text[], %(quoted)s::text[]) AS asked (word, quoted)
WHERE EXISTS (SELECT 1 FROM search_offertext AS text JOIN search_offerfacts AS facts USING (offer_id)
  WHERE text.words @@ to_tsquery('offer_en', asked.quoted)
  AND facts.assured_until >= %(today)s AND NOT (facts.schools_only AND %(public)s))
"""
HEADLINES = """
SELECT offer_id, ts_headline('offer_en', summary, query, %(whole)s), ts_headline('offer_en', body, query, %(extract)s)
FROM unnest(%(ids)s::bigint[], %(summaries)s::text[], %(bodies)s::text[]) AS shown (offer_id, summary, body),
  to_tsquery('offer_en', %(words)s) AS query
"""
MARKS = f"StartSel={MARK_START}, StopSel={MARK_END}"


@dataclasses.dataclass(frozen=True)
class PostgresVocabulary:
    for_schools: bool
    today: datetime.date

    def look_up(self, words: Sequence[str]) -> Mapping[str, Entry]:
        with connection.cursor() as cursor:
            cursor.execute(LOOK_UP, {"words": list(words), "quoted": quoted(words)})
            known = {word: (is_stop, is_known or is_stop) for word, is_stop, is_known in cursor.fetchall()}
        unknown = [word for word, (_is_stop, is_known) in known.items() if not is_known and may_be_corrected(word)]
        like = _like(unknown)
        return {word: Entry(is_known, is_stop, like.get(word, ())) for word, (is_stop, is_known) in known.items()}

    def in_use(self, words: Sequence[str]) -> frozenset[str]:
        with connection.cursor() as cursor:
            cursor.execute(IN_USE, {"words": list(words), "quoted": quoted(words), "today": self.today, "public": not self.for_schools})
            return frozenset(word for (word,) in cursor.fetchall())


def _like(words: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """Known words that share a spelling with a letter left out."""
    spellings = {word: deletions(word) for word in words}
    if not spellings:
        return {}
    everything = set().union(*spellings.values())
    found = Term.objects.filter(spellings__overlap=sorted(everything)).order_by("-offers")[: CANDIDATES * len(spellings)]
    terms = [(term.word, term.offers, set(term.spellings)) for term in found]
    return {word: [(term, offers) for term, offers, theirs in terms if theirs & own] for word, own in spellings.items()}


def highlight(question: Question, texts: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """The summary with its words marked; where none is in it, the place in the body that has most of them."""
    query = to_tsquery(question, any_word=True)
    if not query or not texts:
        return {offer_id: summary for offer_id, (summary, _body) in texts.items()}
    params: dict[str, Any] = {
        "ids": list(texts),
        "summaries": [_parted(summary) for summary, _body in texts.values()],
        "bodies": [_parted(body[:BODY_LENGTH]) for _summary, body in texts.values()],
        "words": query,
        "whole": f"{MARKS}, HighlightAll=true",
        "extract": f"{MARKS}, MaxFragments=1, MaxWords=24, MinWords=12",
    }
    with connection.cursor() as cursor:
        cursor.execute(HEADLINES, params)
        rows = cursor.fetchall()
    return {
        offer_id: _shown(summary.replace(PARTING, ""), extract.replace(PARTING, ""), texts[offer_id][1])
        for offer_id, summary, extract in rows
    }


def _shown(summary: str, extract: str, body: str) -> str:
    if MARK_START in summary or MARK_START not in extract:
        return summary
    plain = extract.replace(MARK_START, "").replace(MARK_END, "").strip()
    before = "" if body.strip().startswith(plain) else "… "
    after = "" if body.strip().endswith((plain, f"{plain}.")) else " …"
    return f"{before}{' '.join(extract.split())}{after}"


def _parted(text: str) -> str:
    return JOINERS.sub(rf"\1{PARTING}", text)
