"""What is in the diaries of people and spaces, fetched for many at once."""

import dataclasses
import datetime
import functools
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from django.db.models import Q
from psycopg.types.range import TimestamptzRange

from core import clock
from directory import rules
from directory.models import AvailabilityException, AvailabilityWindow, Claim, OfferVersion, Person, Space

Owner = Person | Space
OwnerKey = tuple[type[Owner], int]
Row = TypeVar("Row", AvailabilityWindow, AvailabilityException, Claim)
Times = list[tuple[datetime.time, datetime.time]]
Periods = list[tuple[datetime.datetime, datetime.datetime]]


@dataclasses.dataclass(frozen=True)
class Diary:
    """One owner's windows, exceptions and standing claims, over the dates that it was fetched for."""

    owner: Owner
    windows: Sequence[AvailabilityWindow]
    exceptions: Sequence[AvailabilityException]
    claims: Sequence[Claim]

    @property
    def follows_people(self) -> bool:
        """A space for which no weekly times are stated is open whenever the people are who lead there."""
        return isinstance(self.owner, Space) and not self.windows

    @property
    def name(self) -> str:
        return self.owner.short_name if isinstance(self.owner, Person) else self.owner.name

    def without(self, occasions: Collection[uuid.UUID]) -> "Diary":
        """The same diary as if these occasions had taken no time."""
        if not occasions:
            return self
        return dataclasses.replace(self, claims=[claim for claim in self.claims if claim.occasion not in occasions])

    def usual_times(self, date: datetime.date) -> Times:
        return rules.usual_times(date, self.windows)

    def stated_times(self, date: datetime.date) -> Times:
        return rules.stated_times(date, self.windows, self.exceptions)

    def open_times(self, date: datetime.date) -> Times:
        return rules.open_times(date, self.windows, self.exceptions)

    def away_times(self, date: datetime.date) -> Times:
        return rules.away_times(date, self.exceptions)

    def taken(self, starts: datetime.datetime, ends: datetime.datetime) -> bool:
        return any(claim.during.lower < ends and starts < claim.during.upper for claim in self.claims)

    @functools.cached_property
    def taken_periods(self) -> Periods:
        return rules.joined((claim.during.lower, claim.during.upper) for claim in self.claims)

    @functools.cached_property
    def stops(self) -> list[rules.Stop]:
        return [claim.stop for claim in self.claims if claim.stop] if isinstance(self.owner, Person) else []


def diaries_of(
    versions: Sequence[OfferVersion], first: datetime.date, last: datetime.date, at: datetime.datetime | None = None
) -> dict[int, list[Diary]]:
    """The diaries that decide whether each version (by its key) can take place: its people's, by name, then its space's.

    Five queries, however many versions and dates. Claims reach a day beyond the dates on either side.
    """
    people = _people_of(versions)
    spaces = {space.pk: space for space in Space.objects.filter(pk__in={version.space_id for version in versions if version.space_id})}
    everybody = {person.pk: person for led in people.values() for person in led}
    fetched = fetch(list(everybody.values()), list(spaces.values()), first, last, at)
    result = {}
    for version in versions:
        keys: list[OwnerKey] = [(Person, person.pk) for person in people[version.pk]]
        if version.space_id:
            keys.append((Space, version.space_id))
        result[version.pk] = [fetched[key] for key in keys]
    return result


def fetch(
    people: Sequence[Person], spaces: Sequence[Space], first: datetime.date, last: datetime.date, at: datetime.datetime | None = None
) -> dict[OwnerKey, Diary]:
    """Diaries by owner, in three queries."""
    owned = Q(person__in=people) | Q(space__in=spaces)
    day = datetime.timedelta(days=1)
    reach = TimestamptzRange(clock.start_of(first - day), clock.start_of(last + day + day))
    windows = _by_owner(AvailabilityWindow.objects.filter(owned))
    exceptions = _by_owner(AvailabilityException.objects.filter(owned, from_date__lte=last, until_date__gte=first))
    claims = _by_owner(Claim.objects.standing(at).filter(owned, during__overlap=reach).order_by("during"))
    owners: list[Owner] = [*people, *spaces]
    keys: dict[OwnerKey, Owner] = {(type(owner), owner.pk): owner for owner in owners}
    return {key: Diary(owner, windows[key], exceptions[key], claims[key]) for key, owner in keys.items()}


def _people_of(versions: Sequence[OfferVersion]) -> dict[int, list[Person]]:
    links = (
        OfferVersion.people.through.objects.filter(offerversion__in=versions).select_related("person").order_by("person__name", "person")
    )
    result: dict[int, list[Person]] = {version.pk: [] for version in versions}
    for link in links.select_related("person").order_by("person__name", "person"):
        result[link.offerversion_id].append(link.person)
    return result


def _by_owner(rows: Iterable[Row]) -> dict[OwnerKey, list[Row]]:
    result: dict[OwnerKey, list[Row]] = defaultdict(list)
    for row in rows:
        key: OwnerKey = (Person, row.person_id) if row.person_id else (Space, row.space_id or 0)
        result[key].append(row)
    return result
