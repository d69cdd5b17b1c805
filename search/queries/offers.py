"""The question that search answers: which offers fit, how many, which nearly, and by what they can be narrowed."""

import dataclasses
import logging
from collections.abc import Mapping

from core import clock
from directory.models import Offer
from search.analysis.question import read_question
from search.contract import Facet, FacetValue, Hit, SearchPage, SearchRequest
from search.engines import Engine, engine
from search.engines.protocol import Asked, Found
from search.facets import DISTANCE, SHOWN, Dimension, is_selected
from search.queries.near_misses import near_miss

REFILLS = 3  # times that a page is asked for again because it held what must not be shown
log = logging.getLogger(__name__)


def find_offers(request: SearchRequest) -> SearchPage:
    """One page of answers, checked against the directory before it is shown. The number of queries doesn't grow with what is found."""
    today, answering = clock.today(), engine()
    vocabulary = answering.vocabulary(for_schools=request.for_schools, today=today)
    question = read_question(request.text, vocabulary, correct=request.correct)
    asked = Asked(dataclasses.replace(request, years=request.years | question.years), question, today)
    asked, found = _with_some_words(answering, asked, answering.find(asked))
    pages = _pages(found.total, request)
    if request.page > pages:
        asked = dataclasses.replace(asked, request=dataclasses.replace(asked.request, page=pages))
        found = answering.find(asked)
    return _page(answering, *_rechecked(answering, asked, found))


def _with_some_words(answering: Engine, asked: Asked, found: Found) -> tuple[Asked, Found]:
    """Where nothing has all the words, and nothing nearly fits, look for what has some of them."""
    if found.total or found.near or len(asked.question.groups) < 2:
        return asked, found
    some = dataclasses.replace(asked, any_word=True)
    found_some = answering.find(some)
    return (some, found_some) if found_some.total else (asked, found)


def _rechecked(answering: Engine, asked: Asked, found: Found) -> tuple[Asked, Found, Mapping[int, Offer]]:
    """Whatever an index says, only the directory says what may be shown. What it refuses is left out, and the page filled up again."""
    shown = Offer.objects.shown() if asked.request.for_schools else Offer.objects.shown_to_public()
    offers: dict[int, Offer] = {}
    for _attempt in range(REFILLS + 1):
        ids = {one.offer_id for one in found.offers} | {one.offer_id for one in found.near}
        offers = shown.select_related("approved_version__space").in_bulk(ids) if ids else {}
        refused = ids - offers.keys()
        if not refused:
            return asked, found, offers
        log.warning("search found offers that are not on show: %s", sorted(refused))
        asked = dataclasses.replace(asked, leave_out=asked.leave_out | refused)
        found = answering.find(asked)
    safe = dataclasses.replace(
        found,
        offers=tuple(one for one in found.offers if one.offer_id in offers),
        near=tuple(one for one in found.near if one.offer_id in offers),
    )
    return asked, safe, offers


def _page(answering: Engine, asked: Asked, found: Found, offers: Mapping[int, Offer]) -> SearchPage:
    request = asked.request
    texts = {one.offer_id: _texts(offers[one.offer_id]) for one in found.offers}
    highlights = answering.highlights(asked.question, texts)
    return SearchPage(
        hits=tuple(Hit(one.offer_id, one.band, highlights[one.offer_id], one.free_dates) for one in found.offers),
        total=found.total,
        total_is_about=bool(asked.leave_out),
        facets=tuple(
            _facet(dimension, found.counts[dimension.name], request) for dimension in SHOWN if dimension is not DISTANCE or request.near
        ),
        corrected_text=asked.question.corrected_text,
        near_misses=tuple(near_miss(near, offers[near.offer_id], request) for near in found.near),
        page=request.page,
        pages=_pages(found.total, request),
        read_years=asked.question.years,
        any_word=asked.any_word,
        without=found.without,
        free_on_all=found.free_on_all if request.dates else None,
    )


def _pages(total: int, request: SearchRequest) -> int:
    return max(1, -(-total // request.page_size))


def _texts(offer: Offer) -> tuple[str, str]:
    version = offer.approved_version
    return (version.summary, version.description) if version else ("", "")


def _facet(dimension: Dimension, counts: Mapping[str, int], request: SearchRequest) -> Facet:
    values = (
        FacetValue(option.value, str(option.label), counts[option.value], is_selected(dimension, option, request))
        for option in dimension.options
    )
    return Facet(dimension.name, str(dimension.label), tuple(values), is_single=dimension is DISTANCE)
