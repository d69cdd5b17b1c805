from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.answering import answer_button, answer_form
from directory.forms.people import PersonForm
from directory.models import ProviderPerson
from directory.services import people
from directory.views.own import provider_of, user_of


@login_required
@require_safe
def list_people(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    links = provider.provider_people.filter(left_on__isnull=True).select_related("person").order_by("person__name")
    return render(request, "directory/people_list.html", {"provider": provider, "links": links})


@login_required
@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, slug: str) -> HttpResponse:
    provider, user = provider_of(request, slug), user_of(request)
    form = PersonForm(request.POST or None, user=user, provider=provider)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user),
        template="directory/person_form.html",
        context={"provider": provider},
        then=lambda link: reverse("directory:people-list", args=[slug]),
        done=_("Saved. Next, say when they can be booked."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    link = _link(request, slug, pk)
    form = PersonForm(request.POST or None, instance=link, user=user_of(request), provider=link.provider)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request)),
        template="directory/person_form.html",
        context={"provider": link.provider, "link": link},
        then=lambda changed: reverse("directory:people-list", args=[slug]),
        done=_("Saved."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    link = _link(request, slug, pk)
    if request.method == "GET":
        return render(request, "directory/person_remove.html", {"provider": link.provider, "link": link})
    return answer_button(
        request,
        lambda: people.remove_person(by=user_of(request), link=link),
        then=reverse("directory:people-list", args=[slug]),
        done=_("%(person)s no longer teaches for you.") % {"person": link.person.short_name},
    )


def _link(request: HttpRequest, slug: str, pk: int) -> ProviderPerson:
    links = ProviderPerson.objects.select_related("person", "provider").filter(left_on__isnull=True)
    return get_object_or_404(links, provider=provider_of(request, slug), pk=pk)
