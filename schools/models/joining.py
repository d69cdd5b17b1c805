"""Joining a school: the first member is approved by an officer who rings the school; later ones come by invitation."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from core import clock
from schools.enums import SchoolRole
from schools.models.registers import School
from schools.states import InvitationState, JoinState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class NumberSource(models.TextChoices):
    """Where the officer found the number that was rung: never the one that the applicant gave."""

    REGISTER = "register", "The national register of schools"
    SCHOOL_WEBSITE = "school_website", "The school's own website, reached independently"
    AUTHORITY_RECORDS = "authority_records", "The authority's own records"


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> "JoinRequestQuerySet":
        """The user's own. What officers see, vetting knows."""
        return self.filter(user=user.pk) if user.is_authenticated and user.is_active else self.none()


class JoinRequest(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="school_join_requests")
    job_title = models.CharField(max_length=80)
    wants_roles = ArrayField(models.CharField(max_length=20, choices=SchoolRole.choices), default=list)
    state = models.CharField(max_length=12, choices=JoinState.choices, default=JoinState.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    number_source = models.CharField(max_length=20, choices=NumberSource.choices, blank=True)
    spoke_to_role = models.CharField(max_length=80, blank=True)  # "school business manager", not a name
    rung_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=200, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["school", "user"], condition=Q(state="asked"), name="schools_joinrequest_one_open"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"], decided_by__isnull=True)
                | Q(state="approved", decided_by__isnull=False, decided_at__isnull=False, rung_at__isnull=False)
                | Q(state="declined", decided_by__isnull=False, decided_at__isnull=False),
                name="schools_joinrequest_decided_when_final",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("user")), name="schools_joinrequest_not_by_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} to {self.school}"


class MemberInvitation(models.Model):
    """An invitation by e-mail to act for a school, in named roles. Only the token's hash is kept."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    roles = ArrayField(models.CharField(max_length=20, choices=SchoolRole.choices))
    state = models.CharField(max_length=12, choices=InvitationState.choices, default=InvitationState.SENT)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(fields=["school", "email"], condition=Q(state="sent"), name="schools_memberinvitation_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.school}"

    @property
    def problem(self) -> str:
        """Why its link opens nothing any more, and what to do; empty while it can be accepted."""
        match InvitationState(self.state):
            case InvitationState.ACCEPTED:
                return _("This invitation has been accepted. Sign in to act for the school.")
            case InvitationState.REVOKED:
                return _("This invitation was taken back. Ask the person who invited you if you think that is wrong.")
            case InvitationState.LAPSED:
                return self._too_late
            case InvitationState.SENT:
                return self._too_late if clock.now() >= self.expires_at else ""

    @property
    def _too_late(self) -> str:
        return _("This invitation has run out: it lasts fourteen days. Ask the person who invited you to send another.")

    def get_roles_display(self) -> list[str]:
        return [str(SchoolRole(role).label) for role in self.roles]
