"""Who offers: community-based teachers, employers, third-space hosts. One provider can be several, and a school can be one."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from directory.enums import ProviderKind
from schools.models import Authority, School


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, user: Any) -> "ProviderQuerySet":
        """Providers that the user acts for: who may see the editors. Their public pages follow their offers instead."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(pk__in=ProviderMember.objects.filter(user=user, left_at__isnull=True).values("provider"))


class Provider(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)  # the public or trading name
    kinds = ArrayField(models.CharField(max_length=20, choices=ProviderKind.choices))
    summary = models.CharField(max_length=200, blank=True)
    description = models.TextField(max_length=4000, blank=True)
    website = models.URLField(blank=True)
    contact_email = models.EmailField()  # never public: bookings and vetting write here
    contact_phone = models.CharField(max_length=30, blank=True)  # never public
    postcode = models.CharField(max_length=8, blank=True)  # public as a district only
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    point_precision = models.CharField(
        max_length=8, blank=True, choices=[("exact", "Exact"), ("sector", "Sector"), ("district", "District")]
    )
    company_number = models.CharField(max_length=8, blank=True)
    charity_number = models.CharField(max_length=10, blank=True)
    school = models.OneToOneField(School, null=True, blank=True, on_delete=models.PROTECT, related_name="provider")
    home_authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="providers")
    created_at = models.DateTimeField()
    is_closed = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # told that nobody has used it and that it will be closed
    contact_forgotten_at = models.DateTimeField(null=True, blank=True)  # by retention, as is the rest of who they were later on
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kinds__len__gte=1), name="directory_provider_has_a_kind"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | Q(latitude__isnull=False, longitude__isnull=False),
                name="directory_provider_point_is_whole",
            ),
            models.CheckConstraint(condition=Q(is_closed=True) | Q(closed_at__isnull=True), name="directory_provider_closed_since"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def district(self) -> str:
        """The outward half of the postcode: all that the public sees of where somebody is."""
        return self.postcode.partition(" ")[0]


class ProviderMember(models.Model):
    """A user who may edit a provider and answer for it."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_memberships")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "user"], condition=Q(left_at__isnull=True), name="directory_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.provider}"
