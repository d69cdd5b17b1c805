from django.db import models
from django.utils.translation import gettext_lazy as _

SIGN_UP_AS = "sign_up_as"  # the session's note of what a newcomer came for


class SignUpAs(models.TextChoices):
    """What a newcomer came for: it only chooses where they land first, and gives no right."""

    SCHOOL = "school", _("for a school")
    PROVIDER = "provider", _("to offer something to schools")
