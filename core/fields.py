"""Fields that read dates and times as people in British schools write them."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core.widgets import DateParts

PARTS = (_("a day"), _("a month"), _("a year"))
MONTH_NUMBERS = {str(number): number for number in range(1, 13)}
MONTH_NUMBERS |= {f"0{number}": number for number in range(1, 10)}


class DateField(forms.DateField):
    """A date typed in three boxes; the month may be a number or its English name, whole or its first three letters."""

    widget = DateParts
    default_error_messages = {
        "incomplete": _("The date must have %(part)s"),
        "invalid": _("There is no such date. Write it like 27 1 2027"),
        "short_year": _("Write the year with four digits, such as 2027"),
    }

    def to_python(self, value: Any) -> datetime.date | None:
        if not isinstance(value, (list, tuple)):
            return super().to_python(value)
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        for part, wording in zip(parts, PARTS, strict=True):
            if not part:
                raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete", params={"part": wording})
        return self._date(parts)

    def _date(self, parts: Sequence[str]) -> datetime.date:
        day, month, year = parts
        if year.isdecimal() and len(year) != len("2027"):
            raise forms.ValidationError(self.error_messages["short_year"], code="short_year")
        try:
            return datetime.date(int(year), _month_number(month), int(day))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


def _month_number(text: str) -> int:
    """Raises ValueError where the text is no month."""
    if text in MONTH_NUMBERS:
        return MONTH_NUMBERS[text]
    typed = text.casefold()
    for number, name in MONTHS.items():
        whole = str(name).casefold()
        if typed in (whole, whole[:3]):
            return number
    raise ValueError(text)


class TimeField(forms.TimeField):
    """A time of day as a school writes it: 13:15, 13.15, 1315, 1:15pm or 1pm."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})
    input_formats = ["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H:%M:%S"]
    default_error_messages = {"invalid": _("Write the time like 13:15")}

    def to_python(self, value: Any) -> datetime.time | None:
        return super().to_python(value.replace(" ", "").casefold() if isinstance(value, str) else value)
