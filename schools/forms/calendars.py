import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.fields import DateField
from core.forms import Form
from core.widgets import Radios
from schools.enums import DayPart, NonTeachingKind
from schools.models import Term
from schools.rules import Block

CODES = dict(Term._meta.get_field("code").choices or ())
# What a school says of a day itself: bank holidays come with the year.
KINDS = [kind for kind in NonTeachingKind if kind != NonTeachingKind.BANK_HOLIDAY]


class DayForm(Form):
    """One day that is not as the calendar says."""

    date = DateField(label=_("Which day?"), help_text=_("For example 17 3 2027"))
    kind = forms.ChoiceField(
        label=_("What is on?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=Radios(
            hints={
                NonTeachingKind.INSET: _("Staff are in, pupils are not"),
                NonTeachingKind.OCCASIONAL: _("A day off that the school has chosen"),
                NonTeachingKind.CLOSURE: _("For example snow, or a broken boiler"),
                NonTeachingKind.POLLING: _("The school is a polling station"),
                NonTeachingKind.OPEN: _("Your school teaches although your authority's calendar says otherwise"),
            }
        ),
    )
    part = forms.ChoiceField(
        label=_("Which part of the day?"),
        choices=[(part.value, part.label) for part in (DayPart.ALL, DayPart.AM, DayPart.PM)],
        widget=Radios,
        initial=DayPart.ALL,
    )
    label = forms.CharField(
        label=_("Anything to add?"), help_text=_("For example Phonics. Shown beside the reason"), max_length=80, required=False
    )


class OpenDayForm(forms.Form):
    """The two hidden values of a button that opens a day."""

    date = forms.DateField()
    part = forms.ChoiceField(choices=DayPart.choices)


class TermsForm(Form):
    """First and last day of each half-term. A half-term that a school doesn't have stays blank."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in CODES.items():
            first, last = _("%(term)s: first day") % {"term": name}, _("%(term)s: last day") % {"term": name}
            self.fields[f"{code}_starts_on"] = DateField(label=first, required=False)
            self.fields[f"{code}_ends_on"] = DateField(label=last, required=False)

    @staticmethod
    def of(terms: tuple[Term, ...]) -> dict[str, datetime.date]:
        starts = {f"{term.code}_starts_on": term.starts_on for term in terms}
        return starts | {f"{term.code}_ends_on": term.ends_on for term in terms}

    def halves(self) -> Iterator[tuple[BoundField, BoundField]]:
        """For the template: the two fields of each half-term."""
        for code in CODES:
            yield self[f"{code}_starts_on"], self[f"{code}_ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code in CODES:
            starts, ends = f"{code}_starts_on", f"{code}_ends_on"
            if starts in cleaned and ends in cleaned and bool(cleaned[starts]) != bool(cleaned[ends]):
                missing = ends if cleaned[starts] else starts
                self.add_error(missing, _("Enter both the first and the last day, or leave both blank"))
        return cleaned

    def blocks(self) -> list[Block]:
        cleaned = self.cleaned_data
        return [(code, cleaned[f"{code}_starts_on"], cleaned[f"{code}_ends_on"]) for code in CODES if cleaned[f"{code}_starts_on"]]
