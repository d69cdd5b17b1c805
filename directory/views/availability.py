from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.answering import answer_button, answer_form
from directory.forms.availability import ExceptionForm, WindowForm
from directory.models import AvailabilityException, AvailabilityWindow, Person, Provider, Space
from directory.queries.openings import weeks_ahead
from directory.services import availability
from directory.views.own import provider_of, user_of

PERSON, SPACE = "person", "space"


@login_required
@require_safe
def list_owners(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose times there are to state: each person, and each space."""
    provider = provider_of(request, slug)
    counted = Count("windows")
    context = {
        "provider": provider,
        "people": _people(provider).annotate(stated=counted).order_by("name"),
        "spaces": _spaces(provider).annotate(stated=counted).select_related("venue").order_by("venue__name", "name"),
    }
    return render(request, "directory/availability_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_times(request: HttpRequest, slug: str, sort: str, pk: int) -> HttpResponse:
    """Weekly times and days that differ, with the next eight weeks as they come out of both."""
    provider, owner = _owner(request, slug, sort, pk)
    adds_exception = "sort" in request.POST
    window = WindowForm(request.POST if request.POST and not adds_exception else None)
    exception = ExceptionForm(request.POST if adds_exception else None, auto_id="exception_%s")
    form = exception if adds_exception else window
    context = {"provider": provider, "owner": owner, "name": owner.name, "sort": sort, "window": window, "exception": exception}
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request), owner=owner),
        template="directory/availability_edit.html",
        context=context | _shown(owner),
        then=lambda _none: reverse("directory:availability-edit", args=[slug, sort, pk]),
        done=_("Saved. The weeks below show how it comes out."),
    )


@login_required
@require_POST
def remove_window(request: HttpRequest, slug: str, sort: str, pk: int, window_pk: int) -> HttpResponse:
    _provider, owner = _owner(request, slug, sort, pk)
    window = get_object_or_404(AvailabilityWindow.objects.filter(**{sort: owner}), pk=window_pk)
    back = reverse("directory:availability-edit", args=[slug, sort, pk])
    done = _("Removed. What is booked stays booked.")
    return answer_button(request, lambda: availability.remove_window(by=user_of(request), window=window), then=back, done=done)


@login_required
@require_POST
def remove_exception(request: HttpRequest, slug: str, sort: str, pk: int, exception_pk: int) -> HttpResponse:
    _provider, owner = _owner(request, slug, sort, pk)
    exception = get_object_or_404(AvailabilityException.objects.filter(**{sort: owner}), pk=exception_pk)
    back = reverse("directory:availability-edit", args=[slug, sort, pk])
    return answer_button(
        request, lambda: availability.remove_exception(by=user_of(request), exception=exception), then=back, done=_("Removed.")
    )


def _shown(owner: Person | Space) -> dict[str, Any]:
    today = clock.today()
    return {
        "windows": owner.windows.all(),
        "exceptions": owner.exceptions.filter(until_date__gte=today),
        "weeks": weeks_ahead(owner, today),
    }


def _owner(request: HttpRequest, slug: str, sort: str, pk: int) -> tuple[Provider, Person | Space]:
    provider = provider_of(request, slug)
    match sort:
        case "person":
            return provider, get_object_or_404(_people(provider), pk=pk)
        case "space":
            return provider, get_object_or_404(_spaces(provider), pk=pk)
        case _:
            raise Http404


def _people(provider: Provider) -> Any:
    teaching = provider.provider_people.filter(left_on__isnull=True)
    return Person.objects.filter(pk__in=teaching.values("person"))


def _spaces(provider: Provider) -> Any:
    return Space.objects.filter(venue__provider=provider, is_archived=False)
