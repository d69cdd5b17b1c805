from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import can_enter_admin, has_second_factor, must_use_second_factor


class AdminDoorMiddleware:
    """To somebody signed in who has no work in the admin, it is not there. Wagtail would ask them to sign in, which they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_of_the_admin(request.path) and request.user.is_authenticated and not can_enter_admin(request.user):
            raise Http404
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads officers and editors without a second factor to the page that sets one up, whichever page of the admin they asked for.

    Whoever has one is asked for it by the sign-in itself; this is for those who have none yet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_of_the_admin(request.path) and must_use_second_factor(request.user) and not has_second_factor(request.user):
            messages.warning(request, _("To work in the admin you need a second step at sign-in. Set one up here: it takes a minute."))
            return redirect("mfa_index")
        return self.get_response(request)


def _is_of_the_admin(path: str) -> bool:
    return path.startswith(reverse("wagtailadmin_home")) and path != reverse("wagtailadmin_logout")
