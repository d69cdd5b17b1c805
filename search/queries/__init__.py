from search.queries.offers import find_offers

__all__ = ["find_offers"]
