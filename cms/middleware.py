from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Wagtail's choosers, date fields and inline panels are started by scripts in the page; images being uploaded are shown from memory.
ADMIN_ALSO_ALLOWS = {"script-src": ["'unsafe-inline'"], "style-src": ["'unsafe-inline'"], "img-src": ["blob:"]}


class AdminContentPolicy:
    """Relaxes the content security policy for Wagtail's admin only. Every other page keeps the strict one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = ADMIN_ALSO_ALLOWS  # type: ignore[attr-defined]  # noqa: SLF001  # how django-csp is told
        return response
