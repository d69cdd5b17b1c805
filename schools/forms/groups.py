from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import Checkboxes, NumberInput
from schools.enums import Adjustment, YearGroup
from schools.models import PupilGroup, School
from schools.queries.groups import years_taught
from schools.services.groups import LARGEST
from schools.validators import refuse_people


class GroupForm(Form):
    """Counts only: one number for each adjustment, blank for none."""

    mark_optional = False

    label = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("For example 6B or Oak class. Never a pupil's name"),
        max_length=40,
        validators=[refuse_people],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    years = forms.TypedMultipleChoiceField(
        label=_("Which years?"),
        coerce=int,
        choices=YearGroup.choices,
        widget=Checkboxes,
        error_messages={"required": _("Choose the years that the group's pupils are in")},
    )
    size = forms.IntegerField(
        label=_("How many pupils?"),
        help_text=_("A number is enough. We never ask for names"),
        min_value=1,
        max_value=LARGEST,
        widget=NumberInput,
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"].choices = years_taught(school, besides=self.initial.get("years", ()))  # type: ignore[attr-defined]  # a choice field
        for need in Adjustment:
            self.fields[need.value] = forms.IntegerField(
                label=need.label, required=False, min_value=0, max_value=LARGEST, widget=NumberInput(suffix=_("pupils"))
            )

    @staticmethod
    def of(group: PupilGroup) -> dict[str, Any]:
        return {"label": group.label, "years": group.years, "size": group.size, **group.access_needs}

    def needs(self) -> Iterator[BoundField]:
        """For the template: the numbers of the adjustments."""
        for need in Adjustment:
            yield self[need.value]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        needs = {need.value: self.cleaned_data[need.value] or 0 for need in Adjustment}
        return {name: self.cleaned_data[name] for name in ("label", "years", "size")} | {"access_needs": needs}
