"""What referees answer: codes and a number to ring, with no room for a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import Form
from core.widgets import Radios
from vetting.enums.references import Contentment, KnownFor, RefereeKind, SeenWithChildren

NO_FILES = gettext_lazy("No files are taken here. Nothing of a letter or document is kept: answer the questions.")


class ReferenceForm(Form):
    label_size = "m"
    mark_optional = False

    known_as = forms.ChoiceField(label=gettext_lazy("How do you know them?"), choices=RefereeKind.choices, widget=Radios)
    known_for = forms.ChoiceField(label=gettext_lazy("For how long?"), choices=KnownFor.choices, widget=Radios)
    seen_with_children = forms.ChoiceField(
        label=gettext_lazy("Have you seen them with children or young people?"), choices=SeenWithChildren.choices, widget=Radios
    )
    content = forms.ChoiceField(
        label=gettext_lazy("Would you be content for them to work with children?"), choices=Contentment.choices, widget=Radios
    )
    has_concern = forms.TypedChoiceField(
        label=gettext_lazy("Is there anything that worries you?"),
        help_text=gettext_lazy("Don't write it down here: an officer rings you and listens."),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes, please ring me"))],
        coerce=lambda value: value == "yes",
        widget=Radios,
    )
    phone = forms.CharField(
        label=gettext_lazy("A number on which an officer can ring you"),
        help_text=gettext_lazy("Needed only if you are to be rung. Forgotten six months after the decision."),
        required=False,
        max_length=20,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        rings = cleaned.get("has_concern") or cleaned.get("content") in (Contentment.NO, Contentment.RING)
        if rings and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Give a number on which an officer can ring you"))
        return cleaned
