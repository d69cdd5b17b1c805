"""Who may do what with a booking. The list form of can_see_booking is Booking.objects.visible_to."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from accounts.models import User
from bookings.enums import Party
from bookings.models import Booking
from directory.models import Provider
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import can_approve_for, can_book_for, has_role
from schools.queries.members import approvers_of

Visitor = AbstractBaseUser | AnonymousUser


def acts_for_provider(user: Visitor, provider: Provider) -> bool:
    return user.is_authenticated and provider.members.filter(user=user.pk, left_at=None).exists()


def can_see_booking(user: Visitor, booking: Booking) -> bool:
    return Booking.objects.visible_to(user).filter(pk=booking.pk).exists()


def can_request_booking(user: Visitor, school: School) -> bool:
    return can_book_for(user, school)


def can_edit_draft(user: Visitor, booking: Booking) -> bool:
    """Any coordinator of the school may go on with what a colleague began."""
    return can_book_for(user, booking.school)


def can_answer_for_provider(user: Visitor, booking: Booking) -> bool:
    return acts_for_provider(user, booking.provider)


def can_approve_booking(user: Visitor, booking: Booking) -> bool:
    """An approver agrees to what somebody else asked for, and never to what they would themselves be paid for or lead."""
    return can_approve_for(user, booking.school) and booking.requested_by_id != user.pk and not acts_for_provider(user, booking.provider)


def has_another_approver(school: School, *, than: User) -> bool:
    """Whether anybody could agree to what this user asks for: somebody with the role and an address that is shown to be theirs."""
    return approvers_of(school).exclude(pk=than.pk).exists()


def can_act_for_school(user: Visitor, booking: Booking) -> bool:
    """Who may call off, record what took place, and write within the school."""
    return has_role(user, booking.school, SchoolRole.COORDINATOR, SchoolRole.APPROVER)


def can_cancel_session(user: Visitor, booking: Booking, party: str) -> bool:
    return can_act_for_school(user, booking) if party == Party.SCHOOL else acts_for_provider(user, booking.provider)


def can_invite_provider(user: Visitor, school: School) -> bool:
    return can_book_for(user, school)


def party_of(user: Visitor, booking: Booking) -> Party | None:
    """The side that the user reads a booking from. Somebody of both sides reads it as the school."""
    if has_role(user, booking.school, *SchoolRole.values):
        return Party.SCHOOL
    return Party.PROVIDER if acts_for_provider(user, booking.provider) else None
