from typing import Any, cast

from allauth.account.views import SignupView as PackageSignupView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import SIGN_UP_AS, SignUpAs
from accounts.forms.names import NameForm
from accounts.models import User
from accounts.policies import can_remove_authenticator
from accounts.services.people import change_name

INVITED = "account_verified_email"  # where the sign-in package keeps an address that is known to be the visitor's


class SignupView(PackageSignupView):
    """Sign-up that remembers what somebody came for: ?as=school or ?as=provider.

    Whoever comes from an invitation (see accounts.adapter.expect_invited) signs up with the invited address. An ?as= begins anew, so that
    the next person at a shared computer is not held to it.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("as") in SignUpAs.values:
            request.session[SIGN_UP_AS] = request.GET["as"]
            request.session.pop(INVITED, None)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form: Form = super().get_form(form_class)
        if invited := self.request.session.get(INVITED):
            field = form.fields["email"]
            field.initial, field.disabled, field.help_text = invited, True, _("The invitation was sent to this address.")
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "sign_up_as": self.request.session.get(SIGN_UP_AS, ""),
            "invited": INVITED in self.request.session,
        }


class RemovePasskeyView(RemoveWebAuthnView):
    """Taking a passkey away. The package asks the adapter before it removes an app, but not before it removes a passkey."""

    def form_valid(self, form: Form) -> HttpResponse:
        if not can_remove_authenticator(cast(User, self.request.user), self.object):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        response: HttpResponse = super().form_valid(form)
        return response


@login_required
@require_http_methods(["GET", "POST"])
def edit_name(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = NameForm(request.POST or None, instance=user)
    if form.is_valid():
        change_name(by=user, user=user, **form.cleaned_data)
        messages.success(request, _("Your name was changed."))
        return redirect("accounts:name-edit")
    return render(request, "accounts/name_edit.html", {"form": form})
