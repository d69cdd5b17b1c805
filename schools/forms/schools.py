import datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from core.fields import TimeField
from core.forms import Form
from core.widgets import Radios
from schools.models import School


class SessionTimesForm(Form):
    """The afternoon that requests suggest at first."""

    weekday = forms.TypedChoiceField(label=_("Which day?"), coerce=int, choices=list(WEEKDAYS.items()), widget=Radios)
    starts = TimeField(label=_("When does it start?"), help_text=_("For example 13:15"))
    ends = TimeField(label=_("When does it end?"))

    @staticmethod
    def of(school: School) -> dict[str, Any]:
        def shown(time: datetime.time) -> str:
            return f"{time:%H:%M}"

        return {"weekday": school.session_weekday, "starts": shown(school.session_starts), "ends": shown(school.session_ends)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and starts >= ends:
            self.add_error("ends", _("The afternoon must end after it starts."))
        return cleaned
