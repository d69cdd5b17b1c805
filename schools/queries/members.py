"""Who acts for a school."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import User
from schools.enums import SchoolRole
from schools.models import School, SchoolMember
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


def holders_words(school: School, *roles: str, besides: Visitor | None = None) -> str:
    """Whom a colleague without the role can ask: who holds one of the roles; where nobody does, who could give it."""
    found = _names(school, roles, besides)
    if found:
        return _("Ask %(names)s.") % {"names": found}
    givers = _names(school, (SchoolRole.ADMINISTRATOR,), None)
    if givers:
        return _("Nobody else holds that role yet. %(names)s can give it.") % {"names": givers}
    return _("Nobody else holds that role yet. Your vetting officer can give it.")


def names_with_role(school: School, role: str) -> str:
    """Who holds the role, by name; empty where nobody does."""
    return _names(school, (role,), None)


def _names(school: School, roles: Collection[str], besides: Visitor | None) -> str:
    holders = SchoolMember.objects.filter(school=school, left_at=None, user__is_active=True, roles__role__in=roles)
    people = holders.exclude(user=besides.pk if besides else None).select_related("user").distinct()
    names = sorted(member.user.name for member in people)
    return get_text_list(names, _("or"))
