import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.fields import DateField
from core.forms import Form
from core.widgets import AffixedInput, Checkboxes, NumberInput, Radios
from portal.queries.declarations import Question
from vetting.enums import AppealGround, ClearanceLevel, ConsentScope, RequirementReach
from vetting.enums.references import RefereeKind
from vetting.models import Check, VettingAuthority
from vetting.rules.details import LONGEST_PASTE
from vetting.rules.policy import CheckType, Field
from vetting.services.cases.handling import LONGEST_QUESTION
from vetting.states import CheckState


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


class AppealForm(Form):
    ground = forms.ChoiceField(label=_("Why should it be looked at again?"), choices=AppealGround.choices, widget=Radios)
    words = forms.CharField(
        label=_("What we should look at"),
        help_text=_("One or two sentences, at most %(length)d characters.") % {"length": LONGEST_PASTE},
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_PASTE}),
    )


class RefereeForm(Form):
    name = forms.CharField(label=_("Their name"), max_length=80)
    email = forms.EmailField(label=_("Their e-mail address"), help_text=_("Their own, not one that you share."), max_length=254)
    kind = forms.ChoiceField(label=_("How do they know the person?"), choices=RefereeKind.choices, widget=Radios)
    known_since = forms.IntegerField(label=_("Since which year?"), widget=NumberInput(width=4), min_value=1940)


class ListForm(Form):
    level = forms.ChoiceField(
        label=_("How far does your school rely on it?"),
        choices=[
            (ClearanceLevel.UNSUPERVISED, _("As far as the authority does")),
            (ClearanceLevel.SUPERVISED, _("Only with our staff in the room throughout")),
        ],
        widget=Radios(
            hints={
                ClearanceLevel.UNSUPERVISED: _("Each adult at the level for which they are cleared."),
                ClearanceLevel.SUPERVISED: _("For dates without your staff in the room you accept each provider by itself."),
            }
        ),
    )


class RequirementForm(Form):
    check_type = forms.ChoiceField(label=_("Which check?"))
    reach = forms.ChoiceField(label=_("Of whom?"), choices=RequirementReach.choices, widget=Radios)

    def __init__(self, *args: object, checks: Iterable[CheckType], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((check.code, check.name) for check in checks), key=lambda one: one[1])
        self.fields["check_type"].choices = [("", _("Choose one")), *named]  # type: ignore[attr-defined]  # a ChoiceField


class ConsentForm(Form):
    scope = forms.ChoiceField(label=_("What may be looked up?"), choices=ConsentScope.choices, widget=Radios)


NO_FILES = _("No files are taken here. Nothing of a certificate or document is kept: answer the questions.")
DETAIL = "detail_"  # before the names of the policy's fields, which would else meet the form's own
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class WholeNumberField(forms.IntegerField):
    """A number as people write it: 5,000,000 or £5 000 000."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "").replace(" ", "").removeprefix("£") if isinstance(value, str) else value)


class DeclarationForm(Form):
    """One check in one's own words: the fields that the policy lists for it, and a word that it is so."""

    def __init__(self, *args: Any, check_type: CheckType, statement: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in check_type.fields:
            self.fields[f"{DETAIL}{field.name}"] = _asked(field)
        if check_type.validity.given:
            self.fields["expires_on"] = DateField(label=_("Last day on which it holds"), help_text=_("As it says, like 31 8 2027"))
        self.fields["is_true"] = forms.BooleanField(label=statement)

    @property
    def answers(self) -> dict[str, Any]:
        """As vetting.services.checks.declaring.declare takes them."""
        given = {name.removeprefix(DETAIL): value for name, value in self.cleaned_data.items() if name.startswith(DETAIL)}
        kept = {name: _plain(value) for name, value in given.items() if value not in (None, "", [])}
        return {"details": kept, "expires_on": self.cleaned_data.get("expires_on")}

    def field_of(self, name: str) -> str | None:
        """Which field of this form a refusal is about; None for the form as a whole."""
        return next((known for known in (name, f"{DETAIL}{name}") if known in self.fields), None)


def _asked(field: Field) -> forms.Field:
    asked: dict[str, Any] = {"label": field.label, "required": field.required}
    match field.type:
        case "choice":
            return forms.ChoiceField(choices=[*field.options.items()], widget=Radios, **asked)
        case "choices":
            return forms.MultipleChoiceField(choices=[*field.options.items()], widget=Checkboxes, **asked)
        case "yes_no":
            return forms.TypedChoiceField(choices=YES_NO, coerce=lambda value: value == "yes", empty_value=None, widget=Radios, **asked)
        case "date":
            return DateField(help_text=_("Like 27 1 2026"), **asked)
        case "whole_number":
            is_money = field.name.endswith("_gbp")
            return WholeNumberField(min_value=0, widget=AffixedInput(prefix="£", width=10) if is_money else NumberInput(width=5), **asked)
        case "link":
            return forms.URLField(assume_scheme="https", **asked)
    return forms.CharField(max_length=field.max_length, help_text=_("A few words; nothing copied from a document."), **asked)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def starting_answers(question: Question, last: Check | None) -> dict[str, Any]:
    """What was answered before, to be corrected; of an answer that counts already, everything but its days."""
    today = clock.today()
    start: dict[str, Any] = {}
    for field in question.check_type.fields:
        value = last.details.get(field.name) if last else None
        if field.type == "date":
            agreed_now = field.name == "accepted_on"
            kept = datetime.date.fromisoformat(value) if value and last and last.state != CheckState.VERIFIED else None
            value = today if agreed_now else kept
        elif field.type == "yes_no" and value is not None:
            value = "yes" if value else "no"
        elif field.name == "version":
            value = question.authority.policy.version
        start[f"{DETAIL}{field.name}"] = value
    if last and last.state != CheckState.VERIFIED:
        start["expires_on"] = last.expires_on
    return start
