"""How the question is put together. What is found is in the conformance suite."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from search.contract import Facet, FacetValue, SearchRequest
from search.queries import find_offers
from tests.factories.directory import PersonFactory
from tests.factories.search import NE23, indexed_offer

pytestmark = pytest.mark.django_db
SOON = tuple(clock.today() + datetime.timedelta(days=number) for number in range(1, 9))
WHOLE = SearchRequest(text="gardning", near=NE23, within_miles=5, dates=SOON, group_size=20, years=frozenset({6}), for_schools=True)


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_grow_with_what_is_found(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    person = PersonFactory(open_all_week=True)
    for _number in range(number):
        indexed_offer(version__title="Gardening", version__people=[person], version__group_max=12 if _number % 2 else 30)

    with django_assert_num_queries(7):  # words known, like them, in use; memory, the answer; the re-check; the marks
        page = find_offers(WHOLE)

    assert page.total == -(-number // 2)


def test_browsing_takes_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    indexed_offer()

    with django_assert_num_queries(3):  # memory, the answer, the re-check
        find_offers(SearchRequest())


def test_nothing_listed_is_an_empty_page() -> None:
    page = find_offers(SearchRequest(text="bread", near=NE23))

    assert (page.hits, page.total, page.page, page.pages, page.near_misses, page.total_is_about) == ((), 0, 1, 1, (), False)


def test_facets_come_in_the_order_of_the_page_and_distance_only_with_a_place() -> None:
    without = [facet.name for facet in find_offers(SearchRequest()).facets]
    with_place = [facet.name for facet in find_offers(SearchRequest(near=NE23)).facets]

    assert without == ["door", "years", "access", "cost", "subject", "category"]
    assert with_place == ["door", "years", "distance", "access", "cost", "subject", "category"]


def test_a_facet_says_what_is_chosen_and_counts_the_rest_as_if_nothing_were() -> None:
    indexed_offer(kind="talk")
    indexed_offer(kind="visit")

    (door, *_others) = find_offers(SearchRequest(doors=frozenset({"wednesday"}))).facets

    assert door == Facet(
        "door",
        "Way in",
        (
            FacetValue("wednesday", "Wednesday afternoon", 1, True),
            FacetValue("third_space", "Third space", 1, False),
            FacetValue("challenge", "Personal challenge", 0, False),
        ),
    )


def test_years_named_in_the_text_are_chosen_in_the_facet() -> None:
    indexed_offer()

    page = find_offers(SearchRequest(text="years 5 and 6"))

    (years,) = (facet for facet in page.facets if facet.name == "years")
    assert page.read_years == {5, 6}
    assert [value.value for value in years.values if value.selected] == ["5-6"]
