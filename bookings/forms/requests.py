"""Steps 3 and 4 of asking: what pupils need, and the last look. What was typed is kept, and judged again when it is asked."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bookings.queries.drafts import Draft, supervision_choices
from bookings.queries.requests import (
    adults_needed,
    adults_problem,
)
from bookings.rules.names import looks_personal
from core.forms import Form
from core.widgets import Checkboxes, NumberInput, Radios
from directory.enums import Adjustment, Offered, SupervisionMode
from directory.models import OfferVersion


class AccessForm(Form):
    """Step 3: what pupils need, who is with them, and a word to the provider."""

    adjustments = forms.MultipleChoiceField(label=gettext_lazy("What should they adjust?"), required=False, widget=Checkboxes)
    supervision = forms.ChoiceField(label=gettext_lazy("Who watches?"), widget=Radios)
    adults = forms.IntegerField(label=gettext_lazy("How many of your staff come?"), min_value=1, max_value=100, widget=NumberInput)
    message = forms.CharField(
        label=gettext_lazy("A message to the provider"), required=False, max_length=600,
        widget=forms.Textarea({"rows": 4, "maxlength": 600}),
        help_text=gettext_lazy("About the group as a whole. Never write a pupil's name, diagnosis or address."),
    )  # fmt: skip
    message_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: OfferVersion, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.draft = version, draft
        self._offer_adjustments()
        modes = supervision_choices(version)
        self.fields["supervision"].choices = [(mode, SupervisionMode(mode).label) for mode in modes]  # type: ignore[attr-defined]
        if len(modes) == 1:
            del self.fields["supervision"]
        self.fields["adults"].help_text = self._adults_help()

    def _offer_adjustments(self) -> None:
        needs = self.draft.group.access_needs if self.draft.group else {}
        offered = {code: answer for code, answer in self.version.adjustments.items() if answer.get("offered") != Offered.NO}
        shown = [code for code in Adjustment.values if code in offered or code in needs]
        field = self.fields["adjustments"]
        field.widget = Checkboxes(hints={code: _offered_words(self.version.adjustments.get(code), needs.get(code)) for code in shown})
        field.choices = [(code, Adjustment(code).label) for code in shown]  # type: ignore[attr-defined]
        if not shown:
            del self.fields["adjustments"]

    def _adults_help(self) -> str:
        if not self.version.pupils_per_adult or not self.draft.pupils:
            return ""
        needed = adults_needed(self.version, self.draft.pupils)
        return ngettext("This offer asks for %(needed)s adult.", "This offer asks for %(needed)s adults.", needed) % {"needed": needed}

    def clean_adults(self) -> int:
        adults: int = self.cleaned_data["adults"]
        problem = adults_problem(self.version, adults, self.draft.pupils or 0)
        if problem:
            raise forms.ValidationError(problem)
        return adults

    def clean(self) -> dict[str, Any]:
        """A message that looks as if it named a pupil is questioned once; who sends the same words again has looked."""
        cleaned = super().clean() or {}
        message = cleaned.get("message", "")
        doubt = looks_personal(message)
        if doubt and cleaned.get("message_seen") != message:
            self.add_error("message", _("%(doubt)s If it does not, press Continue once more.") % {"doubt": doubt})
            shown = MultiValueDict({name: self.data.getlist(name) for name in self.data})  # type: ignore[attr-defined]  # a QueryDict
            shown["message_seen"] = message
            self.data = shown
        return cleaned


def _offered_words(answer: dict[str, Any] | None, pupils: int | None) -> str:
    match (answer or {}).get("offered"):
        case Offered.YES:
            words = _("They offer this")
        case Offered.WITH_NOTICE:
            words = _("They offer this with %(days)s days' notice") % {"days": (answer or {}).get("days") or _("some")}
        case Offered.DISCUSS:
            words = _("Ask: they would like to talk about it first")
        case Offered.NO:
            words = _("They say that they can't offer this. You can still ask")
        case _:
            words = _("They have not said. You can ask")
    note = str((answer or {}).get("note", ""))
    needed = _("Your group may need it.") if pupils else ""
    return " ".join(part for part in (f"{words}.", note, needed) if part)


class CheckForm(forms.Form):
    """Step 4: nothing to type. The fingerprint says what the page showed, the key that it is sent once."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
