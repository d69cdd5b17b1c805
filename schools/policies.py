"""Who may do what for a school. The list form of can_see_school is School.objects.visible_to."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from core import clock
from schools.enums import SchoolRole
from schools.models import MemberInvitation, MemberRole, School

Visitor = AbstractBaseUser | AnonymousUser


def has_role(user: Visitor, school: School, *roles: str) -> bool:
    """Whether the user is a member of the school now, in one of the roles. No other standing counts, a superuser's included."""
    if not user.is_authenticated or not user.is_active:
        return False
    return MemberRole.objects.filter(member__school=school, member__user=user.pk, member__left_at=None, role__in=roles).exists()


def can_see_school(user: Visitor, school: School) -> bool:
    """Pages of a school are its members'."""
    return School.objects.visible_to(user).filter(pk=school.pk).exists()


def can_book_for(user: Visitor, school: School) -> bool:
    """Coordinators ask for bookings, while the school is open."""
    return school.is_bookable_on(clock.today()) and has_role(user, school, SchoolRole.COORDINATOR)


def can_approve_for(user: Visitor, school: School) -> bool:
    """Approvers (the head, a budget holder) agree to what a coordinator asked for."""
    return has_role(user, school, SchoolRole.APPROVER)


def can_manage_members(user: Visitor, school: School) -> bool:
    """Administrators invite people and hand out roles."""
    return has_role(user, school, SchoolRole.ADMINISTRATOR)


def can_edit_school(user: Visitor, school: School) -> bool:
    """Administrators set the school's session day and times."""
    return has_role(user, school, SchoolRole.ADMINISTRATOR)


def can_edit_calendar(user: Visitor, school: School) -> bool:
    return has_role(user, school, SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR)


def can_edit_groups(user: Visitor, school: School) -> bool:
    return has_role(user, school, SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR)


def can_accept_invitation(user: Visitor, invitation: MemberInvitation) -> bool:
    """Only the person who reads the mail of the invited address."""
    return bool(user.is_authenticated and user.is_active and user.get_username().casefold() == invitation.email.casefold())


def has_proved_address(user: Visitor) -> bool:
    """Whether the user has entered the code that was sent to their address."""
    return bool(EmailAddress.objects.filter(user=user.pk, email__iexact=user.get_username(), verified=True).exists())
