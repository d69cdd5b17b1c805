from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.answering import answer_form
from directory.cards.editing import loose_ends, offer_row, page_steps, page_tasks
from directory.enums import EditorPage
from directory.forms.adjustments import AdjustmentsForm
from directory.forms.offer_terms import CostForm, PeopleForm, WhereWhenForm
from directory.forms.offers import OfferStartForm, PageForm, WhatForm, WhoForForm
from directory.forms.timeline import MomentForms
from directory.models import Offer, OfferVersion
from directory.queries.completeness import missing_from
from directory.queries.working import offers_of, working_version
from directory.validators import advise
from directory.views.own import offer_of, provider_of, user_of

PAGES: dict[str, type[PageForm]] = {
    EditorPage.WHAT: WhatForm,
    EditorPage.WHO_FOR: WhoForForm,
    EditorPage.WHERE_WHEN: WhereWhenForm,
    EditorPage.COST: CostForm,
    EditorPage.ADJUSTMENTS: AdjustmentsForm,
    EditorPage.PEOPLE: PeopleForm,
}


@login_required
@require_safe
def list_offers(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    rows = [offer_row(offer) for offer in offers_of(provider)]
    archived = [offer_row(offer) for offer in offers_of(provider, archived=True)]
    return render(request, "directory/offers_list.html", {"provider": provider, "rows": rows, "archived": archived})


@login_required
@require_http_methods(["GET", "POST"])
def start_offer(request: HttpRequest, slug: str) -> HttpResponse:
    provider = provider_of(request, slug)
    form = OfferStartForm(request.POST or None)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request), provider=provider),
        template="directory/offer_start.html",
        context={"provider": provider},
        then=lambda offer: reverse("directory:offer-page", args=[slug, offer.pk, EditorPage.WHAT]),
    )


@login_required
@require_safe
def show_editor(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    offer = offer_of(request, slug, pk)
    version = working_version(offer)
    missing = missing_from(version)
    context = {"provider": offer.provider, "offer": offer, "version": version, "tasks": page_tasks(version, missing)}
    context["loose_ends"] = loose_ends(version, missing)
    return render(request, "directory/offer_editor.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_page(request: HttpRequest, slug: str, pk: int, page: str) -> HttpResponse:
    """One page of the editor. Saving goes on to the next page that is not answered, or back to the list of pages."""
    if page not in PAGES:
        raise Http404
    offer = offer_of(request, slug, pk)
    version = working_version(offer)
    form = PAGES[page](request.POST or None, instance=version)
    context = {"provider": offer.provider, "offer": offer, "version": version, "page": EditorPage(page)}
    context["steps"] = page_steps(version, EditorPage(page))
    return answer_form(
        request,
        form,
        lambda: _store(request, form),
        template=TEMPLATES.get(page, "directory/offer_page.html"),
        context=context,
        then=lambda draft: _after(request, offer, draft),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_timeline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    offer = offer_of(request, slug, pk)
    version = working_version(offer)
    formset = MomentForms(request.POST or None, version=version)
    return answer_form(
        request,
        formset,
        lambda: formset.store(by=user_of(request)),
        template="directory/offer_timeline.html",
        context={"provider": offer.provider, "offer": offer, "version": version},
        then=lambda draft: reverse("directory:offer-editor", args=[slug, pk]),
        done=_("Saved."),
    )


TEMPLATES: dict[str, str] = {EditorPage.ADJUSTMENTS: "directory/offer_adjustments.html"}


def _store(request: HttpRequest, form: PageForm) -> OfferVersion:
    draft = form.store(by=user_of(request))
    for advice in advise(form.texts()):
        words = _("Saved. One thought on “%(phrase)s”: %(suggestion)s") % {"phrase": advice.phrase, "suggestion": advice.suggestion}
        messages.warning(request, words)
    return draft


def _after(request: HttpRequest, offer: Offer, draft: OfferVersion) -> str:
    unanswered = [page for page in PAGES if page not in draft.answered]
    if unanswered and "later" not in request.POST:
        return reverse("directory:offer-page", args=[offer.provider.slug, offer.pk, unanswered[0]])
    return reverse("directory:offer-editor", args=[offer.provider.slug, offer.pk])
