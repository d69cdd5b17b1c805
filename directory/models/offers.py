"""Offers: what can be learned, from whom. The offer holds its life and whether it may be shown; a version holds what it says."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q

from core import clock
from directory.enums import (
    ActivityNature,
    Audience,
    EditorPage,
    Involvement,
    Motif,
    OfferKind,
    Pattern,
    PriceBasis,
    Setting,
    SupervisionMode,
)
from directory.models.people import Person
from directory.models.providers import Provider
from directory.models.venues import Space, Venue
from directory.states import OfferState, VersionState
from schools.enums import EnrichmentCategory, Subject, YearGroup
from schools.models import SchoolMember


class OfferQuerySet(models.QuerySet["Offer"]):
    def shown(self, on: datetime.date | None = None) -> "OfferQuerySet":
        """May be shown today: listed, and assured for today. One lapsed check delists an offer here and nowhere else."""
        return self.filter(state=OfferState.LISTED, assured_until__gte=on or clock.today(), provider__is_closed=False)

    def shown_to_public(self, on: datetime.date | None = None) -> "OfferQuerySet":
        return self.shown(on).filter(audience=Audience.PUBLIC)

    def visible_to(self, user: Any, on: datetime.date | None = None) -> "OfferQuerySet":
        """What the user may read on the offer's page: what is shown, and what is for schools only where they are with a school."""
        if user.is_authenticated and user.is_active and SchoolMember.objects.filter(user=user, left_at__isnull=True).exists():
            return self.shown(on)
        return self.shown_to_public(on)

    def editable_by(self, user: Any) -> "OfferQuerySet":
        """Offers of the providers that the user acts for, in whatever state."""
        return self.filter(provider__in=Provider.objects.visible_to(user))


class Offer(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=16, choices=OfferKind.choices)
    state = models.CharField(max_length=12, choices=OfferState.choices, default=OfferState.DRAFT)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.PUBLIC)
    assured_until = models.DateField(null=True, blank=True)  # written by vetting through directory.services.listing; null is not assured
    assured_by = models.CharField(max_length=120, blank=True)  # the name of the vetting authority, for the line on cards
    approved_version = models.ForeignKey("OfferVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_listed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["listed", "paused"]) | Q(approved_version__isnull=False), name="directory_offer_listed_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.approved_version.title if self.approved_version else self.slug

    @property
    def is_shown(self) -> bool:
        """As OfferQuerySet.shown, for one offer."""
        is_assured = self.assured_until is not None and self.assured_until >= clock.today()
        return self.state == OfferState.LISTED and is_assured and not self.provider.is_closed

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC


class OfferVersion(models.Model):
    """What an offer says. The approved one is public and never edited; at most one other is open beside it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    title = models.CharField(max_length=90, validators=[MinLengthValidator(5)])
    summary = models.CharField(max_length=200)
    description = models.TextField(max_length=6000, blank=True)  # what pupils do
    timeline = models.JSONField(default=list, blank=True)  # [{minute, title, text}]: minutes from the start
    outcomes = models.CharField(max_length=600, blank=True)
    bring = models.CharField(max_length=400, blank=True)  # what pupils or the school need
    subjects = ArrayField(models.CharField(max_length=24, choices=Subject.choices), default=list, blank=True)
    categories = ArrayField(models.CharField(max_length=28, choices=EnrichmentCategory.choices), default=list, blank=True)
    motif = models.CharField(max_length=10, choices=Motif.choices, default=Motif.MAKING)
    year_from = models.SmallIntegerField(choices=YearGroup.choices)
    year_to = models.SmallIntegerField(choices=YearGroup.choices)
    group_min = models.PositiveSmallIntegerField(default=1)
    group_ideal = models.PositiveSmallIntegerField(null=True, blank=True)
    group_max = models.PositiveSmallIntegerField()
    pupils_per_adult = models.PositiveSmallIntegerField(null=True, blank=True)
    pattern = models.CharField(max_length=12, choices=Pattern.choices)
    sessions_min = models.PositiveSmallIntegerField(default=1)  # a run is booked as at least so many
    setting = models.CharField(max_length=16, choices=Setting.choices)
    supervision = models.CharField(max_length=24, choices=SupervisionMode.choices, default=SupervisionMode.SCHOOL_STAFF_PRESENT)
    nature = models.CharField(max_length=24, choices=ActivityNature.choices, default=ActivityNature.TEACH_TRAIN_INSTRUCT)
    minutes = models.PositiveSmallIntegerField(default=120)
    setup_minutes = models.PositiveSmallIntegerField(default=0)
    packup_minutes = models.PositiveSmallIntegerField(default=0)
    price_basis = models.CharField(max_length=16, choices=PriceBasis.choices, default=PriceBasis.FREE)
    price_pence = models.PositiveIntegerField(default=0)
    materials_pence = models.PositiveIntegerField(default=0)  # for each pupil, each session
    price_note = models.CharField(max_length=200, blank=True)
    involves = ArrayField(models.CharField(max_length=24, choices=Involvement.choices), default=list, blank=True)
    adjustments = models.JSONField(default=dict, blank=True)  # {code: {"offered": yes|with_notice|discuss|no, "days": n, "note": str}}
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="offer_versions")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.PROTECT, related_name="offer_versions")
    travel_miles = models.PositiveSmallIntegerField(null=True, blank=True)  # how far the provider comes to a school
    people = models.ManyToManyField(Person, related_name="offer_versions", blank=True)  # who leads, all of them at every session
    # The editor's pages that the provider has answered: until then, what the columns hold is only where the question starts from.
    answered = ArrayField(models.CharField(max_length=12, choices=EditorPage.choices), default=list, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["offer", "number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="directory_offerversion_number"),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(state__in=["draft", "in_review"]), name="directory_offerversion_one_open"
            ),
            models.UniqueConstraint(fields=["offer"], condition=Q(state="approved"), name="directory_offerversion_one_approved"),
            models.CheckConstraint(condition=Q(year_from__lte=F("year_to")), name="directory_offerversion_years"),
            models.CheckConstraint(condition=Q(group_min__gte=1, group_min__lte=F("group_max")), name="directory_offerversion_group"),
            models.CheckConstraint(
                condition=Q(price_basis__in=["free", "expenses_only"], price_pence=0) | ~Q(price_basis__in=["free", "expenses_only"]),
                name="directory_offerversion_free_is_free",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=15, minutes__lte=600), name="directory_offerversion_minutes"),
        ]

    def __str__(self) -> str:
        return self.title


class OfferPhotoQuerySet(models.QuerySet["OfferPhoto"]):
    def approved(self) -> "OfferPhotoQuerySet":
        """Those that an officer has seen: the only ones to show."""
        return self.filter(approved_at__isnull=False)


class OfferPhoto(models.Model):
    """A photograph of things and places. Re-encoded on the way in, so that it carries no location; alt text is required.

    A new one waits for the next approval of what the offer says, because pictures of pupils must not be shown.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(upload_to="offers/", width_field="width", height_field="height")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_text = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = OfferPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(alt_text=""), name="directory_offerphoto_has_alt_text")]

    def __str__(self) -> str:
        return self.alt_text
