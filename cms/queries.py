"""What the home page shows of the directory."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.doors import Door, door_of
from directory.enums import DOOR_OF_KIND, OfferKind
from directory.enums import Door as DoorCode
from directory.models import Offer

SHOWN = 4


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


def featured_offers(rule: str) -> list[Offer]:
    """Up to four shown offers, newest first. “each_door” takes the newest of each door before a second of any."""
    if rule == "none":
        return []
    newest = _newest()
    if rule == "newest":
        return list(newest[:SHOWN])
    firsts = [offer for door in DoorCode for offer in newest.filter(kind__in=_kinds_of(door))[:1]]
    others = newest.exclude(pk__in=[offer.pk for offer in firsts])[: SHOWN - len(firsts)]
    return sorted([*firsts, *others], key=lambda offer: list(DoorCode).index(DOOR_OF_KIND[OfferKind(offer.kind)]))


def _newest() -> QuerySet[Offer]:
    shown = Offer.objects.shown_to_public().select_related("approved_version", "provider").prefetch_related("photos")
    return shown.order_by("-first_listed_at", "-pk")


def _kinds_of(door: str) -> list[str]:
    return [kind for kind, its_door in DOOR_OF_KIND.items() if its_door == door]
