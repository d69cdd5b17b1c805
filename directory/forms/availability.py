"""When somebody, or a space, can be booked."""

import datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.fields import DateField, TimeField
from core.forms import Form
from core.widgets import Checkboxes, Radios
from directory.models import Person, Space
from directory.services import availability

LONGEST = datetime.timedelta(days=366 * 3)
AWAY, OTHER_TIMES = "away", "other_times"


def _refuse_backward_times(form: forms.Form, cleaned: dict[str, Any]) -> None:
    starts, ends = cleaned.get("starts"), cleaned.get("ends")
    if starts and ends and starts >= ends:
        form.add_error("ends", _("Enter a time after %(starts)s") % {"starts": starts.strftime("%H:%M")})


def _refuse_wrong_dates(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """Backwards, over already, or so far ahead that it is surely a slip."""
    first, last = cleaned.get("from_date"), cleaned.get("until_date")
    if last and last < clock.today():
        form.add_error("until_date", _("This day is over. Enter today or a later day"))
    elif first and last and first > last:
        form.add_error("until_date", _("Enter the same day or a later one"))
    for name, day in (("from_date", first), ("until_date", last)):
        if day and day > clock.today() + LONGEST:
            form.add_error(name, _("That is more than three years ahead. Enter an earlier day"))


class WindowForm(Form):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        coerce=int,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
        initial=["2"],
    )
    starts = TimeField(label=_("From"), help_text=_("Like 13:00"))
    ends = TimeField(label=_("To"), help_text=_("Like 16:00"))
    from_date = DateField(label=_("First day"), required=False, help_text=_("If it does not begin now, like 6 1 2027"))
    until_date = DateField(label=_("Last day"), required=False, help_text=_("If it ends, like 23 7 2027"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _refuse_backward_times(self, cleaned)
        _refuse_wrong_dates(self, cleaned)
        return cleaned

    def store(self, *, by: User, owner: Person | Space) -> None:
        availability.add_windows(by=by, owner=owner, **self.cleaned_data)


class ExceptionForm(Form):
    sort = forms.ChoiceField(
        label=_("What is different?"),
        choices=[(AWAY, _("Away")), (OTHER_TIMES, _("Open at other times"))],
        initial=AWAY,
        widget=Radios(
            hints={
                AWAY: _("All day, unless you give times."),
                OTHER_TIMES: _("Only at the times below, instead of the usual ones."),
            }
        ),
    )
    from_date = DateField(label=_("First day"), help_text=_("Like 8 2 2027"))
    until_date = DateField(label=_("Last day"), required=False, help_text=_("If it is more than one day"))
    starts = TimeField(label=_("From"), required=False)
    ends = TimeField(label=_("To"), required=False)
    note = forms.CharField(label=_("Note to yourself"), max_length=80, required=False, help_text=_("Nobody else sees it."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["until_date"] = cleaned.get("until_date") or cleaned.get("from_date")
        _refuse_wrong_dates(self, cleaned)
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if (starts or ends) and not (starts and ends):
            missing = "ends" if starts else "starts"
            if missing not in self.errors:
                self.add_error(missing, _("Enter both times, or neither for the whole day"))
        if cleaned.get("sort") == OTHER_TIMES and not starts and not ends and not {"starts", "ends"} & self.errors.keys():
            self.add_error("starts", _("Enter from when to when you are open on these days"))
        _refuse_backward_times(self, cleaned)
        return cleaned

    def store(self, *, by: User, owner: Person | Space) -> None:
        answers = self.cleaned_data.copy()
        is_open = answers.pop("sort") == OTHER_TIMES
        availability.add_exception(by=by, owner=owner, is_open=is_open, **answers)
