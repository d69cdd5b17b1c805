"""Roles of members. Nobody makes themselves an approver, and a school is never left without an administrator."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from schools.enums import SchoolRole
from schools.exceptions import MemberError
from schools.models import MemberRole, School, SchoolMember


@transaction.atomic
def grant_role(*, by: User, member: SchoolMember, role: str) -> None:
    """An administrator of the school or an officer grants a role; whether they may is the caller's to check."""
    set_roles(by=by, member=member, roles={*current_roles(member), role})


@transaction.atomic
def revoke_role(*, by: User, member: SchoolMember, role: str) -> None:
    set_roles(by=by, member=member, roles=set(current_roles(member)) - {role})


@transaction.atomic
def set_roles(*, by: User, member: SchoolMember, roles: Collection[str]) -> None:
    """Make these the member's roles; one mail tells of it. Raises MemberError, and changes nothing, where one may not be changed."""
    lock_school(member.school_id)
    _refuse_if_left(member)
    current = set(current_roles(member))
    gained, lost = set(roles) - current, current - set(roles)
    if not gained and not lost:
        return
    if SchoolRole.APPROVER in gained and by.pk == member.user_id:
        message = _("You can't make yourself an approver. Ask another administrator of your school, or your vetting officer.")
        raise MemberError(message, code="own_approver")
    if SchoolRole.ADMINISTRATOR in lost:
        _refuse_without_administrator(member)
    now = clock.now()
    member.roles.filter(role__in=lost).delete()
    for role in sorted(gained):
        MemberRole.objects.create(member=member, role=role, holder_id=member.user_id, granted_by=by, granted_at=now)
    _record(member, by=by, gained=gained, lost=lost)
    if by.pk != member.user_id:
        event = f"school-member:{member.pk}:roles:{now.isoformat()}"
        outbox.post("schools.roles_changed", to=member.user.email, event=event, payload={"member": member.pk})


def _record(member: SchoolMember, *, by: User, gained: Collection[str], lost: Collection[str]) -> None:
    for action, roles in (("role.grant", gained), ("role.revoke", lost)):
        for role in sorted(roles):
            details = {"school": member.school_id, "user": member.user_id, "role": role}
            audit.record(action, member, by=by, acting_for=member.school.name, details=details)


@transaction.atomic
def remove_member(*, by: User, member: SchoolMember) -> None:
    """End a membership: an administrator's act, or the member's own. What they did for the school stays."""
    lock_school(member.school_id)
    _refuse_if_left(member)
    if SchoolRole.ADMINISTRATOR in current_roles(member):
        _refuse_without_administrator(member)
    SchoolMember.objects.filter(pk=member.pk).update(left_at=clock.now())
    details = {"school": member.school_id, "user": member.user_id}
    action = "school.leave" if by.pk == member.user_id else "school.remove_member"
    audit.record(action, member, by=by, acting_for=member.school.name, details=details)
    if by.pk != member.user_id:
        outbox.post("schools.removed", to=member.user.email, event=f"school-member:{member.pk}:removed", payload={"member": member.pk})


def add_member(*, by: User, school: School, user: User, roles: Collection[str], job_title: str, granted_by: User) -> SchoolMember:
    """Make the user a member, or add to their roles if they are one. Within a transaction that holds the school's lock."""
    now = clock.now()
    member, is_new = SchoolMember.objects.get_or_create(
        school=school, user=user, left_at=None, defaults={"job_title": job_title, "joined_at": now}
    )
    gained = set(roles) - set(current_roles(member))
    for role in sorted(gained):
        MemberRole.objects.create(member=member, role=role, holder=user, granted_by=granted_by, granted_at=now)
    if is_new:
        audit.record("school.join", member, by=by, acting_for=school.name, details={"school": school.pk, "user": user.pk})
    _record(member, by=granted_by, gained=gained, lost=())
    return member


def lock_school(school_id: int) -> None:
    """Changes to one school's members wait for one another: two administrators can't remove each other at once."""
    School.objects.select_for_update(no_key=True).get(pk=school_id)


def current_roles(member: SchoolMember) -> list[str]:
    return list(member.roles.values_list("role", flat=True))


def _refuse_if_left(member: SchoolMember) -> None:
    if not SchoolMember.objects.filter(pk=member.pk, left_at=None).exists():
        message = _("%(name)s no longer acts for %(school)s. Invite them again if that is wrong.")
        raise MemberError(message % {"name": member.user.name, "school": member.school.name}, code="left")


def _refuse_without_administrator(member: SchoolMember) -> None:
    others = MemberRole.objects.filter(member__school=member.school_id, member__left_at=None, role=SchoolRole.ADMINISTRATOR)
    if not others.exclude(member=member).exists():
        message = _("%(name)s is the only administrator of %(school)s. Make somebody else an administrator first.")
        raise MemberError(message % {"name": member.user.name, "school": member.school.name}, code="last_administrator")
