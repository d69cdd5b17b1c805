"""What sign-up asks beyond the package's own fields, and changing one's name."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ModelForm

LONGEST_NAME = 80


class SignupFields(forms.Form):
    """Mixed into the package's sign-up form by ACCOUNT_SIGNUP_FORM_CLASS. Its adapter stores fields of these names by itself."""

    first_name = forms.CharField(
        label=_("First name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Required by the package; there is nothing left to do."""


class NameForm(ModelForm):
    first_name = SignupFields.base_fields["first_name"]
    last_name = SignupFields.base_fields["last_name"]

    class Meta:
        model = User
        fields = ["first_name", "last_name"]
