"""What officers enter about accreditation: days and kinds, no words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from directory.enums import OfferKind
from vetting.admin.forms import DateInput


class InductionForm(forms.Form):
    on = forms.DateField(label=_("Day of the induction"), widget=DateInput, initial=clock.today)


class AccreditForm(forms.Form):
    kinds = forms.MultipleChoiceField(label=_("For"), choices=OfferKind.choices, widget=forms.CheckboxSelectMultiple)
    until = forms.DateField(label=_("Last day"), widget=DateInput)
