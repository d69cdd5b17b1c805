"""The form that the policy makes for one check type."""

import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core import clock
from vetting.admin.forms import DateInput
from vetting.enums import CheckOutcome, ConditionsCode, EvidenceRoute
from vetting.rules.policy import CheckType, Field

LAST_FOUR = RegexValidator(r"^[0-9A-Za-z]{4}$", _("Enter the last four characters, and no more of it."))
DETAIL = "detail_"
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class CheckForm(forms.Form):
    """How and with what outcome a check was made, and the evidence fields that the policy lists for its type: no others."""

    def __init__(self, *args: Any, check_type: CheckType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            **_how(check_type),
            **_dates(check_type),
            **{f"{DETAIL}{field.name}": _detail(field) for field in check_type.fields},
        }

    def recording(self) -> dict[str, Any]:
        """What was entered, as record_check takes it: what was left empty is left out."""
        entered = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        details = {name.removeprefix(DETAIL): _kept(value) for name, value in entered.items() if name.startswith(DETAIL)}
        return {name: value for name, value in entered.items() if not name.startswith(DETAIL)} | {"details": details}


def _how(check_type: CheckType) -> dict[str, forms.Field]:
    routes = [choice for choice in EvidenceRoute.choices if choice[0] in check_type.routes]
    conditions = [("", _("None")), *ConditionsCode.choices]
    return {
        "route": forms.ChoiceField(label=_("How it was seen"), choices=routes, initial=routes[0][0], widget=forms.RadioSelect),
        "outcome": forms.ChoiceField(label=_("Outcome"), choices=CheckOutcome.choices, widget=forms.RadioSelect),
        "conditions_code": forms.ChoiceField(label=_("Condition, for a pass with conditions"), choices=conditions, required=False),
    }


def _dates(check_type: CheckType) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {"performed_on": forms.DateField(label=_("Made on"), widget=DateInput, initial=clock.today)}
    if check_type.records_issue:
        fields["issued_on"] = forms.DateField(label=_("Issued on"), widget=DateInput)
    if check_type.records_last4:
        fields["certificate_last4"] = forms.CharField(
            label=_("Last four characters of the certificate's number"), validators=[LAST_FOUR], widget=forms.TextInput(attrs={"size": 6})
        )
    if check_type.validity.given:
        fields["expires_on"] = forms.DateField(label=_("Last day on which it holds"), widget=DateInput, required=False)
    return fields


def _detail(field: Field) -> forms.Field:
    choices = list(field.options.items())
    asked: dict[str, Any] = {"label": field.label, "required": field.required}
    match field.type:
        case "choice":
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **asked)
        case "choices":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **asked)
        case "yes_no":
            return forms.TypedChoiceField(choices=YES_NO, coerce=lambda value: value == "yes", widget=forms.RadioSelect, **asked)
        case "date":
            return forms.DateField(widget=DateInput, **asked)
        case "whole_number":
            return forms.IntegerField(min_value=0, **asked)
        case "link":
            return forms.URLField(assume_scheme="https", **asked)
    return forms.CharField(max_length=field.max_length or None, **asked)


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
