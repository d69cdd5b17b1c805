"""What the audit pages can be narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import DateInput
from vetting.queries.audit.log import GROUPS, Asked


class NarrowForm(forms.Form):
    who = forms.CharField(label=_("Who acted"), required=False, max_length=80)
    provider = forms.CharField(label=_("Provider"), required=False, max_length=80)
    first = forms.DateField(label=_("From"), required=False, widget=DateInput)
    last = forms.DateField(label=_("To"), required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("This is before the first day. Turn the two round."))
        return cleaned

    @property
    def asked(self) -> Asked:
        """What was typed, as far as it can be read."""
        return Asked(**(self.cleaned_data if self.is_valid() else {}))


class NarrowLogForm(NarrowForm):
    group = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *((key, label) for key, (label, _actions) in GROUPS.items())]
    )
    field_order = ["group", "who", "provider", "first", "last"]
