"""Who acts for a school."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import Visitor


def schools_of(user: Visitor) -> QuerySet[School]:
    """The schools that the user acts for, by name."""
    return School.objects.visible_to(user)


def members_with_role(school: School, role: str) -> QuerySet[User]:
    """Who holds the role at the school now. Only people who have shown that their address is theirs: links are sent to it."""
    shown = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    holders = User.objects.filter(
        Exists(shown),
        is_active=True,
        school_memberships__school=school,
        school_memberships__left_at=None,
        school_memberships__roles__role=role,
    )
    return holders.order_by(F("last_name"), F("first_name"), F("pk"))


def approvers_of(school: School) -> QuerySet[User]:
    return members_with_role(school, SchoolRole.APPROVER)


def coordinators_of(school: School) -> QuerySet[User]:
    return members_with_role(school, SchoolRole.COORDINATOR)
