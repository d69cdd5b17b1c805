"""The sign-in package's forms with labels in our words: ACCOUNT_FORMS and MFA_FORMS name them."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

LABELS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "oldpassword": _("Password that you have now"),
    "passwordless": _("Let this key sign me in by itself, without a password"),
}
NEW_PASSWORD_LABELS = {"password1": _("New password"), "password2": _("New password, once more")}


class OurWords:
    """Goes before a form of the package."""

    labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]  # the form that this goes before has them
        for name in fields.keys() & self.labels.keys():
            fields[name].label = self.labels[name]


class LoginForm(OurWords, account.LoginForm):
    pass


class SignupForm(OurWords, account.SignupForm):
    pass


class AddEmailForm(OurWords, account.AddEmailForm):
    pass


class ChangeEmailForm(OurWords, account.ChangeEmailForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    labels = LABELS | NEW_PASSWORD_LABELS


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    labels = LABELS | NEW_PASSWORD_LABELS


class SetPasswordForm(OurWords, account.SetPasswordForm):
    labels = LABELS | NEW_PASSWORD_LABELS


class AddWebAuthnForm(OurWords, webauthn.AddWebAuthnForm):
    """Adding a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].help_text = _("The device then asks for your finger, face or PIN each time.")
