import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bookings.models.links import token_from
from directory.models import Offer, Provider
from schools.models import PupilGroup, School
from schools.states import InvitationState


class ProviderInvitation(models.Model):
    """A school asks somebody it already works with to join; its request waits for them behind sign-up."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="provider_invitations")
    email = models.EmailField()
    their_name = models.CharField(max_length=120)
    message = models.CharField(max_length=600, blank=True)
    wanted_title = models.CharField(max_length=90)  # what the school hopes for: "Bread for Year 6"
    group = models.ForeignKey(PupilGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    dates = ArrayField(models.DateField(), default=list, blank=True)
    state = models.CharField(max_length=12, choices=InvitationState.choices, default=InvitationState.SENT)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # what they began for it
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(fields=["school", "email"], condition=Q(state="sent"), name="bookings_providerinvitation_one_open"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(provider__isnull=False, accepted_at__isnull=False),
                name="bookings_providerinvitation_accepted_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} by {self.school}"

    @property
    def token(self) -> str:
        return token_from("invitation", self.seed)
