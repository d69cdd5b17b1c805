from django.http import QueryDict

from search import filters
from search.contract import Facet, FacetValue, SearchPage, SearchRequest
from tests.factories.search import NE23


def page(*facets: Facet, total: int = 10, read_years: frozenset[int] = frozenset(), without: dict[str, int] | None = None) -> SearchPage:
    return SearchPage((), total, False, facets, "", (), 1, 1, read_years=read_years, without=without or {})


def facet(name: str, *values: tuple[str, int, bool], is_single: bool = False) -> Facet:
    return Facet(name, name.title(), tuple(FacetValue(value, value.title(), count, chosen) for value, count, chosen in values), is_single)


def test_tags_take_off_one_filter_each_and_go_to_the_first_page() -> None:
    query = QueryDict("q=bread&near=NE23&group=15&door=wednesday&door=challenge&years=7-9&years=6&distance=5&page=3")
    request = SearchRequest(near=NE23, group_size=15)

    tags = filters.tags(query, request, page())

    rest = "q=bread&near=NE23"
    assert [(str(tag.label), tag.url_without) for tag in tags] == [
        ("15 pupils", f"?{rest}&door=wednesday&door=challenge&years=7-9&years=6&distance=5"),
        ("Wednesday afternoon", f"?{rest}&group=15&door=challenge&years=7-9&years=6&distance=5"),
        ("Personal challenge", f"?{rest}&group=15&door=wednesday&years=7-9&years=6&distance=5"),
        ("Years 7 to 9", f"?{rest}&group=15&door=wednesday&door=challenge&years=6&distance=5"),
        ("Year 6", f"?{rest}&group=15&door=wednesday&door=challenge&years=7-9&distance=5"),
        ("Up to 5 miles", f"?{rest}&group=15&door=wednesday&door=challenge&years=7-9&years=6"),
    ]


def test_years_read_from_the_text_are_taken_off_by_taking_them_out_of_it() -> None:
    tags = filters.tags(QueryDict("q=bread year 6&door=wednesday"), SearchRequest(), page(read_years=frozenset({6})))

    assert [(str(tag.label), tag.url_without) for tag in tags] == [
        ("Year 6", "?q=bread&door=wednesday"),
        ("Wednesday afternoon", "?q=bread+year+6"),
    ]


def test_a_distance_without_a_place_and_unknown_values_are_no_tags() -> None:
    assert filters.tags(QueryDict("distance=5&door=window"), SearchRequest(), page()) == []


def test_clearing_keeps_the_question() -> None:
    query = QueryDict("q=bread&near=&when=wednesday&sort=newest&group=3&door=wednesday&access=captions&distance=any&page=2")

    assert filters.clear_address(query) == "?q=bread&near=&when=wednesday&sort=newest"


def test_forms_carry_along_what_they_do_not_ask() -> None:
    query = QueryDict("q=bread&near=NE23&door=wednesday&door=challenge&page=2&utm=x&when=")

    assert filters.hidden(query, leave=("q",)) == [("near", "NE23"), ("door", "wednesday"), ("door", "challenge")]


def test_values_that_would_bring_nothing_are_not_offered_unless_chosen() -> None:
    (panel,) = filters.panels(page(facet("door", ("wednesday", 3, False), ("third_space", 0, False), ("challenge", 0, True))))

    assert [value.value for value in panel.values] == ["wednesday", "challenge"]


def test_of_a_long_facet_the_commonest_are_shown_those_first_that_tell_apart() -> None:
    values = [(f"everywhere {number}", 10, False) for number in range(3)]
    values += [(f"common {number}", 9 - number, False) for number in range(6)]
    values += [("rare but chosen", 1, True)]

    (panel,) = filters.panels(page(facet("access", *values), total=10))

    assert [value.value for value in panel.values] == [*(f"common {number}" for number in range(5)), "rare but chosen"]
    assert [value.value for value in panel.more] == [*(f"everywhere {number}" for number in range(3)), "common 5"]


def test_distances_are_all_offered_and_any_distance_last() -> None:
    (chosen,) = filters.panels(page(facet("distance", ("1", 0, False), ("3", 2, True), is_single=True)))
    (unchosen,) = filters.panels(page(facet("distance", ("1", 0, False), ("3", 2, False), is_single=True)))

    assert [(value.value, value.count, value.selected) for value in chosen.values] == [
        ("1", 0, False),
        ("3", 2, True),
        ("any", None, False),
    ]
    assert unchosen.values[-1].selected is True


def test_what_to_leave_out_says_how_much_that_brings_most_first() -> None:
    query = QueryDict("q=bread year 6&when=wednesday&group=40&distance=1&near=NE23&door=challenge")
    without = {"door": 2, "group": 5, "dates": 1, "distance": 3, "years": 4, "cost": 0}

    found = filters.loosenings(query, page(total=0, without=without))

    assert [(one.label, one.count, one.url) for one in found] == [
        ("any size of group", 5, "?q=bread+year+6&when=wednesday&distance=1&near=NE23&door=challenge"),
        ("anything under “Years”", 4, "?q=bread&when=wednesday&group=40&distance=1&near=NE23&door=challenge"),
        ("any distance", 3, "?q=bread+year+6&when=wednesday&group=40&distance=any&near=NE23&door=challenge"),
        ("anything under “Way in”", 2, "?q=bread+year+6&when=wednesday&group=40&distance=1&near=NE23"),
        ("any date", 1, "?q=bread+year+6&group=40&distance=1&near=NE23&door=challenge"),
    ]
