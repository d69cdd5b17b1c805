"""The settings of a policy that a form changes; the rest is changed in its text."""

import dataclasses
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.admin.forms import DateInput
from vetting.models import Policy, VettingAuthority
from vetting.queries.policies.drafts import starting_points
from vetting.rules.policy import LAW, CheckType, Constant, PolicyContent
from vetting.rules.writing import usual_effect
from vetting.services.policies.drafts import CheckSettings

EFFECTS = [
    ("blocks_publish", _("Being listed")),
    ("blocks_booking", _("Being booked")),
    ("blocks_unsupervised", _("Being alone with pupils")),
    ("advisory", _("Nothing: advice")),
]
MOST_MONTHS = 120


class BeginForm(forms.Form):
    based_on = forms.ModelChoiceField(
        label=_("Begin from"),
        queryset=Policy.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("To go back to an earlier version, begin from it: going back is a new version too."),
    )

    def __init__(self, *args: Any, authority: VettingAuthority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["based_on"].queryset = starting_points(authority)  # type: ignore[attr-defined]
        self.initial.setdefault("based_on", authority.policy_id)


class ProposeForm(forms.Form):
    holds_from = forms.DateField(label=_("Holds from"), widget=DateInput, help_text=_("Today or a later day. Nothing changes before."))


class PolicyTextForm(forms.Form):
    text = forms.CharField(
        label=_("The policy"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 40, "class": "vetting-code", "spellcheck": "false", "wrap": "off"}),
        help_text=_("YAML. What is not known, or contradicts itself, is refused with its line and key; nothing you typed is lost."),
    )


class DaysField(forms.CharField):
    """Whole numbers with commas between them."""

    def to_python(self, value: Any) -> Any:
        words = [word.strip() for word in str(super().to_python(value)).split(",") if word.strip()]
        if not all(word.isdigit() and 0 < int(word) <= 365 for word in words):
            raise forms.ValidationError(_("Give days as numbers from 1 to 365 with commas between them, such as “60, 14”."))
        return tuple(sorted({int(word) for word in words}, reverse=True))


@dataclasses.dataclass(frozen=True)
class CheckFields:
    check: CheckType
    fields: list[Any]


class SettingsForm(forms.Form):
    """Fields for the constants that are not law, and for every check: `CODE-asked`, `CODE-effect`, `CODE-months`, `CODE-remind`."""

    def __init__(self, *args: Any, content: PolicyContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        for row in self._numbers():
            self.fields[row.key] = _of_constant(row)
        for check in content.checks:
            self._add(check)

    def _numbers(self) -> list[Constant]:
        latest = {row.key: row for row in sorted(self.content.constants, key=lambda row: row.effective_from)}
        return [row for row in latest.values() if row.basis != LAW and isinstance(row.value, int)]

    def _add(self, check: CheckType) -> None:
        if check.basis != LAW and not check.by_table:
            self.fields[f"{check.code}-asked"] = forms.BooleanField(label=_("Asked"), required=False, initial=not check.off)
            self.fields[f"{check.code}-effect"] = forms.ChoiceField(label=_("Needed for"), choices=EFFECTS, initial=usual_effect(check))
        if check.validity.months is not None:
            self.fields[f"{check.code}-months"] = forms.IntegerField(
                label=_("Counts for (months)"), min_value=1, max_value=MOST_MONTHS, initial=check.validity.months
            )
        days = ", ".join(str(day) for day in check.remind_days)
        self.fields[f"{check.code}-remind"] = DaysField(label=_("Reminders (days before)"), required=False, initial=days)

    @property
    def number_fields(self) -> list[Any]:
        return [self[row.key] for row in self._numbers()]

    @property
    def check_fields(self) -> list[CheckFields]:
        names = {check.code: [name for name in self.fields if name.startswith(f"{check.code}-")] for check in self.content.checks}
        return [CheckFields(check, [self[name] for name in names[check.code]]) for check in self.content.checks]

    def numbers(self) -> dict[str, int | bool]:
        """Only those that differ."""
        return {row.key: self.cleaned_data[row.key] for row in self._numbers() if self.cleaned_data[row.key] != row.value}

    def checks(self) -> dict[str, CheckSettings]:
        said = self.cleaned_data
        return {
            check.code: CheckSettings(
                is_asked=said.get(f"{check.code}-asked"),
                effect=said.get(f"{check.code}-effect"),
                months=said.get(f"{check.code}-months"),
                remind_days=said[f"{check.code}-remind"],
            )
            for check in self.content.checks
        }


def _of_constant(row: Constant) -> forms.Field:
    label = row.key.replace("_", " ").capitalize()
    if isinstance(row.value, bool):
        return forms.BooleanField(label=label, required=False, initial=row.value, help_text=row.source)
    return forms.IntegerField(label=label, min_value=1, max_value=1000, initial=row.value, help_text=row.source)
