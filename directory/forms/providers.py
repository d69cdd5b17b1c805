"""What a provider says of itself."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from localflavor.gb.forms import GBPostcodeField

from accounts.models import User
from core.forms import Form
from core.widgets import Checkboxes, Radios
from directory.enums import ProviderKind
from directory.forms.guarded import GuardedForm
from directory.models import Provider
from directory.services import providers
from schools.enums import SchoolRole
from schools.models import School

KIND_HINTS = {
    ProviderKind.CBT_INDIVIDUAL.value: _("You teach in your own name: a gardener, a solicitor, a magician."),
    ProviderKind.CBT_ORGANISATION.value: _("A band, a club, a charity or a firm whose people teach."),
    ProviderKind.EMPLOYER.value: _("Pupils come to see where and how people work."),
    ProviderKind.THIRD_SPACE_HOST.value: _("A library, allotment, museum or hall where pupils learn."),
}
POSTCODE_HINT = _("Like NE23 6QW. The public sees its first half and a rough distance, never more.")
COMPANY_NUMBER = re.compile(r"^(?:[A-Z]{2}|[0-9]{2})[0-9]{6}$")
CHARITY_NUMBER = re.compile(r"^(?:SC|NIC)?[0-9]{5,7}(?:-[0-9]{1,2})?$")
TELEPHONE = re.compile(r"^\+?[0-9]{9,15}$")
NO_POSTCODE = _("This is not a British postcode. Write it in full, like NE23 6QW.")


def postcode_field(**options: Any) -> GBPostcodeField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"})
    return GBPostcodeField(**({"label": _("Postcode"), "widget": widget, "error_messages": {"invalid": NO_POSTCODE}} | options))


def web_address_field(**options: Any) -> forms.URLField:
    return forms.URLField(required=False, assume_scheme="https", widget=forms.URLInput(attrs={"autocomplete": "url"}), **options)


def kinds_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What are you?"), choices=ProviderKind.choices, widget=Checkboxes(hints=KIND_HINTS), help_text=_("Choose all that apply.")
    )


def _school_field(schools: QuerySet[School]) -> forms.ModelChoiceField[School]:
    return forms.ModelChoiceField(
        label=_("Is this a school that you run?"),
        queryset=schools,
        required=False,
        widget=Radios,
        empty_label=_("No"),
        help_text=_("A school can offer its hall, its kitchen or its people to others."),
    )


class StartForm(Form):
    """The least that is needed to begin. An administrator of a school may begin in its name."""

    kinds = kinds_field()
    name = forms.CharField(
        label=_("Name"), max_length=120, min_length=2, help_text=_("As schools will read it: the name of your organisation, or your own.")
    )
    postcode = postcode_field(help_text=POSTCODE_HINT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runs = School.objects.filter(
            members__user=user, members__left_at=None, members__roles__role=SchoolRole.ADMINISTRATOR, provider=None, is_active=True
        )
        if runs.exists():
            self.fields["school"] = _school_field(runs)

    def store(self, *, by: User) -> Provider:
        return providers.create_provider(by=by, **self.cleaned_data)


class ProfileForm(GuardedForm):
    kinds = kinds_field()
    website = web_address_field(label=_("Website"), help_text=_("Like https://www.example.org"))
    postcode = postcode_field(help_text=POSTCODE_HINT)

    class Meta:
        model = Provider
        fields = [
            "name",
            "kinds",
            "summary",
            "description",
            "postcode",
            "website",
            "contact_email",
            "contact_phone",
            "company_number",
            "charity_number",
        ]
        labels = {
            "name": _("Name"),
            "summary": _("In one sentence"),
            "description": _("About you"),
            "contact_email": _("E-mail address"),
            "contact_phone": _("Telephone"),
            "company_number": _("Company number"),
            "charity_number": _("Charity number"),
        }
        help_texts = {
            "name": _("As schools will read it."),
            "summary": _("What you do and for whom. It stands under your name."),
            "description": _("What a teacher would want to know before they write to you."),
            "contact_email": _("Requests and questions go here. It is never shown on the site."),
            "contact_phone": _("For the day of a session. Only schools that have booked see it."),
            "company_number": _("If you are a company: eight letters and numbers."),
            "charity_number": _("If you are a charity."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
            "description": forms.Textarea(attrs={"rows": 8, "maxlength": 4000}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}),
            "company_number": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            "charity_number": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        }

    def clean_company_number(self) -> str:
        number: str = self.cleaned_data["company_number"].replace(" ", "").upper()
        if number and not COMPANY_NUMBER.match(number):
            raise forms.ValidationError(_("Enter the eight letters and numbers of Companies House, like 01234567 or SC123456"))
        return number

    def clean_charity_number(self) -> str:
        number: str = self.cleaned_data["charity_number"].replace(" ", "").upper()
        if number and not CHARITY_NUMBER.match(number):
            raise forms.ValidationError(_("Enter the number of the charity register, like 1234567 or SC012345"))
        return number

    def clean_contact_phone(self) -> str:
        number: str = self.cleaned_data["contact_phone"].strip()
        if number and not TELEPHONE.match(re.sub(r"[\s().-]", "", number)):
            raise forms.ValidationError(_("Enter the whole number with its area code, like 01670 555123"))
        return number

    def store(self, *, by: User) -> Provider:
        return providers.edit_provider(by=by, provider=Provider.objects.get(pk=self.instance.pk), **self.answers())
