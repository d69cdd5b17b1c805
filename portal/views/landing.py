from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from portal.cards.navigation import active_part
from portal.queries.beginnings import beginning_of
from portal.queries.parts import Part, PartKind

PROVIDE = "/provider/start/"


@login_required
@require_safe
def land(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: what is to be done first in the part that the reader acts in."""
    part = active_part(request)
    if part is None:
        return _begin(request)
    return LANDINGS[part.kind](request, part)


def _begin(request: HttpRequest) -> HttpResponse:
    context = {"beginning": beginning_of(cast("User", request.user)), "provide_url": PROVIDE}
    return render(request, "portal/landing/begin.html", context)


def _school(request: HttpRequest, part: Part) -> HttpResponse:
    return _begin(request)


def _provider(request: HttpRequest, part: Part) -> HttpResponse:
    return _begin(request)


def _officer(request: HttpRequest, part: Part) -> HttpResponse:
    return _begin(request)


LANDINGS = {PartKind.SCHOOL: _school, PartKind.PROVIDER: _provider, PartKind.OFFICER: _officer}
