from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import NumberInput, Radios
from vetting.enums import RefereeKind
from vetting.models import VettingAuthority
from vetting.services.cases.handling import LONGEST_QUESTION


class SubmitForm(Form):
    """Sends an offer in. Who vets is asked only where there is a choice."""

    authority = forms.ModelChoiceField(
        label=_("Who should look at it"),
        help_text=_("Usually the authority in whose area you are."),
        queryset=VettingAuthority.objects.none(),
        required=False,
        empty_label=_("The one near us"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        authorities = VettingAuthority.objects.order_by("name")
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(authorities) < 2:
            del self.fields["authority"]


class AnswerForm(Form):
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what you did or where it can be seen. Please paste nothing from a certificate, and write no pupil's name."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_QUESTION}),
    )


class RefereeForm(Form):
    name = forms.CharField(label=_("Their name"), max_length=80)
    email = forms.EmailField(label=_("Their e-mail address"), help_text=_("Their own, not one that you share."), max_length=254)
    kind = forms.ChoiceField(label=_("How do they know the person?"), choices=RefereeKind.choices, widget=Radios)
    known_since = forms.IntegerField(label=_("Since which year?"), widget=NumberInput(width=4), min_value=1940)
