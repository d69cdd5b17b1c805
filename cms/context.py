"""Words that editors set for every page. Asked only where a template reads them."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.models import SiteSettings


def site_words(request: HttpRequest) -> dict[str, Any]:
    """`site_words` is the default site's settings; empty ones before the set-up. One query, whatever the number of sites."""
    return {"site_words": SimpleLazyObject(lambda: SiteSettings.objects.order_by("-site__is_default_site").first() or SiteSettings())}
