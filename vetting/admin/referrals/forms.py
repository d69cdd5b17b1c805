"""What leads say of a referral: codes, a day and a reference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import DateInput
from vetting.enums import ReferralKind, ReferralReason
from vetting.states import ReferralEvent


class DecideForm(forms.Form):
    event = forms.ChoiceField(label=_("What do you answer?"), choices=ReferralEvent.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why?"), choices=ReferralReason.choices, widget=forms.RadioSelect)
    made_on = forms.DateField(label=_("If it was made: on which day?"), required=False, widget=DateInput)
    reference = forms.CharField(label=_("Their reference"), required=False, help_text=_("Such as LADO/2026/0173. Nothing else."))


class RaiseForm(forms.Form):
    kind = forms.ChoiceField(label=_("To whom might a referral be due?"), choices=ReferralKind.choices, widget=forms.RadioSelect)
