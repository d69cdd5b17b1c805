"""What can be held: found by words, as far as an authority has to do with it. Apps above register what vetting does not know."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from directory.models import Person, Provider
from schools.models import School
from vetting.enums import HoldKind
from vetting.models import LegalHold, VettingAuthority

MOST = 20


@dataclasses.dataclass(frozen=True)
class Thing:
    kind: str
    number: int
    name: str

    @property
    def kind_label(self) -> str:
        return str(HoldKind(self.kind).label)


Search = Callable[[VettingAuthority], QuerySet[Any]]
Words = Callable[[str], Q]


@dataclasses.dataclass(frozen=True)
class _Holdable:
    of_authority: Search
    found_by: Words
    name: Callable[[Any], str]


_holdables: dict[str, _Holdable] = {}


def holdable(kind: str, *, of_authority: Search, found_by: Words, name: Callable[[Any], str]) -> None:
    """Register a kind of thing: those that an authority has to do with, how words find one, and what it is called."""
    _holdables[kind] = _Holdable(of_authority, found_by, name)


def find_things(authority: VettingAuthority, words: str) -> list[Thing]:
    """What these words are about, at most MOST of each kind."""
    found = []
    for kind, way in sorted(_holdables.items()):
        rows = way.of_authority(authority).filter(way.found_by(words)).order_by("pk").distinct()[:MOST] if words else ()
        found += [Thing(kind, row.pk, way.name(row)) for row in rows]
    return found


def thing_of(authority: VettingAuthority, kind: str, number: int) -> Thing | None:
    """None where the authority has nothing to do with it, or there is none."""
    way = _holdables.get(kind)
    row = way.of_authority(authority).filter(pk=number).first() if way else None
    return Thing(kind, row.pk, way.name(row)) if way and row else None


def holds_seen_by(user: Any) -> QuerySet[LegalHold]:
    return LegalHold.objects.visible_to(user).select_related("authority", "set_by", "lifted_by")


def _providers(authority: VettingAuthority) -> QuerySet[Provider]:
    vetted = Q(cases__authority=authority) | Q(checks__authority=authority) | Q(statements__authority=authority)
    return Provider.objects.filter(vetted | Q(home_authority__isnull=False, home_authority=authority.local_authority_id))


def _people(authority: VettingAuthority) -> QuerySet[Person]:
    ours = _providers(authority).values("pk")
    return Person.objects.filter(Q(checks__authority=authority) | Q(provider_links__provider__in=ours))


def _schools(authority: VettingAuthority) -> QuerySet[School]:
    own = Q(pk=authority.school_id) if authority.school_id else Q(pk=None)
    return School.objects.filter(own | Q(authority=authority.local_authority_id))


holdable(
    HoldKind.PROVIDER,
    of_authority=_providers,
    found_by=lambda words: Q(name__icontains=words) | Q(slug=words),
    name=lambda provider: provider.name,
)
holdable(HoldKind.PERSON, of_authority=_people, found_by=lambda words: Q(name__icontains=words), name=lambda person: person.name)
holdable(HoldKind.SCHOOL, of_authority=_schools, found_by=lambda words: Q(name__icontains=words) | Q(urn=words), name=lambda one: one.name)
