"""Made-up providers, their people and their places, for the measurement of search."""

import random
from collections.abc import Callable, Iterable

from benchmarks.loading import copy, counted
from core import clock
from core.geo import Point
from directory.enums import AccessFeature, Answer
from directory.models import Person, Provider, Venue, VenueAccess

MIDDLE = Point(55.0, -1.9)
ACCESS = [*AccessFeature.values]


def load_providers_and_places(numbers: Iterable[int], chance: random.Random, text: Callable[[int], str]) -> None:
    """One provider, one person and one venue of each number, about a degree round the middle."""
    now = clock.now()
    places = {pk: Point(MIDDLE.latitude + chance.uniform(-1, 1), MIDDLE.longitude + chance.uniform(-1, 1)) for pk in numbers}
    where = {pk: {"postcode": "NE23 6QW", "latitude": place.latitude, "longitude": place.longitude} for pk, place in places.items()}
    provider = {"kinds": ["employer"], "contact_email": "a@example.org", "created_at": now}
    copy(Provider, ({"id": pk, "slug": f"p{pk}", "name": text(3), **provider, **at} for pk, at in where.items()))
    copy(Person, ({"id": pk, "name": f"N{pk}", "public_name": f"N{pk}", "created_at": now} for pk in numbers))
    copy(Venue, ({"id": pk, "provider_id": pk, "name": f"Yard {pk}", **at} for pk, at in where.items()))
    features = counted(VenueAccess, ((pk, feature) for pk in numbers for feature in chance.sample(ACCESS, 4)))
    copy(VenueAccess, ({"id": pk, "venue_id": venue, "feature": feature, "answer": Answer.YES} for pk, (venue, feature) in features))
