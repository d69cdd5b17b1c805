"""The parts that somebody has here: acting for a school, for a provider, or as an officer. One person may have several."""

import dataclasses
import enum

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from directory.models import ProviderMember
from schools.models import SchoolMember
from vetting.models import Officer
from vetting.policies.roles import Visitor


class PartKind(enum.StrEnum):
    SCHOOL = "school"
    PROVIDER = "provider"
    OFFICER = "officer"


@dataclasses.dataclass(frozen=True)
class Part:
    """One organisation that somebody acts for. `place` is what its addresses hold: a school's number or a provider's slug."""

    kind: PartKind
    pk: int
    place: str
    name: str
    roles: frozenset[str]

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


def parts_of(user: Visitor) -> tuple[Part, ...]:
    """Schools first, then providers, then authorities, each by name. Three queries; none for a stranger."""
    if not user.is_authenticated or not user.is_active:
        return ()
    return (*_schools(user), *_providers(user), *_authorities(user))


def _schools(user: Visitor) -> list[Part]:
    roles = ArrayAgg("roles__role", filter=Q(roles__isnull=False), default=Value([]))
    members = (
        SchoolMember.objects.filter(user=user.pk, left_at=None).annotate(names=roles).select_related("school").order_by("school__name")
    )
    return [
        Part(PartKind.SCHOOL, member.school_id, str(member.school_id), member.school.name, frozenset(member.names)) for member in members
    ]


def _providers(user: Visitor) -> list[Part]:
    members = ProviderMember.objects.filter(user=user.pk, left_at=None, provider__is_closed=False).select_related("provider")
    return [
        Part(PartKind.PROVIDER, member.provider_id, member.provider.slug, member.provider.name, frozenset())
        for member in members.order_by("provider__name")
    ]


def _authorities(user: Visitor) -> list[Part]:
    roles: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    for officer in Officer.objects.held_by(user).select_related("authority").order_by("authority__name"):
        roles.setdefault(officer.authority_id, set()).add(officer.role)
        names[officer.authority_id] = officer.authority.name
    return [Part(PartKind.OFFICER, pk, str(pk), names[pk], frozenset(roles[pk])) for pk in roles]
