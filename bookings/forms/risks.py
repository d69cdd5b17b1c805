"""One decision about dates at risk, for one of them or for all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.enums import CancelReason, Party
from bookings.forms.answers import PROVIDER_CANCELS, SCHOOL_CANCELS
from bookings.models import Session
from core.forms import Form
from core.widgets import Checkboxes, Radios

KEEP, SUBSTITUTE, CALL_OFF = "keep", "substitute", "call_off"


class RiskForm(Form):
    """`people` are those who could come, with the dates on which they can, in words. What is not possible is not offered."""

    label_size = "m"
    mark_optional = False

    sessions = forms.TypedMultipleChoiceField(label=gettext_lazy("Which dates?"), coerce=int, widget=Checkboxes)
    decision = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"), error_messages={"required": gettext_lazy("Choose what you decide")}
    )
    person = forms.TypedChoiceField(label=gettext_lazy("Who could come"), required=False, coerce=int, empty_value=None)
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), required=False)

    def __init__(
        self, *args: Any, sessions: Sequence[Session], people: Mapping[int, str], party: str, may_keep: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"sessions": [session.pk for session in sessions]}, **kwargs)
        self._choose("sessions", [(session.pk, date_format(session.date, "l j F Y")) for session in sessions])
        self._choose("person", [("", _("Choose one")), *people.items()])
        reasons = SCHOOL_CANCELS if party == Party.SCHOOL else PROVIDER_CANCELS
        labels = {CancelReason.NO_LONGER_CLEARED: _("They are currently unavailable")}
        self._choose("reason", [("", _("Choose one")), *((reason, labels.get(reason, reason.label)) for reason in reasons)])
        offered = {
            KEEP: _("Keep it, and wait") if may_keep else "",
            SUBSTITUTE: _("Ask for somebody else of theirs") if party == Party.SCHOOL else _("Propose somebody else of ours"),
            CALL_OFF: _("Call it off"),
        }
        shown = [(value, label) for value, label in offered.items() if label and (value != SUBSTITUTE or people)]
        self.fields["decision"].widget = Radios(
            hints={
                KEEP: _("The time stays taken. It is confirmed once what is missing is there, or called off two school days before."),
                SUBSTITUTE: _("Free and cleared on these dates. It is firm once the other side says yes."),
                CALL_OFF: _("The other side is told. It costs nothing."),
            },
            reveals={SUBSTITUTE: "person", CALL_OFF: "reason"},
        )
        self._choose("decision", shown)

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # each of them offers choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == SUBSTITUTE and not cleaned.get("person"):
            self.add_error("person", _("Choose who could come"))
        if cleaned.get("decision") == CALL_OFF and not cleaned.get("reason"):
            self.add_error("reason", _("Choose a reason"))
        return cleaned
