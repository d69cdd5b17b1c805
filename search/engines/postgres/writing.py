"""Keeping the read model, in the transaction of what changed."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from search.analysis.corrections import deletions
from search.contract import FreeHalves, OfferDocument
from search.engines.protocol import fingerprint
from search.facets import ACCESS, CATEGORIES, COSTS, DOORS, SUBJECTS, years_mask
from search.models import OfferFacts, Term

LONGEST_WORD = 60
CHANGING = [field.name for field in OfferFacts._meta.concrete_fields if not field.primary_key]

WRITE_TEXT = """
INSERT INTO search_offertext (offer_id, words)
SELECT offer_id,
  setweight(to_tsvector('offer_en', title) || to_tsvector('offer_plain', title), 'A') || setweight(to_tsvector('offer_en', summary), 'B')
  || setweight(to_tsvector('offer_en', names) || to_tsvector('offer_plain', names), 'C') || setweight(to_tsvector('offer_en', body), 'D')
FROM unnest(%(ids)s::bigint[], %(title)s::text[], %(summary)s::text[], %(names)s::text[], %(body)s::text[])
  AS said (offer_id, title, summary, names, body)
ON CONFLICT (offer_id) DO UPDATE SET words = EXCLUDED.words
"""
# A word is counted by its stem, which is what search goes by.
COUNT = """
WITH stems AS (SELECT word, (tsvector_to_array(to_tsvector('offer_en', word)))[1] AS stem FROM search_term),
  counted AS (SELECT stems.word, stat.ndoc FROM stems JOIN ts_stat('SELECT words FROM search_offertext') AS stat ON stat.word = stems.stem),
  forgotten AS (DELETE FROM search_term WHERE word NOT IN (SELECT word FROM counted))
UPDATE search_term AS term SET offers = counted.ndoc FROM counted WHERE term.word = counted.word AND term.offers <> counted.ndoc
"""


def write_facts(documents: Sequence[tuple[OfferDocument, FreeHalves]]) -> None:
    rows = [facts_of(document, free) for document, free in documents]
    OfferFacts.objects.bulk_create(rows, update_conflicts=True, unique_fields=["offer"], update_fields=CHANGING)


def write_text(documents: Iterable[OfferDocument]) -> None:
    said = list(documents)
    words = {weight: [getattr(document.words, weight) for document in said] for weight in ("title", "summary", "names", "body")}
    with connection.cursor() as cursor:
        cursor.execute(WRITE_TEXT, {"ids": [document.offer_id for document in said], **words})


def write_terms(documents: Iterable[OfferDocument]) -> None:
    """New words only, in one order, so that two writers who meet don't wait for one another in a ring."""
    texts = (" ".join((said.title, said.summary, said.names, said.body)) for said in (document.words for document in documents))
    words = {word for text in texts for word in text.split() if word.isalpha() and 1 < len(word) <= LONGEST_WORD}
    new = words - set(Term.objects.filter(word__in=words).values_list("word", flat=True))
    terms = [Term(word=word, spellings=sorted(deletions(word))) for word in sorted(new)]
    Term.objects.bulk_create(terms, ignore_conflicts=True, batch_size=1000)


def write_free(free: Mapping[int, FreeHalves]) -> None:
    rows = [OfferFacts(offer_id=offer_id, free=_bytes(halves), free_from=halves.first) for offer_id, halves in free.items()]
    OfferFacts.objects.bulk_update(rows, ["free", "free_from"], batch_size=200)


def count_words() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
    return Term.objects.count()


def facts_of(document: OfferDocument, free: FreeHalves) -> OfferFacts:
    """The row of an offer."""
    return OfferFacts(
        offer_id=document.offer_id,
        schools_only=document.schools_only,
        assured_until=document.assured_until,
        doors=DOORS.mask([document.door]),
        years=years_mask(document.years),
        subjects=SUBJECTS.mask(document.subjects),
        categories=CATEGORIES.mask(document.categories),
        access=ACCESS.mask(document.access),
        cost=COSTS.mask([document.cost]),
        group_min=document.group_min,
        group_max=document.group_max,
        latitude=document.place.latitude if document.place else None,
        longitude=document.place.longitude if document.place else None,
        reach_miles=document.reach_miles,
        listed_at=document.listed_at,
        free=_bytes(free),
        free_from=free.first,
        fingerprint=fingerprint(document),
    )


def _bytes(free: FreeHalves) -> bytes:
    """Lowest bit first, as PostgreSQL's get_bit counts them; four days to a byte."""
    return free.bits.to_bytes(-(-free.days // 4), "little")
