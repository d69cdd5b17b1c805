"""What officers say of a concern: codes, a time and a reference."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import MomentInput
from vetting.enums import ConcernOutcome, ConcernRoute


class RaiseForm(forms.Form):
    about = forms.ChoiceField(label=_("About whom?"), widget=forms.RadioSelect)
    route = forms.ChoiceField(label=_("Who was told?"), choices=ConcernRoute.choices, widget=forms.RadioSelect)
    told_at = forms.DateTimeField(label=_("When?"), widget=MomentInput)
    reference = forms.CharField(
        label=_("Their reference"), required=False, help_text=_("Such as LADO/2026/0173. Don't record details here or anywhere else.")
    )
    asks_suspension = forms.BooleanField(label=_("Bookings should stop until somebody has looked"), required=False)

    def __init__(self, *args: Any, about: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = about  # type: ignore[attr-defined]  # a choice field's own


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=ConcernOutcome.choices, widget=forms.RadioSelect)
