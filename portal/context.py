"""What every page is told: the way round for whoever reads it, and whether this is the demo. Asked only where a template reads it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.cards.navigation import active_part, ways_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation` is empty for strangers, whom the masthead shows the public way round."""
    return {
        "navigation": SimpleLazyObject(lambda: ways_for(request)),
        "organisation": SimpleLazyObject(lambda: part.name if (part := active_part(request)) else ""),
        "demo": {"people_url": reverse("portal:people"), "mails_url": reverse("portal:mails")} if settings.DEMO else None,
    }
