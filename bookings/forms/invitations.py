"""Inviting somebody the school already works with."""

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from core import clock
from core.forms import Form
from core.widgets import Checkboxes
from schools.models import PupilGroup, School
from schools.queries.calendars import teaching_days, terms_from

MOST_DATES = 24


class InvitationForm(Form):
    their_name = forms.CharField(label=gettext_lazy("Their name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"), widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"})
    )
    wanted_title = forms.CharField(
        label=gettext_lazy("What do you hope for?"), min_length=5, max_length=90, help_text=gettext_lazy("For example: Bread for Year 6")
    )
    message = forms.CharField(
        label=gettext_lazy("A word to them"), required=False, max_length=600, widget=forms.Textarea({"rows": 4, "maxlength": 600}),
        help_text=gettext_lazy("Never write a pupil's name."),
    )  # fmt: skip
    group = forms.ModelChoiceField(label=gettext_lazy("For which group?"), queryset=PupilGroup.objects.none(), required=False)
    dates = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which dates?"), coerce=datetime.date.fromisoformat, required=False,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
    )  # fmt: skip

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["group"]
        groups.queryset = PupilGroup.objects.filter(school=school, is_archived=False)
        dates: Any = self.fields["dates"]
        dates.choices = [(date.isoformat(), date_format(date, "j F Y")) for date in _next_dates(school)]


def _next_dates(school: School) -> list[datetime.date]:
    """The school's session days in the terms whose dates are known, from tomorrow on."""
    tomorrow = clock.today() + datetime.timedelta(days=1)
    terms = terms_from(school, tomorrow)
    if not terms:
        return []
    return teaching_days(school, tomorrow, terms[-1].end, school.session_weekday)[:MOST_DATES]
