"""The made-up people of the demo, by what they do, and the mails that they were sent. Only views of the demo ask."""

import dataclasses

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from directory.models import Offer, ProviderMember
from directory.states import OfferState
from schools.enums import SchoolRole
from schools.models import MemberRole
from vetting.models import Case, Officer

OF_EACH = 6  # people shown of each kind: the first that were made, who have the most to show


@dataclasses.dataclass(frozen=True)
class Somebody:
    """A person to be, and for whom they act."""

    pk: int
    name: str
    does: str


@dataclasses.dataclass(frozen=True)
class Group:
    label: str | Promise
    people: tuple[Somebody, ...]


def people_to_be() -> list[Group]:
    """Groups without anybody are left out."""
    groups = [
        Group(_("Ask for a school"), _members(SchoolRole.COORDINATOR)),
        Group(_("Approve for a school"), _members(SchoolRole.APPROVER)),
        Group(_("Run a school's account"), _members(SchoolRole.ADMINISTRATOR)),
        Group(_("Look after visits and safeguarding"), _members(SchoolRole.VISITS_COORDINATOR, SchoolRole.SAFEGUARDING_LEAD)),
        Group(_("Stand at a school's front desk"), _members(SchoolRole.RECEPTION)),
        Group(_("Offer something"), _providers()),
        Group(_("Be vetted for the first time"), _applicants()),
        Group(_("Vet"), _officers()),
        Group(_("Edit pages and run the site"), _staff()),
    ]
    return [group for group in groups if group.people]


def anybody(pk: int) -> User | None:
    return User.objects.filter(pk=pk, is_active=True).first()


def mails(recipient: str = "") -> QuerySet[OutboxMessage]:
    """What was sent and what is about to be, newest first. Reminders that wait for their day are left out, and so is what was dropped."""
    waiting = Q(state=OutboxState.PENDING, due_at__gt=clock.now())
    shown = OutboxMessage.objects.exclude(waiting | Q(state=OutboxState.DROPPED))
    shown = shown.order_by(Coalesce("finished_at", "due_at").desc(), "-pk")
    return shown.filter(recipient__iexact=recipient) if recipient else shown


def _members(*roles: str) -> tuple[Somebody, ...]:
    held = MemberRole.objects.filter(role__in=roles, member__left_at=None, holder__is_active=True).select_related(
        "holder", "member__school"
    )
    return tuple(
        Somebody(role.holder_id, role.holder.name, f"{role.get_role_display()}, {role.member.school}")
        for role in held.order_by("pk")[:OF_EACH]
    )


def _providers() -> tuple[Somebody, ...]:
    return _first_of(_members_of_providers())


def _applicants() -> tuple[Somebody, ...]:
    """Of providers that are with officers and have nothing on show yet: most is asked of them."""
    listed = Offer.objects.filter(state=OfferState.LISTED).values("provider")
    waiting = Case.objects.still_open().values("provider")
    return _first_of(_members_of_providers().filter(provider__in=waiting).exclude(provider__in=listed))


def _members_of_providers() -> QuerySet[ProviderMember]:
    return ProviderMember.objects.filter(left_at=None, user__is_active=True, provider__is_closed=False).select_related("user", "provider")


def _first_of(members: QuerySet[ProviderMember]) -> tuple[Somebody, ...]:
    return tuple(Somebody(member.user_id, member.user.name, member.provider.name) for member in members.order_by("pk")[:OF_EACH])


def _officers() -> tuple[Somebody, ...]:
    officers = Officer.objects.acting().filter(user__is_active=True).select_related("user", "authority")
    return tuple(
        Somebody(officer.user_id, officer.user.name, f"{officer.get_role_display()}, {officer.authority}")
        for officer in officers.order_by("authority", "pk")[: OF_EACH * 2]
    )


def _staff() -> tuple[Somebody, ...]:
    people = User.objects.filter(is_active=True, groups__name__in=["Editors", "Moderators"]) | User.objects.filter(
        is_active=True, is_superuser=True
    )
    found = people.annotate(group=Min("groups__name")).order_by("pk")[:OF_EACH]
    return tuple(Somebody(user.pk, user.name, str(user.group or _("Runs the site"))) for user in found)
