"""What the mails about joining a school say, decided from the state when they are sent."""

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from schools.models import JoinRequest, MemberInvitation, SchoolMember
from schools.states import InvitationState, JoinState

SALT = "schools.invitation"


def invitation_token(invitation: MemberInvitation) -> str:
    """The secret of the invitation's link, made anew from the site's key whenever it is needed, so that no table holds it."""
    value = f"{invitation.school_id}|{invitation.email}|{invitation.invited_at.isoformat()}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()


def _home() -> str:
    return absolute(resolve_url(settings.LOGIN_REDIRECT_URL))


@decides("schools.invitation")
def invite(message: OutboxMessage) -> Mail | None:
    """Nothing once it is taken back, answered or has run out."""
    invitation = MemberInvitation.objects.select_related("school", "invited_by").filter(pk=message.payload["invitation"]).first()
    if invitation is None or invitation.problem:
        return None
    address = absolute(reverse("schools:invitation", args=[invitation_token(invitation)]))
    context = {"invitation": invitation, "address": address}
    subject = _("%(name)s invites you to act for %(school)s") % {"name": invitation.invited_by.name, "school": invitation.school.name}
    return render("schools/invitation", context, subject=subject)


@decides("schools.invitation_accepted")
def tell_of_acceptance(message: OutboxMessage) -> Mail | None:
    invitation = MemberInvitation.objects.select_related("school", "accepted_by").filter(pk=message.payload["invitation"]).first()
    if invitation is None or invitation.state != InvitationState.ACCEPTED or invitation.accepted_by is None:
        return None
    address = absolute(reverse("schools:people", args=[invitation.school_id]))
    subject = _("%(name)s now acts for %(school)s") % {"name": invitation.accepted_by.name, "school": invitation.school.name}
    return render("schools/invitation_accepted", {"invitation": invitation, "address": address}, subject=subject)


@decides("schools.join_approved")
def tell_of_approval(message: OutboxMessage) -> Mail | None:
    request = JoinRequest.objects.select_related("school").filter(pk=message.payload["request"], state=JoinState.APPROVED).first()
    if request is None:
        return None
    subject = _("You now act for %(school)s") % {"school": request.school.name}
    address = absolute(reverse("schools:people", args=[request.school_id]))
    return render("schools/join_approved", {"request": request, "address": address}, subject=subject)


@decides("schools.join_declined")
def tell_of_refusal(message: OutboxMessage) -> Mail | None:
    request = JoinRequest.objects.select_related("school").filter(pk=message.payload["request"], state=JoinState.DECLINED).first()
    if request is None:
        return None
    subject = _("Your request to act for %(school)s") % {"school": request.school.name}
    return render("schools/join_declined", {"request": request, "address": absolute(reverse("schools:join"))}, subject=subject)


@decides("schools.roles_changed")
def tell_roles(message: OutboxMessage) -> Mail | None:
    member = SchoolMember.objects.select_related("school").filter(pk=message.payload["member"], left_at=None).first()
    if member is None:
        return None
    roles = [role.get_role_display() for role in member.roles.order_by("role")]
    subject = _("What you can do for %(school)s has changed") % {"school": member.school.name}
    return render("schools/roles_changed", {"member": member, "roles": roles, "address": _home()}, subject=subject)


@decides("schools.removed")
def tell_of_removal(message: OutboxMessage) -> Mail | None:
    """Nothing if they are back by the time that it is sent."""
    member = SchoolMember.objects.select_related("school").filter(pk=message.payload["member"]).first()
    if member is None or SchoolMember.objects.filter(school=member.school, user=member.user, left_at=None).exists():
        return None
    return render("schools/removed", {"member": member}, subject=_("You no longer act for %(school)s") % {"school": member.school.name})
