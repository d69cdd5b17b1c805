"""The four steps of asking. Each keeps what was typed; whether it can be had is judged again when it is asked."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bookings.models import Booking
from bookings.queries.dates import DateCode, DateOption
from bookings.queries.drafts import Draft, supervision_choices
from bookings.queries.requests import (
    adults_needed,
    adults_problem,
    dates_problem,
    most_pupils,
    pupils_problem,
    times_problem,
    years_problem,
)
from bookings.rules.names import looks_personal
from core.fields import TimeField
from core.forms import Form
from core.widgets import Checkboxes, NumberInput, Radios
from directory.cards import years_words
from directory.enums import Adjustment, Offered, SupervisionMode
from directory.models import OfferVersion
from schools.models import PupilGroup, School
from schools.queries.calendars import WholeTerm
from schools.queries.groups import years_taught
from schools.services.groups import LARGEST

SCHOOL_DAYS = range(5)
FRAME = ("term", "weekday", "starts", "ends")


class GroupForm(Form):
    """Step 1: a group that the school has."""

    mark_optional = False

    group = forms.ChoiceField(label=gettext_lazy("Your groups"), widget=Radios, error_messages={"required": gettext_lazy("Choose a group")})

    def __init__(self, *args: Any, groups: Mapping[str, PupilGroup], version: OfferVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups, self.version = groups, version
        field = self.fields["group"]
        field.widget = Radios(hints={key: _group_hint(group) for key, group in groups.items()})
        field.choices = [(key, group.label) for key, group in groups.items()]  # type: ignore[attr-defined]

    def clean_group(self) -> PupilGroup:
        group = self.groups[self.cleaned_data["group"]]
        problem = years_problem(self.version, group)
        if problem:
            raise forms.ValidationError(problem)
        return group


class NewGroupForm(Form):
    """Or a group that the school does not have here yet. Counts, never names."""

    mark_optional = False

    label = forms.CharField(
        label=gettext_lazy("What do you call it?"),
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write what you call the group, such as 6A")},
    )
    size = forms.IntegerField(
        label=gettext_lazy("How many pupils?"),
        min_value=1,
        max_value=LARGEST,
        widget=NumberInput,
        help_text=gettext_lazy("A number is enough. We never ask for names."),
        error_messages={"required": gettext_lazy("Enter how many pupils are in the group")},
    )
    years = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which years?"),
        coerce=int,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": gettext_lazy("Choose the years of the group")},
    )

    def __init__(self, *args: Any, school: School, groups: Mapping[str, PupilGroup], version: OfferVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups, self.version = groups, version
        self.fields["years"].choices = years_taught(school)  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        label = " ".join(self.cleaned_data["label"].split())
        if any(group.label.casefold() == label.casefold() for group in self.groups.values()):
            raise forms.ValidationError(_("Your school has a group of this name. Choose it above, or use another name"))
        return label

    def clean_years(self) -> list[int]:
        years: list[int] = self.cleaned_data["years"]
        problem = years_problem(self.version, PupilGroup(years=years))
        if problem:
            raise forms.ValidationError(problem)
        return years


def _group_hint(group: PupilGroup) -> str:
    pupils = ngettext("%(number)s pupil", "%(number)s pupils", group.size) % {"number": group.size}
    return f"{years_words(min(group.years), max(group.years))}, {pupils}"


class DatesForm(Form):
    """Step 2: dates of one term, and how many pupils. `show` draws the list anew for another term, day or time."""

    label_size = "m"
    mark_optional = False

    term = forms.ChoiceField(label=gettext_lazy("Term"))
    weekday = forms.TypedChoiceField(label=gettext_lazy("Day"), coerce=int, choices=[(str(day), WEEKDAYS[day]) for day in SCHOOL_DAYS])
    starts = TimeField(label=gettext_lazy("From"))
    ends = TimeField(label=gettext_lazy("To"))
    dates = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Dates"), coerce=datetime.date.fromisoformat, required=False, widget=Checkboxes
    )
    pupils = forms.IntegerField(
        label=gettext_lazy("How many pupils?"), min_value=1, required=False, widget=NumberInput,
        help_text=gettext_lazy("A number is enough. We never ask for names."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        booking: Booking,
        version: OfferVersion,
        terms: Sequence[WholeTerm],
        options: Sequence[DateOption],
        heading: str,
        hint: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.booking, self.version = booking, version
        self.fields["term"].choices = [(term.start.isoformat(), term.label) for term in terms]  # type: ignore[attr-defined]
        hints = {option.date.isoformat(): option.words for option in options if _stays_open(option)}
        refusals = {option.date.isoformat(): option.words for option in options if not _stays_open(option)}
        field = self.fields["dates"]
        field.label, field.help_text = heading, hint
        field.widget = Checkboxes(hints=hints, refusals=refusals)
        field.choices = [(option.date.isoformat(), date_format(option.date, "j F")) for option in options]  # type: ignore[attr-defined]
        self.refusals = refusals
        self.fields["pupils"].max_value = None  # type: ignore[attr-defined]

    @property
    def is_frame_open(self) -> bool:
        """Whether term, day and time stand open: where one of them is wrong, and where nothing of what they show can be had."""
        return any(name in self.errors for name in FRAME) or len(self.refusals) == len(self.fields["dates"].choices)  # type: ignore[attr-defined]

    def clean_dates(self) -> list[datetime.date]:
        dates: list[datetime.date] = self.cleaned_data["dates"]
        refused = [date for date in dates if date.isoformat() in self.refusals]
        if refused:
            raise forms.ValidationError(
                _("%(date)s is not possible: %(reason)s")
                % {"date": date_format(refused[0], "j F"), "reason": self.refusals[refused[0].isoformat()]}
            )
        return dates

    def check(self, draft: Draft) -> None:
        """Everything about dates and numbers that needs the whole draft: called before going on, not when the list is only redrawn."""
        problems = {
            "dates": dates_problem(self.booking.school, self.version, len(draft.dates)),
            "ends": times_problem(self.version, draft),
            "pupils": pupils_problem(self.version, draft.pupils),
        }
        for field, message in problems.items():
            if message and field not in self.errors:
                self.add_error(field, message)

    @property
    def most_pupils(self) -> int:
        return most_pupils(self.version)


def _stays_open(option: DateOption) -> bool:
    """Whether the date can be ticked. What was ticked stays so while the times are put right."""
    return option.is_possible or option.code == DateCode.BACKWARDS


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
