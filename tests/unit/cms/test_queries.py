import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.queries import featured_offers, offers_behind_doors
from core import clock
from core.models import PostcodePoint
from directory.enums import Audience, OfferKind
from directory.states import OfferState
from tests.factories.directory import OfferFactory

pytestmark = pytest.mark.django_db


def test_doors_are_counted_in_their_order_with_empty_ones() -> None:
    OfferFactory(listed=True, kind=OfferKind.SESSION)
    OfferFactory(listed=True, kind=OfferKind.TALK)
    OfferFactory(listed=True, kind=OfferKind.CHALLENGE)
    OfferFactory(listed=True, kind=OfferKind.VISIT, audience=Audience.SCHOOLS)
    OfferFactory(kind=OfferKind.VISIT)

    ways = offers_behind_doors()

    assert [(way.code, str(way.door.plural), way.offers) for way in ways] == [
        ("wednesday", "Wednesday afternoons", 2),
        ("third_space", "Third spaces", 0),
        ("challenge", "Personal challenges", 1),
    ]


def test_newest_offers_are_featured_and_only_shown_ones() -> None:
    now = clock.now()
    offers = [OfferFactory(listed=True, first_listed_at=now - datetime.timedelta(days=days)) for days in range(6)]
    OfferFactory(state=OfferState.PAUSED)
    OfferFactory(listed=True, assured_until=clock.today() - datetime.timedelta(days=1))

    featured = featured_offers("newest", "")

    assert featured == offers[:4]


def test_each_door_comes_before_a_second_of_any() -> None:
    now = clock.now()
    sessions = [OfferFactory(listed=True, first_listed_at=now - datetime.timedelta(days=days)) for days in range(4)]
    old = now - datetime.timedelta(days=300)
    visit = OfferFactory(listed=True, kind=OfferKind.WORKPLACE, first_listed_at=old)
    challenge = OfferFactory(listed=True, kind=OfferKind.CHALLENGE, first_listed_at=old)

    featured = featured_offers("each_door", "")

    assert featured == [sessions[0], sessions[1], visit, challenge]


def test_featuring_can_be_switched_off() -> None:
    OfferFactory(listed=True)

    assert featured_offers("none", "") == []


def test_offers_round_the_place_come_before_newer_ones_elsewhere() -> None:
    PostcodePoint.objects.create(postcode="NE23 6QW", sector="NE23 6", district="NE23", latitude=55.09, longitude=-1.58)
    near = OfferFactory(listed=True, provider__latitude=55.12, provider__longitude=-1.51)
    unplaced = OfferFactory(listed=True, provider__latitude=None, provider__longitude=None)
    far = OfferFactory(listed=True, provider__latitude=53.4, provider__longitude=-2.8)

    assert featured_offers("newest", "NE23") == [near, far, unplaced]
    assert featured_offers("newest", "") == [far, unplaced, near]


def test_featuring_takes_few_queries_however_many_offers() -> None:
    for kind in (*OfferKind, *OfferKind):
        OfferFactory(listed=True, kind=kind)

    with CaptureQueriesContext(connection) as queries:
        featured_offers("each_door", "")

    assert len(queries) == 8  # one a door and one for the rest, each with its photos
