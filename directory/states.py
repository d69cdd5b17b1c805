"""The life cycle of an offer, and of a version of what it says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine


class OfferState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Being looked at")
    LISTED = "listed", _("Listed")
    PAUSED = "paused", _("Paused")
    ARCHIVED = "archived", _("Archived")


class OfferEvent(models.TextChoices):
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    LIST = "list"
    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    RESTORE = "restore"  # back from the archive where it had been listed: paused, until the provider resumes it
    REOPEN = "reopen"  # back from the archive where it never was


OFFER = Machine(
    "offer",
    {
        (OfferState.DRAFT, OfferEvent.SUBMIT): OfferState.IN_REVIEW,
        (OfferState.DRAFT, OfferEvent.ARCHIVE): OfferState.ARCHIVED,
        (OfferState.IN_REVIEW, OfferEvent.SEND_BACK): OfferState.DRAFT,
        (OfferState.IN_REVIEW, OfferEvent.LIST): OfferState.LISTED,
        (OfferState.IN_REVIEW, OfferEvent.ARCHIVE): OfferState.ARCHIVED,
        (OfferState.LISTED, OfferEvent.PAUSE): OfferState.PAUSED,
        (OfferState.LISTED, OfferEvent.ARCHIVE): OfferState.ARCHIVED,
        (OfferState.PAUSED, OfferEvent.RESUME): OfferState.LISTED,
        (OfferState.PAUSED, OfferEvent.ARCHIVE): OfferState.ARCHIVED,
        (OfferState.ARCHIVED, OfferEvent.RESTORE): OfferState.PAUSED,
        (OfferState.ARCHIVED, OfferEvent.REOPEN): OfferState.DRAFT,
    },
)


class VersionState(models.TextChoices):
    """A listed offer's edit is a pending version beside the approved one, which stays public until the new one is approved."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Being looked at")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")
    DISCARDED = "discarded", _("Discarded")


class VersionEvent(models.TextChoices):
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    SUPERSEDE = "supersede"
    DISCARD = "discard"


OFFER_VERSION = Machine(
    "offer version",
    {
        (VersionState.DRAFT, VersionEvent.SUBMIT): VersionState.IN_REVIEW,
        (VersionState.DRAFT, VersionEvent.DISCARD): VersionState.DISCARDED,
        (VersionState.IN_REVIEW, VersionEvent.SEND_BACK): VersionState.DRAFT,
        (VersionState.IN_REVIEW, VersionEvent.APPROVE): VersionState.APPROVED,
        (VersionState.IN_REVIEW, VersionEvent.DISCARD): VersionState.DISCARDED,
        (VersionState.APPROVED, VersionEvent.SUPERSEDE): VersionState.SUPERSEDED,
    },
)
