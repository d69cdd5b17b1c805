from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.answering import answer_button, answer_form
from directory.cards.editing import provider_tasks
from directory.forms.providers import ProfileForm, StartForm
from directory.models import Provider
from directory.queries.working import readiness_of
from directory.services import providers
from directory.views.own import provider_of, user_of


@require_http_methods(["GET", "POST"])
def start_provider(request: HttpRequest) -> HttpResponse:
    """Begin as a provider. A stranger makes an account first and comes back here."""
    if not request.user.is_authenticated:
        query = urlencode({"as": "provider", "next": reverse("directory:provider-start")})
        return redirect(f"{reverse('account_signup')}?{query}")
    user = user_of(request)
    form = StartForm(request.POST or None, user=user)
    own = Provider.objects.visible_to(user)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user),
        template="directory/provider_start.html",
        context={"own": own},
        then=lambda provider: reverse("directory:provider-overview", args=[provider.slug]),
        done=_("Saved. Here is what comes next, in any order."),
    )


@login_required
@require_safe
def show_overview(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    tasks = provider_tasks(provider, readiness_of(provider))
    following = next((task for task in tasks if task.tone == "ask"), None)
    return render(request, "directory/provider_overview.html", {"provider": provider, "tasks": tasks, "next": following})


@login_required
@require_http_methods(["GET", "POST"])
def edit_profile(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    form = ProfileForm(request.POST or None, instance=provider)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request)),
        template="directory/provider_profile.html",
        context={"provider": provider},
        then=lambda changed: reverse("directory:provider-overview", args=[changed.slug]),
        done=_("Saved."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def close_provider(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    if request.method == "GET":
        return render(request, "directory/provider_close.html", {"provider": provider})
    return answer_button(
        request,
        lambda: providers.close_provider(by=user_of(request), provider=provider),
        then=reverse("directory:provider-overview", args=[slug]),
        done=_("Closed. Your offers are off the site; what is booked stays booked."),
    )


@login_required
@require_POST
def reopen_provider(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    return answer_button(
        request,
        lambda: providers.reopen_provider(by=user_of(request), provider=provider),
        then=reverse("directory:provider-overview", args=[slug]),
        done=_("Open again. Listed offers that are still assured show at once."),
    )
