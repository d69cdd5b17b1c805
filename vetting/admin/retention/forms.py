"""What is asked of who sets a hold."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import DateInput
from vetting.enums import HoldReason


class ReviewForm(forms.Form):
    review_on = forms.DateField(
        label=_("When does somebody look whether it is still needed?"), widget=DateInput, help_text=_("Within the next twelve months.")
    )


class HoldForm(ReviewForm):
    reason = forms.ChoiceField(label=_("Why"), choices=HoldReason.choices, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Number of the matter"),
        max_length=40,
        help_text=_("Where it can be read up, such as LEG/2027/0041. No names, and nothing of what it is about."),
    )
    field_order = ["reason", "reference", "review_on"]
