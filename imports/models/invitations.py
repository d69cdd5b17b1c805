"""Asking a provider whom an authority brought to take over its profile."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from directory.models import Provider
from imports.states import InvitationState
from vetting.enums import OfficerRole
from vetting.models import Officer, VettingAuthority


class ClaimInvitationQuerySet(models.QuerySet["ClaimInvitation"]):
    def visible_to(self, user: Any) -> "ClaimInvitationQuerySet":
        """For the leads of the authority that invited."""
        led = Officer.objects.held_by(user).filter(role=OfficerRole.LEAD)
        return self.filter(authority__in=led.values("authority"))


class ClaimInvitation(models.Model):
    """Only the hash of its link's secret is kept. At most one of a provider is open."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="claim_invitations")
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="claim_invitations")
    email = models.EmailField()
    state = models.CharField(max_length=8, choices=InvitationState.choices, default=InvitationState.SENT)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["provider"], condition=Q(state="sent"), name="imports_invitation_one_open")]

    def __str__(self) -> str:
        return f"{self.email} to {self.provider}"

    @property
    def problem(self) -> str:
        """Why its link opens nothing any more, and what to do; empty while it can be taken up."""
        match InvitationState(self.state):
            case InvitationState.ACCEPTED:
                return _("This profile has been claimed. Sign in to see it; if it was not you, write to the authority that invited you.")
            case InvitationState.REVOKED:
                return _("This invitation was taken back. Ask the authority that invited you if you think that is wrong.")
            case InvitationState.LAPSED:
                return self._too_late
            case InvitationState.SENT:
                return self._too_late if clock.now() >= self.expires_at else ""

    @property
    def _too_late(self) -> str:
        return _("This invitation has run out: it lasts 28 days. Ask the authority that invited you to send another.")
