"""Words of bringing an authority's register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    FILE = "file", _("A file")
    PASTE = "paste", _("Pasted lines")


class Verdict(models.TextChoices):
    """What a line does: the most that it does to anything that it names."""

    NEW = "new", _("New provider")
    JOINS = "joins", _("Adds to a provider")
    CHANGED = "changed", _("Changes a provider")
    SAME = "same", _("Nothing new")
    REJECTED = "rejected", _("Refused")


class Thing(models.TextChoices):
    """What an import makes or changes."""

    PROVIDER = "provider", _("Provider")
    PERSON = "person", _("Person")
    OFFER = "offer", _("Offer")
    CHECK = "check", _("Date of a check")
