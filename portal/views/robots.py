from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.emails import absolute


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers keep out of all that is for members, and of the endless addresses of a search."""
    return render(request, "portal/robots.txt", {"sitemap": absolute("sitemap.xml")}, content_type="text/plain; charset=utf-8")
