"""Fetching and authorising in one call: what one may not see is not there; what one's role doesn't allow is said."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.parts import Wording
from core.refusals import RefusedError
from schools import policies
from schools.enums import SchoolRole
from schools.models import School
from schools.queries.members import holders_words

Policy = Callable[[policies.Visitor, School], bool]
EDITORS = (SchoolRole.COORDINATOR, SchoolRole.ADMINISTRATOR)
REFUSALS: dict[Policy, tuple[Wording, tuple[str, ...]]] = {
    policies.can_manage_members: (_("Only an administrator of the school can change who acts for it."), (SchoolRole.ADMINISTRATOR,)),
    policies.can_edit_school: (_("Only an administrator of the school can change this."), (SchoolRole.ADMINISTRATOR,)),
    policies.can_edit_calendar: (_("Only a coordinator or an administrator of the school can change its calendar."), EDITORS),
    policies.can_edit_groups: (_("Only a coordinator or an administrator of the school can change its groups."), EDITORS),
}


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in, for views that nobody else reaches."""
    return cast("User", request.user)


def school_of(request: HttpRequest, pk: int, policy: Policy | None = None) -> School:
    """A school that the user acts for, else 404; where a role is needed and missing, a page that says which."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("authority"), pk=pk)
    if policy and not policy(user_of(request), school):
        words, roles = REFUSALS[policy]
        back = reverse("schools:school-detail", args=[pk])
        raise RefusedError(f"{words} {holders_words(school, *roles)}", back=back, back_label=_("Back to your school"))
    return school


def sent_by(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if that is nothing; None where the page is only opened."""
    return request.POST if request.method == "POST" else None
