"""Places where pupils go, and the spaces in them that can be taken. A school's hall is a space too."""

import uuid

from django.db import models
from django.db.models import Q

from directory.enums import AccessFeature, Answer
from directory.models.providers import Provider
from schools.models import School


class Venue(models.Model):
    """A place. An individual's home is never a venue; the public sees a district and a banded distance unless `is_public_place`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.CASCADE, related_name="venues")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_public_place = models.BooleanField(default=True)
    access_guide_url = models.URLField(blank=True)
    arrival_notes = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=False, school__isnull=True) | Q(provider__isnull=True, school__isnull=False),
                name="directory_venue_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def district(self) -> str:
        return self.postcode.partition(" ")[0]


class VenueAccess(models.Model):
    """One answered access feature of a venue."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="access")
    feature = models.CharField(max_length=40, choices=AccessFeature.choices)
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.UNKNOWN)
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "feature"], name="directory_venueaccess_once")]

    def __str__(self) -> str:
        return f"{self.get_feature_display()}: {self.get_answer_display()}"


class Space(models.Model):
    """A room, plot or bench that one group at a time can take."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="spaces")
    name = models.CharField(max_length=80)
    capacity = models.PositiveSmallIntegerField()
    is_archived = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=Q(capacity__gte=1), name="directory_space_capacity")]

    def __str__(self) -> str:
        return f"{self.name}, {self.venue}"
