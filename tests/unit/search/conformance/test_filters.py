"""What narrows results, and what is nearly fitting."""

import datetime

import pytest
import time_machine

from core import clock
from core.models import PostcodePoint
from search.contract import Half, NearReason, SearchRequest, Sort
from search.queries import find_offers
from search.services.index import index_offer, refresh_diary
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    PersonFactory,
    ProviderFactory,
    SpaceFactory,
    VenueAccessFactory,
    VenueFactory,
)
from tests.factories.search import NE23, counts, found, indexed_offer

pytestmark = pytest.mark.django_db
MILE = 1 / 69.0  # degrees of latitude, nearly
WEDNESDAY = datetime.date(2026, 12, 2)
NEXT = WEDNESDAY + datetime.timedelta(weeks=1)


def away(miles: float, **fields: object) -> int:
    """An offer to which pupils go, so many miles north, in a public place."""
    venue = VenueFactory(latitude=NE23.latitude + miles * MILE, longitude=NE23.longitude)
    return indexed_offer(version__setting="host_site", version__venue=venue, **fields).pk


def test_each_filter_keeps_what_has_any_of_its_values() -> None:
    talk = indexed_offer(
        kind="talk", version__subjects=["music"], version__categories=["life_skills"], version__year_from=10, version__year_to=11
    )
    visit = indexed_offer(
        kind="visit",
        version__subjects=["history", "english"],
        version__categories=["arts_culture"],
        version__year_from=7,
        version__year_to=9,
    )
    indexed_offer(kind="challenge", version__subjects=["food"], version__categories=[], version__year_from=-2, version__year_to=0)

    assert found(doors=frozenset({"wednesday", "third_space"})) == [visit.pk, talk.pk]
    assert found(subjects=frozenset({"music", "english"})) == [visit.pk, talk.pk]
    assert found(categories=frozenset({"arts_culture"})) == [visit.pk]
    assert found(years=frozenset({9, 10})) == [visit.pk, talk.pk]
    assert found("year 8") == [visit.pk]


def test_everything_wanted_of_access_must_be_there() -> None:
    both = indexed_offer(version__adjustments={"large_print": {"offered": "yes"}, "captions": {"offered": "with_notice", "days": 5}})
    indexed_offer(version__adjustments={"large_print": {"offered": "yes"}, "captions": {"offered": "discuss"}})

    assert found(access=frozenset({"large_print", "captions"})) == [both.pk]


def test_features_of_a_place_are_asked_of_places_that_pupils_go_to_only() -> None:
    step_free, steps = VenueFactory(), VenueFactory()
    VenueAccessFactory(venue=step_free, feature="step_free_throughout", answer="yes")
    VenueAccessFactory(venue=steps, feature="step_free_throughout", answer="unknown")
    there = indexed_offer(version__setting="host_site", version__venue=step_free)
    indexed_offer(version__setting="host_site", version__venue=steps)
    at_school = indexed_offer(version__setting="school_site", version__venue=steps)

    assert found(access=frozenset({"step_free_throughout"})) == [at_school.pk, there.pk]


def test_a_group_must_fit_the_offer_and_its_space() -> None:
    large = indexed_offer(version__group_min=10, version__group_max=30)
    small = indexed_offer(version__group_min=1, version__group_max=12)
    in_a_small_room = indexed_offer(version__group_min=1, version__group_max=30, version__space=SpaceFactory(capacity=14))

    assert found(group_size=24) == [large.pk]
    assert found(group_size=12) == [in_a_small_room.pk, small.pk, large.pk]
    assert found(group_size=6) == [in_a_small_room.pk, small.pk]


def test_distance_is_by_bands_and_takes_what_is_online() -> None:
    near, middling, far = away(0.5), away(4), away(15)
    online = indexed_offer(version__setting="online_live").pk

    assert found(near=NE23, within_miles=3) == [near, online]
    assert found(near=NE23, within_miles=5, sort=Sort.NEAREST) == [near, middling, online]
    assert found(near=NE23, sort=Sort.NEAREST) == [near, middling, far, online]
    assert [hit.band for hit in find_offers(SearchRequest(near=NE23, sort=Sort.NEAREST)).hits] == [0, 2, 4, None]


def test_a_radius_between_two_bands_is_taken_as_the_wider_one() -> None:
    middling = away(4)

    assert found(near=NE23, within_miles=4) == [middling]
    assert counts("distance", near=NE23, within_miles=4) == {"5": 1, "10": 1, "20": 1}


def test_who_comes_to_schools_comes_only_so_far() -> None:
    near = ProviderFactory(latitude=NE23.latitude + 2 * MILE, postcode="")
    willing = indexed_offer(provider=near, version__setting="school_site", version__travel_miles=5)
    indexed_offer(provider=near, version__setting="school_site", version__travel_miles=1)
    anywhere = indexed_offer(provider=near, version__setting="school_site", version__travel_miles=None)

    page = find_offers(SearchRequest(near=NE23))

    assert [hit.offer_id for hit in page.hits] == [anywhere.pk, willing.pk]
    assert [miss.code for miss in page.near_misses] == []
    assert page.without == {"distance": 1}


def test_nearness_weighs_in_when_words_fit_alike() -> None:
    far, near = away(15, version__title="Bread"), away(0.5, version__title="Bread")
    very_near_but_worse = away(0.2, version__title="Soup", version__description="With bread.")

    assert found("bread", near=NE23) == [near, far, very_near_but_worse]


def test_newest_sorts_by_when_an_offer_was_first_listed() -> None:
    now = clock.now()
    newer = indexed_offer(first_listed_at=now, version__title="Soup with bread")
    older = indexed_offer(first_listed_at=now - datetime.timedelta(days=9), version__title="Bread bread bread")

    assert found("bread", sort=Sort.NEWEST) == [newer.pk, older.pk]


@pytest.mark.parametrize("sort", Sort)
def test_pages_hold_everything_once_in_one_order(sort: Sort) -> None:
    listed = clock.now()
    everything = {indexed_offer(first_listed_at=listed).pk for _number in range(7)}

    pages = [found(sort=sort, near=NE23, page=page, page_size=3) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert {offer for page in pages for offer in page} == everything
    assert pages == [found(sort=sort, near=NE23, page=page, page_size=3) for page in (1, 2, 3)]


def test_a_page_beyond_the_last_is_the_last() -> None:
    offers = [indexed_offer().pk for _number in range(3)]

    page = find_offers(SearchRequest(page=999, page_size=2))

    assert ([hit.offer_id for hit in page.hits], page.page, page.pages, page.total) == ([offers[0]], 2, 2, 3)


@time_machine.travel("2026-11-25T10:00:00Z", tick=False)
def test_free_on_at_least_one_of_the_dates_and_which() -> None:
    always = PersonFactory(open_all_week=True)
    AvailabilityExceptionFactory(person=always, from_date=NEXT)
    mornings = PersonFactory()
    AvailabilityWindowFactory(person=mornings, starts=datetime.time(8), ends=datetime.time(12))
    afternoon = indexed_offer(version__people=[always])
    morning = indexed_offer(version__people=[mornings])

    page = find_offers(SearchRequest(dates=(WEDNESDAY, NEXT)))

    assert [(hit.offer_id, hit.free_dates) for hit in page.hits] == [(afternoon.pk, (WEDNESDAY,))]
    assert page.free_on_all == 0
    assert find_offers(SearchRequest(dates=(WEDNESDAY,))).free_on_all == 1
    assert found(dates=(NEXT,), half=Half.MORNING) == [morning.pk]
    assert sorted(found(dates=(WEDNESDAY,), half=Half.MORNING)) == [afternoon.pk, morning.pk]


@time_machine.travel("2026-11-25T10:00:00Z", tick=False)
def test_more_free_dates_come_first() -> None:
    often, once = PersonFactory(open_all_week=True), PersonFactory()
    AvailabilityWindowFactory(person=once, until_date=WEDNESDAY)
    seldom = indexed_offer(version__people=[once], first_listed_at=clock.now())
    mostly = indexed_offer(version__people=[often], first_listed_at=clock.now() - datetime.timedelta(days=1))

    assert found(dates=(WEDNESDAY, NEXT)) == [mostly.pk, seldom.pk]


@time_machine.travel("2026-11-25T10:00:00Z", tick=False)
def test_taken_time_is_not_free_from_the_same_moment() -> None:
    person = PersonFactory(open_all_week=True)
    offer = indexed_offer(version__people=[person], version__minutes=120)
    before = found(dates=(WEDNESDAY,))

    ClaimFactory(person=person, starts=clock.local(WEDNESDAY, datetime.time(12)), ends=clock.local(WEDNESDAY, datetime.time(16)))
    refresh_diary(person_id=person.pk)

    assert (before, found(dates=(WEDNESDAY,)), found(dates=(NEXT,))) == ([offer.pk], [], [offer.pk])


@time_machine.travel("2026-11-25T10:00:00Z", tick=False)
@pytest.mark.parametrize("date", [datetime.date(2026, 11, 18), datetime.date(2029, 1, 3)])
def test_dates_past_or_far_ahead_are_nobodys(date: datetime.date) -> None:
    indexed_offer()

    assert found(dates=(date,)) == []


def test_near_misses_say_the_one_thing_that_is_off() -> None:
    too_small = indexed_offer(version__group_max=12)
    indexed_offer(version__group_max=4)

    page = find_offers(SearchRequest(group_size=15))

    (miss,) = page.near_misses
    assert (miss.offer_id, miss.code, miss.reason) == (
        too_small.pk,
        NearReason.GROUP_TOO_BIG,
        "it takes up to 12, and your group is 15.",
    )
    assert page.without == {"group": 2}


def test_two_things_off_is_no_near_miss() -> None:
    indexed_offer(version__group_max=12, version__year_from=7, version__year_to=9)

    page = find_offers(SearchRequest(group_size=15, years=frozenset({6})))

    assert (page.near_misses, page.without) == ((), {})


def test_a_little_too_far_is_a_near_miss_and_much_too_far_is_none() -> None:
    little = away(7)
    away(15)

    page = find_offers(SearchRequest(near=NE23, within_miles=5))

    assert [(miss.offer_id, miss.code, miss.band, miss.reason) for miss in page.near_misses] == [
        (little, NearReason.TOO_FAR, 3, "a little beyond your 5 miles: it is 5 to 10 miles away.")
    ]


def test_out_of_the_providers_reach_by_a_little_is_a_near_miss() -> None:
    provider = ProviderFactory(latitude=NE23.latitude + 7 * MILE, postcode="")
    indexed_offer(provider=provider, version__setting="school_site", version__travel_miles=5)

    (miss,) = find_offers(SearchRequest(near=NE23)).near_misses

    assert (miss.code, miss.reason) == (NearReason.OUT_OF_REACH, "they come to schools up to 5 miles away, and you are farther.")


def test_the_year_next_to_it_and_a_step_more_in_cost_are_near_misses() -> None:
    indexed_offer(version__year_from=7, version__year_to=9, version__price_basis="per_session", version__price_pence=9000)

    (year,) = find_offers(SearchRequest(years=frozenset({6}))).near_misses
    (cost,) = find_offers(SearchRequest(costs=frozenset({"up_to_5_per_pupil"}))).near_misses

    assert year.reason == "it is for Years 7 to 9, and you asked for Year 6."
    assert cost.reason == "it costs a little more than you chose: £90 a session."
    assert find_offers(SearchRequest(years=frozenset({5}))).near_misses == ()
    assert find_offers(SearchRequest(costs=frozenset({"free"}))).near_misses == ()


@time_machine.travel("2026-11-25T10:00:00Z", tick=False)
def test_who_is_free_close_to_the_date_is_told_to_schools_only() -> None:
    person = PersonFactory(open_all_week=True)
    AvailabilityExceptionFactory(person=person, from_date=WEDNESDAY)
    indexed_offer(version__people=[person])
    request = SearchRequest(dates=(WEDNESDAY,), for_schools=True)

    (miss,) = find_offers(request).near_misses

    assert (miss.code, miss.reason) == (NearReason.NOT_FREE, "not free on 2 December. Free on 9 December, 16 December and 23 December.")
    assert find_offers(SearchRequest(dates=(WEDNESDAY,))).near_misses == ()


def test_near_misses_are_on_the_first_page_only() -> None:
    for _number in range(3):
        indexed_offer(version__group_max=30)
    indexed_offer(version__group_max=14)

    assert len(find_offers(SearchRequest(group_size=15, page_size=2)).near_misses) == 1
    assert find_offers(SearchRequest(group_size=15, page_size=2, page=2)).near_misses == ()


def test_two_homes_in_one_sector_cannot_be_told_apart_from_anywhere() -> None:
    """Whatever is asked from wherever: the same band, and an order that says nothing of where in the sector somebody lives."""
    for unit, north in (("NE23 6AA", 0.0), ("NE23 6ZZ", 0.02)):
        PostcodePoint.objects.create(postcode=unit, sector="NE23 6", district="NE23", latitude=55.08 + north, longitude=-1.58)
    homes = [
        ProviderFactory(kinds=["cbt_individual"], postcode="NE23 6QW", latitude=55.08 + north, longitude=-1.58) for north in (0.0, 0.02)
    ]
    listed = clock.now()
    first, second = (indexed_offer(provider=home, first_listed_at=listed).pk for home in homes)

    for sort in Sort:
        for miles in (-6, -3, -1.2, -0.7, 0, 0.7, 1.2, 3, 6):
            here = type(NE23)(55.09 + miles * MILE, -1.58, "here", "exact")
            page = find_offers(SearchRequest(near=here, sort=sort))
            assert [hit.offer_id for hit in page.hits] == [first, second]
            assert page.hits[0].band == page.hits[1].band


def test_within_a_band_the_nearer_of_two_places_does_not_come_first() -> None:
    listed = clock.now()
    farther = away(2.9, first_listed_at=listed)
    nearer = away(1.1, first_listed_at=listed)

    assert found(near=NE23, sort=Sort.NEAREST) == [farther, nearer]


def test_an_offer_that_changes_is_found_by_what_it_says_now() -> None:
    offer = indexed_offer(version__title="Bread")

    version = offer.approved_version
    assert version is not None
    version.title = "Soup"
    version.save()
    index_offer(offer_id=offer.pk)

    assert (found("bread"), found("soup")) == ([], [offer.pk])
