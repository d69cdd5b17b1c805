"""Forms of officers. Short, coded where they can be; no file, no room for a narrative."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from schools.models import NumberSource
from vetting.enums import ClearanceLevel, DecisionOutcome, SuspensionGround


class DateInput(forms.DateInput):
    """The browser's own field for a day: typed or picked, by keyboard too, without a script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


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


class RevokeForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("mistake", _("It was recorded by mistake")), ("no_longer_stands", _("It no longer stands"))],
        widget=forms.RadioSelect,
    )


class SuspendForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=SuspensionGround.choices,
        widget=forms.RadioSelect,
        help_text=_("For officers alone: everybody else reads “currently unavailable”. Don't record details here or anywhere else."),
    )


class MomentInput(forms.DateTimeInput):
    """A day and a time of day, in London."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class JoinForm(forms.Form):
    """The officer has rung the school on a number that the applicant did not give."""

    number_source = forms.ChoiceField(
        label=_("Where did you find the number that you rang?"), choices=NumberSource.choices, widget=forms.RadioSelect
    )
    spoke_to_role = forms.CharField(
        label=_("Whom did you speak to?"), max_length=80, help_text=_("Their job, such as “business manager”, not their name.")
    )
    rung_at = forms.DateTimeField(label=_("When did you ring?"), widget=MomentInput)
    makes_approver = forms.BooleanField(
        label=_("The school says that they may also approve bookings"),
        required=False,
        help_text=_("Only a head, or somebody a head named, approves. A school's administrator can give this role later too."),
    )


class DeclineJoinForm(forms.Form):
    reason = forms.CharField(label=_("Why, in a sentence that they will read"), max_length=200)
