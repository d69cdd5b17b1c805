from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.answering import answer_button, answer_form
from directory.forms.venues import AccessForm, SpaceForm, VenueForm
from directory.models import Space, Venue
from directory.services import venues
from directory.views.own import provider_of, user_of


@login_required
@require_safe
def list_venues(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    places = provider.venues.prefetch_related("spaces", "access")
    return render(request, "directory/venues_list.html", {"provider": provider, "venues": places})


@login_required
@require_http_methods(["GET", "POST"])
def add_venue(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    form = VenueForm(request.POST or None, provider=provider)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request)),
        template="directory/venue_form.html",
        context={"provider": provider},
        then=lambda venue: reverse("directory:venue-access", args=[slug, venue.pk]),
        done=_("Saved. Next, say what the place has for those who need it."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_venue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    provider, venue = provider_of(request, slug), _venue(request, slug, pk)
    form = VenueForm(request.POST or None, instance=venue, provider=provider)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request)),
        template="directory/venue_form.html",
        context={"provider": provider, "venue": venue},
        then=lambda changed: reverse("directory:venues-list", args=[slug]),
        done=_("Saved."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def answer_access(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue = _venue(request, slug, pk)
    form = AccessForm(request.POST or None, venue=venue)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request)),
        template="directory/venue_access.html",
        context={"provider": venue.provider, "venue": venue},
        then=lambda _none: reverse("directory:venues-list", args=[slug]),
        done=_("Saved."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_venue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue = _venue(request, slug, pk)
    if request.method == "GET":
        return render(request, "directory/venue_remove.html", {"provider": venue.provider, "venue": venue})
    return answer_button(
        request,
        lambda: venues.remove_venue(by=user_of(request), venue=venue),
        then=reverse("directory:venues-list", args=[slug]),
        done=_("%(venue)s is removed.") % {"venue": venue.name},
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_space(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _save_space(request, slug, _venue(request, slug, pk), None)


@login_required
@require_http_methods(["GET", "POST"])
def edit_space(request: HttpRequest, slug: str, pk: int, space_pk: int) -> HttpResponse:
    venue = _venue(request, slug, pk)
    return _save_space(request, slug, venue, get_object_or_404(venue.spaces, pk=space_pk))


@login_required
@require_POST
def archive_space(request: HttpRequest, slug: str, pk: int, space_pk: int) -> HttpResponse:
    space = get_object_or_404(_venue(request, slug, pk).spaces, pk=space_pk)
    return answer_button(
        request,
        lambda: venues.archive_space(by=user_of(request), space=space),
        then=reverse("directory:venues-list", args=[slug]),
        done=_("%(space)s is archived. Add it again by its name to bring it back.") % {"space": space.name},
    )


def _save_space(request: HttpRequest, slug: str, venue: Venue, space: Space | None) -> HttpResponse:
    form = SpaceForm(request.POST or None, instance=space)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request), venue=venue),
        template="directory/space_form.html",
        context={"provider": venue.provider, "venue": venue, "space": space},
        then=lambda saved: reverse("directory:venues-list", args=[slug]),
        done=_("Saved."),
    )


def _venue(request: HttpRequest, slug: str, pk: int) -> Venue:
    return get_object_or_404(Venue.objects.select_related("provider"), provider=provider_of(request, slug), pk=pk)
