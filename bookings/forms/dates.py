"""Step 2 of asking: which dates, and for how many."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.models import Booking
from bookings.queries.dates import DateCode, DateOption
from bookings.queries.drafts import Draft
from bookings.queries.requests import (
    dates_problem,
    most_pupils,
    pupils_problem,
    times_problem,
)
from core.fields import TimeField
from core.forms import Form
from core.widgets import Checkboxes, NumberInput
from directory.models import OfferVersion
from schools.queries.calendars import WholeTerm

SCHOOL_DAYS = range(5)
FRAME = ("term", "weekday", "starts", "ends")


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
