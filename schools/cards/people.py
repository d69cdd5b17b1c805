"""The list of people: who acts for the school in which roles, and who is invited."""

import dataclasses
import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.parts import Step
from schools.models import MemberInvitation, School
from schools.states import InvitationState


@dataclasses.dataclass(frozen=True)
class MemberRow:
    name: str
    job_title: str
    email: str
    roles: list[str]
    is_self: bool
    edit_url: str
    remove_url: str


@dataclasses.dataclass(frozen=True)
class InvitationCard:
    pk: int
    email: str
    roles: list[str]
    expires_at: datetime.datetime


def member_rows(school: School, user: User, *, may_manage: bool) -> list[MemberRow]:
    """By name. Two statements."""
    members = school.members.filter(left_at=None).select_related("user").prefetch_related("roles")
    return [
        MemberRow(
            name=member.user.name,
            job_title=member.job_title,
            email=member.user.email,
            roles=sorted(role.get_role_display() for role in member.roles.all()) or [_("No role yet")],
            is_self=member.user_id == user.pk,
            edit_url=reverse("schools:member", args=[school.pk, member.pk]) if may_manage else "",
            remove_url=reverse("schools:member-remove", args=[school.pk, member.pk]) if may_manage and member.user_id != user.pk else "",
        )
        for member in members.order_by("user__last_name", "user__first_name", "pk")
    ]


def invitation_cards(school: School) -> list[InvitationCard]:
    """What still waits for an answer."""
    waiting = MemberInvitation.objects.filter(school=school, state=InvitationState.SENT, expires_at__gt=clock.now())
    return [InvitationCard(one.pk, one.email, one.get_roles_display(), one.expires_at) for one in waiting]


def steps_to_join() -> list[Step]:
    """What happens once somebody has asked to act for a school as its first member."""
    return [
        Step(_("You ask"), _("Nobody is written to: your request goes to the officers of your area.")),
        Step(_("An officer rings the school"), _("On a number from the register or the school's website, never on one that you give us.")),
        Step(_("You get a mail"), _("If the school knows you, you are its administrator here, and can invite the others.")),
    ]
