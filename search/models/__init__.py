from search.models.offers import OfferFacts, OfferText
from search.models.vocabulary import Term

__all__ = ["OfferFacts", "OfferText", "Term"]
