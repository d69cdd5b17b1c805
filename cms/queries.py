"""What the home page shows of the directory."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.doors import DOORS, Door, door_of
from directory.enums import OfferKind
from directory.models import Offer

SHOWN = 4


@dataclass(frozen=True, slots=True)
class WayIn:
    """A door and how many offers stand behind it for the public today."""

    door: Door
    kinds: tuple[str, ...]
    offers: int


def offers_behind_doors() -> tuple[WayIn, ...]:
    """The three doors in their order, empty ones too. One query."""
    rows = dict(Offer.objects.shown_to_public().order_by().values_list("kind").annotate(number=Count("pk")))
    return tuple(WayIn(door, _kinds_of(door), sum(rows.get(kind, 0) for kind in _kinds_of(door))) for door in DOORS)


def featured_offers(rule: str) -> list[Offer]:
    """Up to four shown offers, newest first. “each_door” takes the newest of each door before a second of any."""
    if rule == "none":
        return []
    newest = _newest()
    if rule == "newest":
        return list(newest[:SHOWN])
    firsts = [offer for door in DOORS for offer in newest.filter(kind__in=_kinds_of(door))[:1]]
    others = newest.exclude(pk__in=[offer.pk for offer in firsts])[: SHOWN - len(firsts)]
    return sorted([*firsts, *others], key=lambda offer: DOORS.index(door_of(offer.kind)))


def _newest() -> QuerySet[Offer]:
    shown = Offer.objects.shown_to_public().select_related("approved_version", "provider").prefetch_related("photos")
    return shown.order_by("-first_listed_at", "-pk")


def _kinds_of(door: Door) -> tuple[str, ...]:
    return tuple(kind.value for kind in OfferKind if door_of(kind) is door)
