"""What is answered with one tap, and the reason that goes with a no."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.enums import CancelReason, DeclineReason, Party, PartyAnswer
from core.forms import Form
from core.widgets import Radios

PROVIDER_REASONS = (DeclineReason.DATES, DeclineReason.GROUP, DeclineReason.TOO_FAR, DeclineReason.NOT_NOW, DeclineReason.OTHER)
SCHOOL_REASONS = (DeclineReason.BUDGET, DeclineReason.DATES, DeclineReason.NOT_NOW, DeclineReason.OTHER)
SCHOOL_CANCELS = (
    CancelReason.SCHOOL_CLOSED,
    CancelReason.GROUP_UNAVAILABLE,
    CancelReason.STAFFING,
    CancelReason.TRANSPORT,
    CancelReason.WEATHER,
    CancelReason.NO_LONGER_CLEARED,
    CancelReason.NO_LONGER_NEEDED,
)
PROVIDER_CANCELS = (CancelReason.PROVIDER_UNAVAILABLE, CancelReason.VENUE_UNAVAILABLE, CancelReason.WEATHER, CancelReason.NO_LONGER_NEEDED)
QUESTION = "question"


class ProviderAnswerForm(Form):
    """Yes is a button of its own; no comes with a reason."""

    answer = forms.ChoiceField(choices=PartyAnswer.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"), required=False, widget=Radios, choices=[(reason, reason.label) for reason in PROVIDER_REASONS]
    )
    note = forms.CharField(
        label=gettext_lazy("A word to the school"), required=False, max_length=300, widget=forms.Textarea({"rows": 3, "maxlength": 300}),
        help_text=gettext_lazy("Other dates that would suit you, say."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == PartyAnswer.NO and not cleaned.get("reason"):
            self.add_error("reason", _("Choose a reason, so that the school knows what could be different"))
        return cleaned


class ApprovalForm(Form):
    """Approve, ask a question first, or not."""

    label_size = "m"
    mark_optional = False

    accepts_assurance = forms.BooleanField(label=gettext_lazy("Our school accepts this assurance"), required=False)
    visit_plan_agreed = forms.BooleanField(
        label=gettext_lazy("Our visits coordinator has agreed the plan for this visit"), required=False,
        help_text=gettext_lazy("Pupils leave the school for this."),
    )  # fmt: skip
    answer = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[
            (PartyAnswer.YES, gettext_lazy("Approve")),
            (QUESTION, gettext_lazy("Ask a question first")),
            (PartyAnswer.NO, gettext_lazy("Do not approve")),
        ],
        widget=Radios(
            hints={
                PartyAnswer.YES: gettext_lazy("Both sides are told, and the dates are firm."),
                QUESTION: gettext_lazy("The hold stays while they answer."),
                PartyAnswer.NO: gettext_lazy("The dates are let go. You give a short reason."),
            },
            reveals={QUESTION: "question", PartyAnswer.NO: "reason"},
        ),
        error_messages={"required": gettext_lazy("Choose what you decide")},
    )
    question = forms.CharField(
        label=gettext_lazy("Your question"), required=False, max_length=400, widget=forms.Textarea({"rows": 3, "maxlength": 400}),
        help_text=gettext_lazy("Goes to the coordinator who asked. Never write a pupil's name."),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        required=False,
        choices=[("", gettext_lazy("Choose one")), *((reason, reason.label) for reason in SCHOOL_REASONS)],
    )

    def __init__(self, *args: Any, needs_acceptance: bool, is_off_site: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_acceptance:
            del self.fields["accepts_assurance"]
        if not is_off_site:
            del self.fields["visit_plan_agreed"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        match cleaned.get("answer"):
            case PartyAnswer.YES:
                self._need_ticks(cleaned)
            case PartyAnswer.NO if not cleaned.get("reason"):
                self.add_error("reason", _("Choose a reason"))
            case "question" if not cleaned.get("question", "").strip():
                self.add_error("question", _("Write your question"))
        return cleaned

    def _need_ticks(self, cleaned: dict[str, Any]) -> None:
        if "accepts_assurance" in self.fields and not cleaned.get("accepts_assurance"):
            self.add_error("accepts_assurance", _("Tick that your school accepts the assurance, or ask a question first"))
        if "visit_plan_agreed" in self.fields and not cleaned.get("visit_plan_agreed"):
            self.add_error("visit_plan_agreed", _("Tick that the visit plan is agreed, or ask a question first"))


class CancelForm(Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), widget=Radios)

    def __init__(self, *args: Any, party: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = SCHOOL_CANCELS if party == Party.SCHOOL else PROVIDER_CANCELS
        labels = {CancelReason.NO_LONGER_CLEARED: _("They are currently unavailable")}
        self.fields["reason"].choices = [(reason, labels.get(reason, reason.label)) for reason in reasons]  # type: ignore[attr-defined]


class MessageForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Write to your colleagues about this"), max_length=400, widget=forms.Textarea({"rows": 3, "maxlength": 400}),
        help_text=gettext_lazy("Only members of your school see it. Never write a pupil's name."),
    )  # fmt: skip
