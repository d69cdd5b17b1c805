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
    form: Any,
    store: Callable[[], Any],
    *,
    template: str,
    then: str | Callable[[Any], str],
    done: Wording = "",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """On a valid POST call `store`, say `done` and go to `then`; otherwise render the template with `form` in its context.

    `form` is a form or a formset; `then` an address, or what gives one for that which came of `store`. What a service refuses is shown at
    its field, or above the form where it names none of the form's.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = store()
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            if done:
                messages.success(request, str(done))
            return redirect(then(result) if callable(then) else then)
    return render(request, template, {**(context or {}), "form": form})


def refuse(form: forms.BaseForm | forms.BaseFormSet[Any], refusal: DomainError) -> None:
    """Say in the form what a service refused, with everything that was typed."""
    if isinstance(form, forms.BaseFormSet):
        form.non_form_errors().append(str(refusal.message))
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))


def answer_button(request: HttpRequest, act: Callable[[], Any], *, then: str, done: Wording) -> HttpResponseRedirect:
    """For a button without questions: do it and say so, or say why not; then go to the page that it stood on."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, str(done))
    return redirect(then)
