"""One human is one person, whoever they teach for."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.enums import EngagementBasis
from directory.models.providers import Provider


class Person(models.Model):
    """An adult who meets pupils. `name` is for schools and officers; `public_name` is all the public sees."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    public_name = models.CharField(max_length=80)  # "Rosa, gardener"
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="directory_person_not_merged_into_itself")]

    def __str__(self) -> str:
        return self.public_name

    @property
    def short_name(self) -> str:
        """For sentences: "Rosa" of "Rosa, gardener"."""
        return self.public_name.partition(",")[0].strip()


class ProviderPerson(models.Model):
    """A person's part in one provider."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="provider_people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="provider_links")
    role_title = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=400, blank=True)  # public: what they know, not who they are
    engagement = models.CharField(max_length=20, choices=EngagementBasis.choices)
    is_safeguarding_lead = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "person"], condition=Q(left_on__isnull=True), name="directory_providerperson_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.provider}"
