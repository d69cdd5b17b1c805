"""A provider's page about accreditation. It is not there for who leads one-off offers alone: nobody asks that of them."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.answering import answer_button
from directory.models import Provider
from portal.cards.accreditation import accreditation_card
from portal.cards.navigation import act_for
from portal.queries.parts import PartKind
from vetting.queries.accreditation.standing import OwnStanding, standings_of
from vetting.services.accreditation import steps


@login_required
@require_safe
def show_accreditation(request: HttpRequest, slug: str) -> HttpResponse:
    provider, standings = _own(request, slug)
    cards = [accreditation_card(provider, one) for one in standings]
    return render(request, "portal/accreditation.html", {"provider": provider, "cards": cards})


@login_required
@require_POST
def begin(request: HttpRequest, slug: str, person: int, authority: int) -> HttpResponse:
    provider, standings = _own(request, slug)
    standing = next((one for one in standings if (one.person_id, one.authority.pk) == (person, authority)), None)
    if standing is None:
        raise Http404
    adult = provider.provider_people.select_related("person").get(person=person, left_on=None).person
    return answer_button(
        request,
        lambda: steps.begin(by=cast("User", request.user), person=adult, authority=standing.authority),
        then=_page(provider),
        done=_("Begun. The induction is next."),
    )


@login_required
@require_POST
def declare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    provider, standings = _own(request, slug)
    found = next((one.accreditation for one in standings if one.accreditation and one.accreditation.pk == pk), None)
    if found is None:
        raise Http404
    return answer_button(
        request,
        lambda: steps.declare_induction(by=cast("User", request.user), accreditation=found),
        then=_page(provider),
        done=_("Thank you. An officer confirms it."),
    )


def _own(request: HttpRequest, slug: str) -> tuple[Provider, list[OwnStanding]]:
    provider = get_object_or_404(Provider.objects.visible_to(request.user), slug=slug)
    standings = standings_of(provider)
    if not standings:
        raise Http404
    act_for(request, PartKind.PROVIDER, provider.slug)
    return provider, standings


def _page(provider: Provider) -> str:
    return reverse("portal:accreditation", args=[provider.slug])
