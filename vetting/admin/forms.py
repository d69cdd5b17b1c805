"""Forms of officers. Short, coded where they can be; no file, no room for a narrative."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schools.models import NumberSource
from vetting.enums import SuspensionGround


class DateInput(forms.DateInput):
    """The browser's own field for a day: typed or picked, by keyboard too, without a script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RevokeForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[("mistake", _("It was recorded by mistake")), ("no_longer_stands", _("It no longer stands"))],
        widget=forms.RadioSelect,
    )


FOR_OFFICERS_ALONE = _("For officers alone: everybody else reads “currently unavailable”. Don't record details here or anywhere else.")
FOR_A_LEAD = _("This ground is for a vetting lead. Ask one, or choose a ground that takes effect at once.")
OTHERS_ARE_A_LEADS = _("One officer is enough for these. On any other ground a vetting lead suspends: ask one.")


class SuspendForm(forms.Form):
    """Offers only the grounds on which this officer may suspend."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect, error_messages={"invalid_choice": FOR_A_LEAD})

    def __init__(self, *args: Any, grounds: Sequence[SuspensionGround], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        field.choices = [(one.value, one.label) for one in grounds]  # type: ignore[attr-defined]  # a ChoiceField
        is_whole = len(grounds) == len(SuspensionGround)
        field.help_text = FOR_OFFICERS_ALONE if is_whole else format_lazy("{} {}", FOR_OFFICERS_ALONE, OTHERS_ARE_A_LEADS)


class WithdrawForm(forms.Form):
    at_request = forms.BooleanField(
        label=_("The provider itself asked for it"),
        required=False,
        help_text=_(
            "Then there is nothing to appeal against. Otherwise the provider can appeal, for as many working days as your policy says."
        ),
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
