"""The demo's own pages. Their addresses exist only where settings.DEMO is on, and each view asks once more."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.parts import Pages
from portal.queries.demo import anybody, mails, people_to_be

ON_A_PAGE = 30
BACKEND = "django.contrib.auth.backends.ModelBackend"
MAIL_POLICY = {"style-src": ["'unsafe-inline'"], "script-src": ["'none'"]}
View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """Signing in as anybody must never work elsewhere, even if somebody wires the address up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def be_someone(request: HttpRequest) -> HttpResponse:
    """Everybody there is to be; a click signs in as one of them."""
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        user = anybody(int(chosen)) if chosen.isdecimal() else None
        if user is None:
            raise Http404
        login(request, user, backend=BACKEND)
        return redirect("portal:landing")
    return render(request, "portal/demo/people.html", {"groups": people_to_be()})


@demo_only
@require_safe
def show_mails(request: HttpRequest) -> HttpResponse:
    recipient = request.GET.get("to", "")[:254]
    page = Paginator(mails(recipient), ON_A_PAGE).get_page(request.GET.get("page"))
    turning = Pages(page.number, page.paginator.num_pages)
    return render(request, "portal/demo/mails.html", {"page": page, "recipient": recipient, "turning": turning})


@demo_only
@require_safe
def show_mail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "portal/demo/mail.html", {"mail": get_object_or_404(mails(), pk=pk)})


@demo_only
@require_safe
def show_mail_body(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part as a mail program would show it, for a frame: styles stand in the mail, scripts are refused."""
    html = get_object_or_404(mails(), pk=pk, body_html__gt="").body_html
    response = HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))  # links leave the frame
    response._csp_replace = MAIL_POLICY  # type: ignore[attr-defined]  # noqa: SLF001  # how django-csp is told
    return response
