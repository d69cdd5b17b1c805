"""What the mails about claiming a profile say, decided from the state when they are sent. They name no check."""

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from imports.models import ClaimInvitation

SALT = "imports.claim"


def claim_token(invitation: ClaimInvitation) -> str:
    """The secret of the invitation's link, made anew from the site's key whenever it is needed, so that no table holds it."""
    value = f"{invitation.provider_id}|{invitation.email}|{invitation.invited_at.isoformat()}"
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()


@decides("imports.claim")
def invite(message: OutboxMessage) -> Mail | None:
    return _letter(message, _("Claim your profile on Junction: %(provider)s"))


@decides("imports.claim_reminder")
def remind(message: OutboxMessage) -> Mail | None:
    return _letter(message, _("Still waiting for you on Junction: %(provider)s"))


def _letter(message: OutboxMessage, subject: str) -> Mail | None:
    """Nothing once it is taken back, answered or has run out."""
    related = ("provider", "authority")
    invitation = ClaimInvitation.objects.select_related(*related).filter(pk=message.payload["invitation"]).first()
    if invitation is None or invitation.problem:
        return None
    address = absolute(reverse("imports:claim", args=[claim_token(invitation)]))
    return render("imports/claim", {"invitation": invitation, "address": address}, subject=subject % {"provider": invitation.provider.name})
