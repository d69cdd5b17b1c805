"""What the home page shows of the directory."""

import math
from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, Value, When

from core.doors import Door, door_of
from core.geo import Point
from core.queries.postcodes import locate
from directory.enums import DOOR_OF_KIND, OfferKind
from directory.enums import Door as DoorCode
from directory.models import Offer

SHOWN = 4
NEAR_MILES = 20
MILES_IN_A_DEGREE = 69  # of latitude


@dataclass(frozen=True, slots=True)
class WayIn:
    """A door and how many offers stand behind it for the public today."""

    code: str
    offers: int

    @property
    def door(self) -> Door:
        return door_of(self.code)


def offers_behind_doors() -> tuple[WayIn, ...]:
    """The three doors in their order, empty ones too. One query."""
    rows = Offer.objects.shown_to_public().order_by().values_list("kind").annotate(number=Count("pk"))
    numbers = Counter({door.value: 0 for door in DoorCode})
    for kind, number in rows:
        numbers[DOOR_OF_KIND[OfferKind(kind)]] += number
    return tuple(WayIn(code, number) for code, number in numbers.items())


def featured_offers(rule: str, place: str) -> list[Offer]:
    """Up to four shown offers, newest first, those round the place before others. “each_door” takes the newest of each door before a
    second of any."""
    if rule == "none":
        return []
    newest = _newest(place)
    if rule == "newest":
        return list(newest[:SHOWN])
    firsts = [offer for door in DoorCode for offer in newest.filter(kind__in=_kinds_of(door))[:1]]
    others = newest.exclude(pk__in=[offer.pk for offer in firsts])[: SHOWN - len(firsts)]
    return sorted([*firsts, *others], key=lambda offer: list(DoorCode).index(DOOR_OF_KIND[OfferKind(offer.kind)]))


def _newest(place: str) -> QuerySet[Offer]:
    shown = Offer.objects.shown_to_public().select_related("approved_version", "provider").prefetch_related("photos")
    located = locate(place) if place else None
    nearby = _round(located.point) if located else Q(pk__isnull=False)
    return shown.alias(is_far=Case(When(nearby, then=Value(0)), default=Value(1))).order_by("is_far", "-first_listed_at", "-pk")


def _round(middle: Point) -> Q:
    """Providers in the square about the point."""
    up = NEAR_MILES / MILES_IN_A_DEGREE
    across = up / math.cos(math.radians(middle.latitude))
    return Q(
        provider__latitude__range=(middle.latitude - up, middle.latitude + up),
        provider__longitude__range=(middle.longitude - across, middle.longitude + across),
    )


def _kinds_of(door: str) -> list[str]:
    return [kind for kind, its_door in DOOR_OF_KIND.items() if its_door == door]
