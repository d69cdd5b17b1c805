"""Checks that run out soon and that nothing newer replaces: what reminders to providers rest on."""

import dataclasses
import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.models import Provider
from vetting.models import Check, Clearance, VettingAuthority
from vetting.queries.cases.notices import providers_of
from vetting.queries.clearances.evidence import PASSES, SCOPE_FIELDS, Subject, subject_of
from vetting.queries.policies.content import content_of
from vetting.states import IN_FORCE, CheckState


@dataclasses.dataclass(frozen=True)
class Expiry:
    """A reminder that is due: what runs out after `until`, and the policy's number of days before at which this is said."""

    provider: Provider
    until: datetime.date
    days_before: int


def last_of_their_kind() -> QuerySet[Check]:
    """Verified checks with a last day, of subjects that are cleared, that no later one of the same kind replaces."""
    same_subject = Q()
    for field in SCOPE_FIELDS.values():  # a row names exactly one
        same_subject |= Q(**{field: OuterRef(field)})
    verified = Check.objects.filter(state=CheckState.VERIFIED, outcome__in=PASSES)
    later = verified.filter(
        same_subject,
        Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on")),
        authority=OuterRef("authority"),
        check_type=OuterRef("check_type"),
    )
    standing = Clearance.objects.filter(same_subject, authority=OuterRef("authority"), state__in=IN_FORCE)
    return verified.filter(~Exists(later), Exists(standing), expires_on__isnull=False)


def expiries_due(today: datetime.date) -> list[Expiry]:
    """For each provider and last day, the nearest of the policy's reminders whose day has come. The same until the next one is due."""
    found: dict[tuple[int, datetime.date, int], Expiry] = {}
    concerned: dict[Subject, list[Provider]] = {}  # asked once for each, however many of its checks run out
    ending = last_of_their_kind().filter(expires_on__range=(today, today + _longest_notice()))
    for check in ending.select_related("authority__policy").order_by("expires_on", "pk"):
        check_type = content_of(check.authority.policy).by_code.get(check.check_type)
        if check_type is None or check.expires_on is None:
            continue
        left = (check.expires_on - today).days
        reached = [days for days in check_type.remind_days if days >= left]
        if not reached:
            continue
        subject = subject_of(check)
        if subject not in concerned:
            concerned[subject] = list(providers_of(subject).filter(is_closed=False))
        for provider in concerned[subject]:
            key = (provider.pk, check.expires_on, min(reached))
            found.setdefault(key, Expiry(provider, check.expires_on, min(reached)))
    return list(found.values())


def _longest_notice() -> datetime.timedelta:
    """How far ahead any policy in force reminds: no check beyond it need be looked at."""
    policies = {authority.policy for authority in VettingAuthority.objects.select_related("policy")}
    days = [days for policy in policies for check_type in content_of(policy).checks for days in check_type.remind_days]
    return datetime.timedelta(days=max(days, default=0))


def running_out(provider: Provider, until: datetime.date) -> list[Check]:
    """What of this provider still runs out on that day, asked again when the reminder is sent."""
    of_provider = Q(provider=provider) | Q(venue__provider=provider) | Q(offer__provider=provider)
    of_people = Q(person__provider_links__provider=provider, person__provider_links__left_on=None)
    rows = last_of_their_kind().filter(of_provider | of_people, expires_on=until)
    return list(rows.select_related("authority__policy", "person", "provider", "venue", "offer__approved_version").distinct())
