"""Offers in the index, and short ways to ask it."""

from typing import Any

from directory.models import Offer
from search.contract import Place, SearchRequest
from search.queries import find_offers
from search.services.index import index_offer
from tests.factories.directory import OfferFactory

NE23 = Place(latitude=55.0869, longitude=-1.5857, label="NE23", precision="district")  # where the factories' providers are


def indexed_offer(**fields: Any) -> Offer:
    """A listed offer, in the index as it stands."""
    offer: Offer = OfferFactory(listed=True, **fields)
    index_offer(offer_id=offer.pk)
    return offer


def found(text: str = "", **request: Any) -> list[int]:
    """The ids of what is found, in order."""
    return [hit.offer_id for hit in find_offers(SearchRequest(text=text, **request)).hits]


def counts(facet: str, **request: Any) -> dict[str, int]:
    """What the values of a facet are said to bring, where that is something."""
    (one,) = (each for each in find_offers(SearchRequest(**request)).facets if each.name == facet)
    return {value.value: value.count for value in one.values if value.count}
