"""Who was named to speak for an adult, and what they answered: coded, never a letter."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.tokens import derived_token
from directory.models import Person, Provider
from vetting.enums.references import Contentment, KnownFor, RefereeKind, SeenWithChildren
from vetting.models.authorities import Officer
from vetting.models.cases import Case
from vetting.models.conflicts import people_too_close_to, too_close_to
from vetting.states import ReferenceState


class ReferenceQuerySet(models.QuerySet["ReferenceRequest"]):
    def visible_to(self, user: Any) -> "ReferenceQuerySet":
        """For officers of the authority that asked; never for whom they are about, nor for who acts with them or declared a conflict."""
        close = Q(provider__in=too_close_to(user)) | Q(person__in=people_too_close_to(user))
        return self.filter(case__authority__in=Officer.objects.held_by(user).values("authority")).exclude(close)


class ReferenceRequest(models.Model):
    """One referee of one adult, named by a provider; asked for a case by a link that opens once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="references")
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")  # who named them
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="references")
    state = models.CharField(max_length=12, choices=ReferenceState.choices, default=ReferenceState.NAMED)
    name = models.CharField(max_length=80)
    email = models.EmailField()
    kind = models.CharField(max_length=14, choices=RefereeKind.choices)  # as the provider says
    known_since = models.PositiveSmallIntegerField()  # a year, as the provider says
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    named_at = models.DateTimeField()
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    known_as = models.CharField(max_length=14, choices=RefereeKind.choices, blank=True)  # as the referee says, and so the rest
    known_for = models.CharField(max_length=14, choices=KnownFor.choices, blank=True)
    seen_with_children = models.CharField(max_length=10, choices=SeenWithChildren.choices, blank=True)
    content = models.CharField(max_length=4, choices=Contentment.choices, blank=True)
    has_concern = models.BooleanField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint("person", "provider", Lower("email"), name="vetting_reference_once"),
            models.CheckConstraint(
                condition=Q(state="named") | Q(case__isnull=False, asked_at__isnull=False, expires_at__isnull=False),
                name="vetting_reference_asked_for_a_case",
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) | ~Q(state="answered") & Q(answered_at__isnull=True, content=""),
                name="vetting_reference_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"referee of {self.person}"

    @property
    def token(self) -> str:
        return derived_token("vetting.reference", self.seed)

    @property
    def wants_ringing(self) -> bool:
        """Whether an officer has to ring: they asked for it, are not content, worry, or did not answer."""
        if self.state == ReferenceState.ANSWERED:
            return bool(self.has_concern) or self.content != Contentment.YES
        return self.state == ReferenceState.UNANSWERED
