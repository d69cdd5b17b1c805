"""Two questions with fixed answers, and no room for a story."""

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import Form
from core.widgets import Radios
from vetting.enums import HaveAgain, Learned


class ObservationForm(Form):
    label_size = "m"
    mark_optional = False

    learned = forms.ChoiceField(
        label=gettext_lazy("Did pupils get to learn or do what was promised?"), choices=Learned.choices, widget=Radios
    )
    have_again = forms.ChoiceField(
        label=gettext_lazy("Would you have them again with this age group?"), choices=HaveAgain.choices, widget=Radios
    )
