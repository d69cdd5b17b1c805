"""Small changes to Wagtail's own admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

OUTSIDE = ("http://", "https://")


@hooks.register("construct_help_menu")
def keep_help_inside(request: HttpRequest, items: list[Any]) -> None:
    """Closed networks can't follow links to Wagtail's own sites, and nobody is to be led off by accident."""
    items[:] = [item for item in items if not item.url.startswith(OUTSIDE)]
