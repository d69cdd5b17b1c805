"""What a lead writes down of a panel: a day, a number and codes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import DateInput
from vetting.enums.panels import PanelCondition, PanelOutcome
from vetting.models.panels import LEAST_MEMBERS

MOST_MEMBERS = 20


class RecordForm(forms.Form):
    held_on = forms.DateField(label=_("On which day was it held?"), widget=DateInput)
    members = forms.IntegerField(
        label=_("How many members sat?"),
        min_value=LEAST_MEMBERS,
        max_value=MOST_MEMBERS,
        help_text=_("Two at least. Their names stay outside."),
    )
    outcome = forms.ChoiceField(label=_("What did it find?"), choices=PanelOutcome.choices, widget=forms.RadioSelect)
    conditions = forms.MultipleChoiceField(
        label=_("On which conditions?"),
        choices=PanelCondition.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where it found suitable, with conditions. Then one at least."),
    )
