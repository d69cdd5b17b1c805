"""Whether a school has accepted an authority's assurance of a provider: of that one alone, or of the authority's whole list."""

import collections
import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping

from accounts.models import User
from directory.models import Offer, Provider, ProviderMember
from schools.models import School
from vetting.enums import ClearanceLevel
from vetting.models import AssuranceStatement, ReliancePolicy, SchoolAcceptance
from vetting.rules.cover import PRESENT


@dataclasses.dataclass(frozen=True)
class Acceptance:
    """What a school accepts of one provider, by whom and until when, whichever way it said so."""

    given: SchoolAcceptance | ReliancePolicy
    accepted_by: User
    accepted_on: datetime.date
    expires_on: datetime.date

    @property
    def is_for_list(self) -> bool:
        return isinstance(self.given, ReliancePolicy)

    def covers(self, supervision: str) -> bool:
        """Whether it reaches as far as this supervision asks; "" asks nothing."""
        if isinstance(self.given, SchoolAcceptance) or supervision in ("", PRESENT):
            return True
        return self.given.accepts_level_max == ClearanceLevel.UNSUPERVISED


def live_acceptance(school: School, provider: Provider, on: datetime.date, *, supervision: str = "") -> Acceptance | None:
    """The acceptance that holds on the day, the one that holds longest; None where a booking must wait for one."""
    found = acceptances_of(school, [provider.pk], on).get(provider.pk, [])
    return next((one for one in found if one.covers(supervision)), None)


def acceptances_of(school: School, provider_ids: Collection[int], on: datetime.date) -> Mapping[int, list[Acceptance]]:
    """What holds on the day by provider, longest first. Two statements where the school relies on no list, six where it does."""
    found: dict[int, list[Acceptance]] = collections.defaultdict(list)
    rows = SchoolAcceptance.objects.filter(
        school=school, provider__in=provider_ids, withdrawn_at=None, accepted_on__lte=on, expires_on__gte=on
    )
    for row in rows.select_related("accepted_by").order_by("-pk"):
        found[row.provider_id].append(Acceptance(row, row.accepted_by, row.accepted_on, row.expires_on))
    lists = list(lists_of(school, on))
    if lists:
        for provider_id, acceptance in _by_list(lists, provider_ids, on):
            found[provider_id].append(acceptance)
    return {pk: sorted(each, key=lambda one: one.expires_on, reverse=True) for pk, each in found.items()}


def lists_of(school: School, on: datetime.date) -> Iterable[ReliancePolicy]:
    """The authorities whose whole lists the school accepts on the day, by name."""
    standing = ReliancePolicy.objects.standing().filter(school=school, starts_on__lte=on, ends_on__gte=on)
    return standing.select_related("authority", "agreed_by").prefetch_related("left_out").order_by("authority__name")


def _by_list(lists: Collection[ReliancePolicy], provider_ids: Collection[int], on: datetime.date) -> Iterable[tuple[int, Acceptance]]:
    """A list accepts whom its authority assures on the day, and as long as that is said. Nobody accepts for a school whom they act for."""
    statements = statements_to_accept(provider_ids, on)
    own = set(
        ProviderMember.objects.filter(user__in=[one.agreed_by_id for one in lists], left_at=None).values_list("user_id", "provider_id")
    )
    for policy in lists:
        left_out = {provider.pk for provider in policy.left_out.all()}
        for provider_id in provider_ids:
            statement = statements.get((policy.authority_id, provider_id))
            if statement is None or provider_id in left_out or (policy.agreed_by_id, provider_id) in own:
                continue
            until = min(statement.holds_until, policy.ends_on)
            yield provider_id, Acceptance(policy, policy.agreed_by, policy.starts_on, until)


def statements_to_accept(provider_ids: Collection[int], on: datetime.date) -> dict[tuple[int, int], AssuranceStatement]:
    """What each authority last said of each provider, by authority and provider, where it still assures an offer of it on the day."""
    assuring = set(Offer.objects.filter(provider__in=provider_ids, assured_until__gte=on).values_list("provider_id", "assured_by"))
    rows = AssuranceStatement.objects.filter(provider__in=provider_ids, holds_until__gte=on).select_related("authority", "policy")
    newest: dict[tuple[int, int], AssuranceStatement] = {}
    for row in rows.order_by("issued_at", "pk"):
        if (row.provider_id, row.authority.name) in assuring:
            newest[row.authority_id, row.provider_id] = row
    return newest


def statement_to_accept(provider: Provider, on: datetime.date) -> AssuranceStatement | None:
    """What an authority last said about the provider, where it still assures an offer of it on the day: the thing that a school accepts."""
    found = statements_to_accept([provider.pk], on).values()
    return max(found, key=lambda one: (one.issued_at, one.pk), default=None)
