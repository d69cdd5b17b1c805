"""Form controls that Django lacks: choices that explain themselves, an input with a unit, a date in three boxes."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise

Wording = str | Promise


class ExplainedChoices(ChoiceWidget):
    """A list of choices in which each may carry a hint, reveal another field of the form, or be refused with a reason.

    All three are keyed by the choice's value as text. A refused choice is shown in its place, without a control; whoever
    receives the form must still refuse it, because a browser can send anything.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Wording] | None = None,
        reveals: Mapping[str, str] | None = None,
        refusals: Mapping[str, Wording] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})
        self.refusals = dict(refusals or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        key = str(value)
        return option | {"hint": self.hints.get(key), "reveals": self.reveals.get(key), "refusal": self.refusals.get(key)}


class Radios(ExplainedChoices, forms.RadioSelect):
    pass


class Checkboxes(ExplainedChoices, forms.CheckboxSelectMultiple):
    pass


class AffixedInput(forms.TextInput):
    """A one-line input with its unit in front or behind: £, minutes, miles. The unit is shown, and not part of the value."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, prefix: Wording = "", suffix: Wording = "", width: int = 5) -> None:
        super().__init__({"class": f"govuk-input--width-{width}", "inputmode": "decimal", "spellcheck": "false"} | (attrs or {}))
        self.prefix = prefix
        self.suffix = suffix

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"prefix": self.prefix, "suffix": self.suffix}
        return context


class NumberInput(AffixedInput):
    """A whole number, typed: browsers' own number boxes change when scrolled over, and hide what was mistyped."""

    def __init__(self, attrs: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__({"inputmode": "numeric"} | (attrs or {}), **({"width": 3} | options))


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes, which people type faster and with fewer slips than they pick from a calendar."""

    template_name = "forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = {"day": 2, "month": 2, "year": 4}
        super().__init__(
            {name: forms.TextInput({"class": f"govuk-date-input__input govuk-input--width-{width}"}) for name, width in parts.items()},
            attrs,
        )
        for box in self.widgets:
            box.attrs["inputmode"] = "numeric"

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, datetime.date) else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""
