"""Search on PostgreSQL: the read model is written with the offers, so what is delisted is gone in the same commit."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from django.db import connection, transaction

from search.analysis.question import Question, Vocabulary
from search.contract import FreeHalves, OfferDocument
from search.engines.postgres import words, writing
from search.engines.postgres.answer import read_answer
from search.engines.postgres.statement import statement
from search.engines.protocol import Asked, Found
from search.models import OfferFacts

# A hundred thousand rows are counted in memory; and compiling a statement takes longer than running it, though its cost looks high.
FOR_COUNTING = "SELECT set_config('work_mem', '32MB', true), set_config('jit', 'off', true)"


class PostgresEngine:
    def vocabulary(self, *, for_schools: bool, today: datetime.date) -> Vocabulary:
        return words.PostgresVocabulary(for_schools=for_schools, today=today)

    def find(self, asked: Asked) -> Found:
        sql, params = statement(asked)
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute(FOR_COUNTING)
            cursor.execute(sql, params)
            return read_answer(cursor.fetchall(), asked.request, asked.today)

    def highlights(self, question: Question, texts: Mapping[int, tuple[str, str]]) -> dict[int, str]:
        return words.highlight(question, texts)

    def write(self, documents: Sequence[tuple[OfferDocument, FreeHalves]]) -> None:
        if documents:
            writing.write_facts(documents)
            writing.write_text(document for document, _free in documents)
            writing.write_terms(document for document, _free in documents)

    def write_free(self, free: Mapping[int, FreeHalves]) -> None:
        writing.write_free(free)

    def remove(self, offer_ids: Collection[int]) -> int:
        return OfferFacts.objects.filter(pk__in=offer_ids).delete()[1].get(OfferFacts._meta.label, 0)

    def offer_ids(self) -> set[int]:
        return set(OfferFacts.objects.values_list("pk", flat=True))

    def fingerprints(self, offer_ids: Collection[int]) -> dict[int, str]:
        return dict(OfferFacts.objects.filter(pk__in=offer_ids).values_list("pk", "fingerprint"))

    def oldest_free(self, limit: int, before: datetime.date) -> list[int]:
        return list(OfferFacts.objects.filter(free_from__lt=before).order_by("free_from", "pk").values_list("pk", flat=True)[:limit])

    def count_words(self) -> int:
        return writing.count_words()
