"""Facets, totals and near misses against a reader who goes through all offers one by one."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.geo import Point, miles_between
from directory.enums import Door
from search.analysis.question import Group, Question
from search.contract import FreeHalves, Half, OfferDocument, SearchRequest, Words
from search.engines import engine
from search.engines.protocol import Asked, Found
from search.enums import Cost
from search.facets import LIMITS, SHOWN, Dimension, band_limit
from tests.factories.directory import OfferFactory
from tests.factories.search import NE23

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
DATES = tuple(TODAY + datetime.timedelta(days=number) for number in range(1, 4))
NOUNS = ("apple", "bread", "clay", "drum")
SUBJECTS = ("english", "music", "science")
CATEGORIES = ("arts_culture", "life_skills")
ACCESS = ("quiet_room", "captions", "large_print")
COSTS = (Cost.FREE, Cost.PER_PUPIL, Cost.OVER)
NUMBER_OF_OFFERS = 7
HERE = Point(NE23.latitude, NE23.longitude)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


def few(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(values), max_size=2)


DOCUMENTS = st.builds(
    OfferDocument,
    offer_id=st.just(0),
    schools_only=st.booleans(),
    assured_until=st.sampled_from([TODAY - datetime.timedelta(days=1), TODAY, TODAY + datetime.timedelta(days=90)]),
    door=st.sampled_from(Door.values),
    years=st.sampled_from([(6,), (7, 8, 9), (5, 6, 7), (-2, -1, 0)]),
    subjects=some(SUBJECTS),
    categories=some(CATEGORIES),
    access=some(ACCESS),
    cost=st.sampled_from(COSTS),
    group_min=st.sampled_from([1, 6]),
    group_max=st.sampled_from([8, 12, 30]),
    place=st.none()
    | st.sampled_from([0.0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.5]).map(lambda north: Point(HERE.latitude + north, HERE.longitude)),
    reach_miles=st.sampled_from([None, 2, 10]),
    listed_at=st.just(datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)),
    words=some(NOUNS).map(lambda nouns: Words(title=" ".join(nouns), summary="", names="", body="")),
)
FREE = st.builds(FreeHalves, first=st.just(TODAY), days=st.just(8), bits=st.integers(0, 2**16 - 1))
REQUESTS = st.builds(
    SearchRequest,
    near=st.none() | st.just(NE23),
    within_miles=st.sampled_from([None, 1, 5, 20]),
    dates=st.sampled_from([(), DATES[:1], DATES]),
    half=st.sampled_from(Half),
    group_size=st.sampled_from([None, 5, 10, 20]),
    doors=few(tuple(Door.values)),
    years=st.sampled_from([frozenset[int](), frozenset({6}), frozenset({6, 9})]),
    subjects=few(SUBJECTS),
    categories=few(CATEGORIES),
    access=few(ACCESS),
    costs=few(COSTS),
    for_schools=st.booleans(),
    page_size=st.just(NUMBER_OF_OFFERS),
)
NOUNS_ASKED = st.lists(st.sampled_from(NOUNS), max_size=2, unique=True)


def miles(document: OfferDocument) -> float | None:
    return None if document.place is None else miles_between(HERE, document.place)


def fits(document: OfferDocument, free: FreeHalves, request: SearchRequest) -> dict[str, bool]:
    """By facet or other condition, whether the offer meets it."""
    away = miles(document) if request.near else None
    limit = LIMITS[band_limit(request.within_miles) - 1] if request.within_miles is not None and request.near else None
    return {
        "door": not request.doors or document.door in request.doors,
        "years": not request.years or bool(request.years & set(document.years)),
        "subject": not request.subjects or bool(request.subjects & set(document.subjects)),
        "category": not request.categories or bool(request.categories & set(document.categories)),
        "access": request.access <= set(document.access),
        "cost": not request.costs or document.cost in request.costs,
        "distance": away is None or limit is None or away < limit,
        "reach": away is None or document.reach_miles is None or away <= document.reach_miles,
        "group_max": request.group_size is None or request.group_size <= document.group_max,
        "group_min": request.group_size is None or request.group_size >= document.group_min,
        "dates": not request.dates or any(free.is_free(date, request.half) for date in request.dates),
    }


def has_value(dimension: Dimension, value: str, document: OfferDocument, request: SearchRequest) -> bool:
    away = miles(document)
    tests: dict[str, Callable[[], bool]] = {
        "door": lambda: document.door == value,
        "years": lambda: any(
            option.value == value and option.mask & sum(1 << (year + 2) for year in document.years) for option in dimension.options
        ),
        "subject": lambda: value in document.subjects,
        "category": lambda: value in document.categories,
        "access": lambda: value in document.access,
        "cost": lambda: document.cost == value,
        "distance": lambda: away is None or away < int(value),
    }
    return tests[dimension.name]()


Corpus = list[tuple[OfferDocument, FreeHalves]]


def expected_counts(dimension: Dimension, considered: Corpus, request: SearchRequest) -> dict[str, int]:
    """What choosing a value would bring. Of access everything chosen stays wanted; of other facets what was chosen is put aside."""
    aside = set() if dimension.takes_all else {dimension.name}
    open_to = [
        document for document, free in considered if all(met for name, met in fits(document, free, request).items() if name not in aside)
    ]
    return {
        option.value: sum(has_value(dimension, option.value, document, request) for document in open_to) for option in dimension.options
    }


def ask(corpus: Corpus, request: SearchRequest, nouns: list[str]) -> Found:
    answering = engine()
    answering.remove(answering.offer_ids())
    answering.write(corpus)
    groups = tuple(Group(((noun,),)) for noun in nouns)
    return answering.find(Asked(request, Question(groups=groups, words=tuple(nouns)), TODAY))


@pytest.fixture
def offer_ids() -> list[int]:
    return [OfferFactory(listed=True, version__people=[]).pk for _number in range(NUMBER_OF_OFFERS)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), request=REQUESTS, nouns=NOUNS_ASKED)
def test_hits_counts_and_dates_are_those_of_a_reader_of_everything(
    offer_ids: list[int], data: st.DataObject, request: SearchRequest, nouns: list[str]
) -> None:
    said = data.draw(st.lists(st.tuples(DOCUMENTS, FREE), max_size=NUMBER_OF_OFFERS))
    corpus = [(OfferDocument(**{**vars(document), "offer_id": pk}), free) for (document, free), pk in zip(said, offer_ids, strict=False)]
    considered = [
        (document, free)
        for document, free in corpus
        if document.assured_until >= TODAY
        and (request.for_schools or not document.schools_only)
        and set(nouns) <= set(document.words.title.split())
    ]
    failed = {document.offer_id: [name for name, met in fits(document, free, request).items() if not met] for document, free in considered}

    found = ask(corpus, request, nouns)

    hits = {pk for pk, names in failed.items() if not names}
    assert {offer.offer_id for offer in found.offers} == hits
    assert found.total == len(hits)
    free_dates = {
        document.offer_id: tuple(date for date in request.dates if free.is_free(date, request.half)) for document, free in considered
    }
    assert {offer.offer_id: offer.free_dates for offer in found.offers} == {pk: free_dates[pk] for pk in hits}
    assert found.free_on_all == sum(len(free_dates[pk]) == len(request.dates) for pk in hits)
    for dimension in SHOWN:
        if dimension.name != "distance" or (request.near and request.within_miles is None):
            assert dict(found.counts[dimension.name]) == expected_counts(dimension, considered, request), dimension.name
    assert {near.offer_id for near in found.near} <= {pk for pk, names in failed.items() if len(names) == 1}


def test_distances_are_counted_without_the_one_chosen(offer_ids: list[int]) -> None:
    said = {
        "words": Words("", "", "", ""),
        "listed_at": clock.now(),
        "reach_miles": None,
        "group_min": 1,
        "group_max": 30,
        "cost": Cost.FREE,
    }
    common = said | {"access": (), "categories": (), "subjects": (), "years": (6,), "door": "wednesday", "schools_only": False}
    places = [Point(HERE.latitude + away / 69.0, HERE.longitude) for away in (0.5, 2, 4, 8, 15, 30)]
    corpus = [
        (OfferDocument(offer_id=pk, place=place, assured_until=TODAY, **common), FreeHalves(TODAY, 0, 0))  # type: ignore[arg-type]
        for pk, place in zip(offer_ids, places, strict=False)
    ]

    counts = ask(corpus, SearchRequest(near=NE23, within_miles=3), []).counts["distance"]

    assert dict(counts) == {"1": 1, "3": 2, "5": 3, "10": 4, "20": 5}
