"""What officers fill in about a case. Short, coded where it can be; no file, no room for a narrative."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from vetting.enums import ClearanceLevel, DecisionOutcome


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note for officers"),
        max_length=200,
        help_text=_("200 characters. No evidence and no concerns: a concern goes to the safeguarding lead or the LADO, by telephone."),
    )


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("What do you need from the provider?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read this. Don't ask them to send certificates or documents."),
    )


class HandOverForm(forms.Form):
    """To one of the colleagues who could have the case."""

    to = forms.ModelChoiceField(label=_("To whom?"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None)
    note = forms.CharField(
        label=_("What should they know?"),
        max_length=200,
        help_text=_("Kept as a note that only officers read. No evidence and no concerns."),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class SendBackForm(forms.Form):
    note = forms.CharField(
        label=_("What should be looked at again?"), max_length=200, help_text=_("Kept as a note that only officers read.")
    )


class RecommendForm(forms.Form):
    outcome = forms.ChoiceField(label=_("You recommend"), choices=DecisionOutcome.choices, widget=forms.RadioSelect)


class ClearForm(forms.Form):
    """The decision to clear, at one of the levels for which everything is in place."""

    outcome = forms.CharField(initial=DecisionOutcome.CLEARED, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Cleared for"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, levels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [choice for choice in ClearanceLevel.choices if choice[0] in levels]  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    outcome = forms.CharField(initial=DecisionOutcome.DECLINED, widget=forms.HiddenInput)
    message = forms.CharField(
        label=_("What the provider can do next"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The provider reads this in the mail. Not a place for findings."),
    )


class RulingForm(forms.Form):
    """What an officer rules where the law gives no number."""

    is_regulated = forms.TypedChoiceField(
        label=_("Is it regulated activity?"),
        choices=[("yes", _("Yes, it is regulated activity")), ("no", _("No, it is not"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Your reason"),
        max_length=200,
        help_text=_("About how often and with whom, not about the person. It is kept with the ruling."),
    )
