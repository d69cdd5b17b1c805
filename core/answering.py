"""The round that a form makes: show it, check it, hand it to a service, say what was done, or why not, with all that was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from core.exceptions import DomainError
from core.parts import Wording


def answer_form(
    request: HttpRequest,
    form: forms.BaseForm,
    store: Callable[[], Any],
    *,
    template: str,
    then: str,
    done: Wording,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """On a valid POST call `store`, say `done` and go to `then`; otherwise render the template with `form` in its context.

    What a service refuses is shown at its field, or above the form where it names none of the form's.
    """
    if request.method == "POST" and form.is_valid():
        try:
            store()
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        else:
            messages.success(request, str(done))
            return redirect(then)
    return render(request, template, {**(context or {}), "form": form})


def answer_button(request: HttpRequest, act: Callable[[], Any], *, then: str, done: Wording) -> HttpResponseRedirect:
    """For a button without questions: do it and say so, or say why not; then go to the page that it stood on."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(done))
    return redirect(then)
