"""Checks whose last reminder has gone out and that nothing newer has replaced."""

import collections
import dataclasses
import datetime

from directory.models import Provider, ProviderPerson
from vetting.models import Check, VettingAuthority
from vetting.queries.clearances.expiries import last_of_their_kind
from vetting.queries.policies.content import content_of

RUNG_ABOUT_FOR = datetime.timedelta(days=30)  # after the last day; by then it is a new case or none


@dataclasses.dataclass(frozen=True)
class Unrenewed:
    """What of a provider ends on one day; `since` is the day of the last reminder."""

    authority: VettingAuthority
    provider: Provider
    until: datetime.date
    since: datetime.date
    checks: tuple[str, ...]


def unrenewed(authorities: list[VettingAuthority], today: datetime.date) -> list[Unrenewed]:
    """By provider and last day, in three queries however many there are."""
    last_reminder = {
        (authority.pk, kind.code): (kind.name, min(kind.remind_days))
        for authority in authorities
        for kind in content_of(authority.policy).checks
        if kind.remind_days
    }
    longest = max((days for _name, days in last_reminder.values()), default=0)
    ending = last_of_their_kind().filter(
        authority__in=authorities, expires_on__range=(today - RUNG_ABOUT_FOR, today + datetime.timedelta(days=longest))
    )
    checks = list(ending.select_related("authority", "provider", "offer__provider", "venue__provider").order_by("expires_on", "pk"))
    providers = _providers_of_people([check.person_id for check in checks if check.person_id])
    found: dict[tuple[int, int, datetime.date], Unrenewed] = {}
    for check in checks:
        name, days = last_reminder.get((check.authority_id, check.check_type), ("", 0))
        if not name or check.expires_on is None or check.expires_on - datetime.timedelta(days=days) > today:
            continue
        since = check.expires_on - datetime.timedelta(days=days)
        for provider in providers[check.person_id] if check.person_id else _own(check):
            key = (check.authority_id, provider.pk, check.expires_on)
            so_far = found.get(key, Unrenewed(check.authority, provider, check.expires_on, since, ()))
            names = so_far.checks if name in so_far.checks else (*so_far.checks, name)
            found[key] = dataclasses.replace(so_far, since=min(so_far.since, since), checks=names)
    return list(found.values())


def _own(check: Check) -> list[Provider]:
    owner = check.offer.provider if check.offer else check.venue.provider if check.venue else check.provider
    return [owner] if owner is not None and not owner.is_closed else []


def _providers_of_people(people: list[int]) -> dict[int, list[Provider]]:
    found: dict[int, list[Provider]] = collections.defaultdict(list)
    links = ProviderPerson.objects.filter(person__in=people, left_on=None, provider__is_closed=False)
    for link in links.select_related("provider").order_by("pk"):
        found[link.person_id].append(link.provider)
    return found
