"""Of which authority, and about which days."""

import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from core import clock
from vetting.admin.forms import DateInput
from vetting.models import VettingAuthority
from vetting.queries.reports.shape import Span

MOST_YEARS = 5


class ReportForm(forms.Form):
    """The last twelve months of the first authority, unless something else is asked."""

    authority = forms.ModelChoiceField(label=_("Authority"), queryset=VettingAuthority.objects.none(), empty_label=None)
    since = forms.DateField(label=_("From"), widget=DateInput)
    until = forms.DateField(label=_("To"), widget=DateInput)

    def __init__(self, data: Any, *, authorities: QuerySet[VettingAuthority]) -> None:
        today = clock.today()
        first = authorities.first()
        asked = {"authority": first.pk if first else "", "since": today - relativedelta(years=1), "until": today}
        super().__init__({**asked, **{name: data[name] for name in asked if data.get(name)}})
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]  # a ModelChoiceField's

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if isinstance(since, datetime.date) and isinstance(until, datetime.date):
            if until < since:
                self.add_error("until", _g("It ends before it begins. Give a later day, or an earlier first one."))
            elif until > since + relativedelta(years=MOST_YEARS):
                self.add_error("since", _g("Choose at most %(years)d years.") % {"years": MOST_YEARS})
        return cleaned

    @property
    def span(self) -> Span:
        return Span(self.cleaned_data["since"], self.cleaned_data["until"])

    @property
    def query(self) -> dict[str, str]:
        """What stays in the address of a file."""
        asked = self.cleaned_data
        return {"authority": str(asked["authority"].pk), "since": asked["since"].isoformat(), "until": asked["until"].isoformat()}
