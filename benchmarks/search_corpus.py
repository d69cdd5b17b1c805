"""Made-up offers for the measurement of search, the same at each run: in the directory's own tables, and in the read model.

Words follow a long-tailed distribution, so that some are in a third of all offers and most in very few. Nobody's text is copied.
"""

import datetime
import itertools
import random
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from benchmarks.loading import copy, counted, fields_of, without_index
from benchmarks.search_places import load_providers_and_places
from core import clock
from core.geo import Point
from directory.enums import DOOR_OF_KIND, Adjustment, OfferKind, PriceBasis, Setting
from directory.models import (
    AvailabilityException,
    AvailabilityWindow,
    Claim,
    Offer,
    OfferVersion,
    Provider,
    Venue,
)
from schools.enums import EnrichmentCategory, Subject
from search.analysis.corrections import deletions
from search.contract import FreeHalves, Half, OfferDocument, Words, bit_of
from search.engines.postgres.writing import facts_of, write_text
from search.models import OfferFacts, Term
from search.queries.documents import HORIZON, access_of, cost_of

VOCABULARY = 10_000
OFFERS_EACH = 5  # offers of one provider
BATCH = 1_000
SYLLABLES = [
    first + vowel
    for first in ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "st", "tr", "pl", "sh"]
    for vowel in ["a", "e", "i", "o", "u", "ai", "ee", "oa"]
]


class Corpus:
    """Offers are numbered from 1; `grow_to` adds those that are missing."""

    def __init__(self) -> None:
        self.chance = random.Random(2026)
        self.today = clock.today()
        self.words = self._make_words()
        self.weights = list(itertools.accumulate(1 / (rank + 60) for rank in range(VOCABULARY)))
        self.size = 0
        self.adjusted = Adjustment.values
        self.away: dict[int, list[datetime.date]] = {}
        self.weekdays: dict[int, tuple[int, ...]] = {}
        self.usual: dict[tuple[int, ...], int] = {}

    def _make_words(self) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made[
                "".join(self.chance.choice(SYLLABLES) for _syllable in range(self.chance.choice((2, 2, 3))))
                + self.chance.choice(("", "n", "r", "st"))
            ] = None
        return list(made)

    def text(self, number: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=number))

    def grow_to(self, size: int) -> None:
        numbers = range(self.size + 1, size + 1)
        providers = range(self.size // OFFERS_EACH + 1, size // OFFERS_EACH + 1)
        with transaction.atomic():
            self._load_providers(providers)
            versions = [self._version(number) for number in numbers]
            copy(Offer, (self._offer(version) for version in versions))
            copy(OfferVersion, (fields_of(version) for version in versions))
            copy(OfferVersion.people.through, ({"id": pk, "offerversion_id": pk, "person_id": provider_of(pk)} for pk in numbers))
        with without_index("search_text_words"):
            self._write_read_model(versions)
        self.size = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _load_providers(self, numbers: Iterable[int]) -> None:
        load_providers_and_places(numbers, self.chance, self.text)
        self._load_diaries(numbers)

    def _load_diaries(self, numbers: Iterable[int]) -> None:
        """Afternoons on one weekday or on all five, some weeks away, some Wednesdays taken."""
        soon = self.today + datetime.timedelta(days=(2 - self.today.weekday()) % 7)
        wednesdays = [soon + datetime.timedelta(weeks=week) for week in range(30)]
        for pk in numbers:
            self.weekdays[pk] = self.chance.choice(((2,), (2,), (2,), (0, 1, 2, 3, 4), (4,)))
            self.away[pk] = self.chance.sample(wednesdays, 6)
        windows = ((pk, day) for pk in numbers for day in self.weekdays[pk])
        noon, evening = datetime.time(12), datetime.time(17)
        copy(
            AvailabilityWindow,
            (
                {"id": number, "person_id": pk, "weekday": day, "starts": noon, "ends": evening}
                for number, (pk, day) in counted(AvailabilityWindow, windows)
            ),
        )
        away = ((pk, date) for pk in numbers for date in self.away[pk][:3])
        copy(
            AvailabilityException,
            (
                {"id": number, "person_id": pk, "from_date": date, "until_date": date}
                for number, (pk, date) in counted(AvailabilityException, away)
            ),
        )
        taken = ((pk, date) for pk in numbers for date in self.away[pk][3:])
        copy(
            Claim,
            (
                {
                    "id": number,
                    "person_id": pk,
                    "during": f"[{clock.local(date, noon).isoformat()},{clock.local(date, evening).isoformat()})",
                    "created_at": clock.now(),
                }
                for number, (pk, date) in counted(Claim, taken)
            ),
        )

    def _version(self, number: int) -> OfferVersion:
        chance = self.chance
        kind, first = chance.choice(OfferKind.values), chance.randrange(0, 12)
        setting = Setting.SCHOOL_SITE if kind in {OfferKind.SESSION, OfferKind.TALK} else Setting.HOST_SITE
        basis = chance.choice(PriceBasis.values)
        version = OfferVersion(
            id=number,
            offer_id=number,
            state="approved",
            title=self.text(4),
            summary=self.text(18),
            description=self.text(60),
            subjects=chance.sample(Subject.values, chance.choice((1, 1, 2, 3))),
            categories=chance.sample(EnrichmentCategory.values, chance.choice((1, 1, 2))),
            year_from=first,
            year_to=min(13, first + chance.randrange(5)),
            group_min=chance.choice((1, 1, 6)),
            group_max=chance.choice((12, 15, 20, 24, 30)),
            pattern="weekly",
            setting=setting,
            price_basis=basis,
            price_pence=0 if basis in {"free", "expenses_only"} else chance.choice((400, 9000, 15000)),
            adjustments={code: {"offered": "yes"} for code in chance.sample(self.adjusted, 4)},
            venue_id=None if setting == Setting.SCHOOL_SITE else provider_of(number),
            travel_miles=10,
            created_at=clock.now(),
        )
        version._state.fields_cache["offer"] = Offer(id=number, kind=kind)  # noqa: SLF001  # only to carry the kind along
        return version

    def _offer(self, version: OfferVersion) -> dict[str, Any]:
        listed = clock.now() - datetime.timedelta(minutes=version.pk)
        return {
            "id": version.pk,
            "slug": f"o{version.pk}",
            "provider_id": provider_of(version.pk),
            "kind": version.offer.kind,
            "state": "listed",
            "assured_until": self.today + datetime.timedelta(days=300),
            "assured_by": "Northumberland",
            "approved_version_id": version.pk,
            "first_listed_at": listed,
            "created_at": listed,
            "updated_at": listed,
        }

    def _write_read_model(self, versions: list[OfferVersion]) -> None:
        """As the engine writes it, but for the facts and the vocabulary, which are copied in at once."""
        providers = Provider.objects.in_bulk({provider_of(version.pk) for version in versions})
        venues = Venue.objects.prefetch_related("access").in_bulk({version.venue_id for version in versions if version.venue_id})
        documents = [self._document(version, providers, venues) for version in versions]
        with transaction.atomic():
            copy(OfferFacts, (fields_of(facts_of(document, free)) for document, free in documents))
            for start in range(0, len(documents), BATCH):
                write_text(document for document, _free in documents[start : start + BATCH])
            if not self.size:
                copy(Term, ({"word": word, "spellings": sorted(deletions(word)), "offers": 1} for word in self.words))

    def _document(
        self, version: OfferVersion, providers: dict[int, Provider], venues: dict[int, Venue]
    ) -> tuple[OfferDocument, FreeHalves]:
        provider = providers[provider_of(version.pk)]
        if version.venue_id:
            version._state.fields_cache["venue"] = venues[version.venue_id]  # noqa: SLF001  # fetched for all at once above
        listed = clock.now() - datetime.timedelta(minutes=version.pk)
        document = OfferDocument(
            offer_id=version.pk,
            schools_only=False,
            assured_until=self.today + datetime.timedelta(days=300),
            door=DOOR_OF_KIND[OfferKind(version.offer.kind)],
            years=tuple(range(version.year_from, version.year_to + 1)),
            subjects=tuple(version.subjects),
            categories=tuple(version.categories),
            access=access_of(version),
            cost=cost_of(version),
            group_min=version.group_min,
            group_max=version.group_max,
            place=Point(provider.latitude or 0, provider.longitude or 0),
            reach_miles=None,
            listed_at=listed,
            words=Words(version.title, version.summary, provider.name, version.description),
        )
        return document, self._free(provider.pk)

    def _free(self, provider: int) -> FreeHalves:
        weekdays = self.weekdays[provider]
        if weekdays not in self.usual:
            days = [number for number in range(HORIZON) if (self.today.weekday() + number) % 7 in weekdays]
            self.usual[weekdays] = sum(1 << bit_of(number, Half.AFTERNOON) for number in days)
        closed = sum(1 << bit_of((date - self.today).days, Half.AFTERNOON) for date in self.away[provider])
        return FreeHalves(self.today, HORIZON, self.usual[weekdays] & ~closed)


def provider_of(offer: int) -> int:
    return (offer - 1) // OFFERS_EACH + 1
