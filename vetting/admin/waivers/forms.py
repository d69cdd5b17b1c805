"""What a lead says of a waiver: codes and days, with no room for a story."""

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import DateInput
from vetting.enums import WaiverReason


class WaiverForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=WaiverReason.choices,
        widget=forms.RadioSelect,
        help_text=_("For officers alone. The provider and schools read only until when it is waived."),
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    expires_on = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, *args: Any, most_days: int, latest: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("The policy allows %(days)s days at most. From today, that is until %(last)s.")
        self.fields["expires_on"].help_text = format_lazy("{}", words % {"days": most_days, "last": date_format(latest, "j F Y")})
