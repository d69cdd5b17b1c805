"""The round that every form here makes: show it, check it, hand it to a service, say what was done or refused."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from core.exceptions import DomainError
from core.parts import Wording
from directory.models import Offer, Provider


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in; for views that nobody else reaches."""
    return cast("User", request.user)


def provider_of(request: HttpRequest, slug: str) -> Provider:
    """A provider that the user acts for, else 404."""
    return get_object_or_404(Provider.objects.visible_to(request.user), slug=slug)


def offer_of(request: HttpRequest, slug: str, pk: int) -> Offer:
    """An offer of a provider that the user acts for, else 404."""
    offers = Offer.objects.editable_by(request.user).select_related("provider", "approved_version")
    return get_object_or_404(offers, provider__slug=slug, pk=pk)


def answer(
    request: HttpRequest,
    form: Any,
    store: Callable[[], Any],
    *,
    template: str,
    context: dict[str, Any],
    then: Callable[[Any], str],
    done: Wording = "",
) -> HttpResponse:
    """`form` is a form or a formset, `store` hands it to a service, and `then` says where to go with what came of it.

    What a service refuses is shown at its field, with everything that was typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = store()
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            if done:
                messages.success(request, str(done))
            return redirect(then(result))
    return render(request, template, {**context, "form": form})


def act(request: HttpRequest, store: Callable[[], Any], *, then: str, done: Wording) -> HttpResponse:
    """For a button without questions: do it and say so, or say why not."""
    try:
        store()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(done))
    return redirect(then)


def refuse(form: forms.BaseForm | forms.BaseFormSet[Any], refusal: DomainError) -> None:
    if isinstance(form, forms.BaseFormSet):
        form.non_form_errors().append(str(refusal.message))
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
