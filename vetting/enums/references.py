"""What referees are asked, in fixed answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefereeKind(models.TextChoices):
    """How a referee knows somebody. The codes are those of the policy's field about references."""

    EMPLOYER = "employer", _("Employer or colleague")
    SCHOOL = "school", _("From a school, as staff or volunteer")
    VOLUNTARY = "voluntary", _("From a voluntary organisation")
    PROFESSIONAL = "professional", _("From a professional body or course")
    CHARACTER = "character", _("In another way, not as family")


class KnownFor(models.TextChoices):
    UNDER_ONE = "under_one", _("Less than a year")
    ONE_TO_THREE = "one_to_three", _("One to three years")
    OVER_THREE = "over_three", _("More than three years")


class SeenWithChildren(models.TextChoices):
    OFTEN = "often", _("Yes, often")
    SOMETIMES = "sometimes", _("Yes, now and then")
    NEVER = "never", _("No")


class Contentment(models.TextChoices):
    """Whether a referee would be content for somebody to work with children."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    RING = "ring", _("I would rather be rung")
