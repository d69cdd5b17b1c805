"""Step 1 of asking: which group, one that the school has or a new one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bookings.queries.requests import (
    years_problem,
)
from core.forms import Form
from core.widgets import Checkboxes, NumberInput, Radios
from directory.cards import years_words
from directory.models import OfferVersion
from schools.models import PupilGroup, School
from schools.queries.groups import years_taught
from schools.services.groups import LARGEST


class GroupForm(Form):
    """Step 1: a group that the school has."""

    mark_optional = False

    group = forms.ChoiceField(label=gettext_lazy("Your groups"), widget=Radios, error_messages={"required": gettext_lazy("Choose a group")})

    def __init__(self, *args: Any, groups: Mapping[str, PupilGroup], version: OfferVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups, self.version = groups, version
        field = self.fields["group"]
        field.widget = Radios(hints={key: _group_hint(group) for key, group in groups.items()})
        field.choices = [(key, group.label) for key, group in groups.items()]  # type: ignore[attr-defined]

    def clean_group(self) -> PupilGroup:
        group = self.groups[self.cleaned_data["group"]]
        problem = years_problem(self.version, group)
        if problem:
            raise forms.ValidationError(problem)
        return group


class NewGroupForm(Form):
    """Or a group that the school does not have here yet. Counts, never names."""

    mark_optional = False

    label = forms.CharField(
        label=gettext_lazy("What do you call it?"),
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write what you call the group, such as 6A")},
    )
    size = forms.IntegerField(
        label=gettext_lazy("How many pupils?"),
        min_value=1,
        max_value=LARGEST,
        widget=NumberInput,
        help_text=gettext_lazy("A number is enough. We never ask for names."),
        error_messages={"required": gettext_lazy("Enter how many pupils are in the group")},
    )
    years = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which years?"),
        coerce=int,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": gettext_lazy("Choose the years of the group")},
    )

    def __init__(self, *args: Any, school: School, groups: Mapping[str, PupilGroup], version: OfferVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups, self.version = groups, version
        self.fields["years"].choices = years_taught(school)  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        label = " ".join(self.cleaned_data["label"].split())
        if any(group.label.casefold() == label.casefold() for group in self.groups.values()):
            raise forms.ValidationError(_("Your school has a group of this name. Choose it above, or use another name"))
        return label

    def clean_years(self) -> list[int]:
        years: list[int] = self.cleaned_data["years"]
        problem = years_problem(self.version, PupilGroup(years=years))
        if problem:
            raise forms.ValidationError(problem)
        return years


def _group_hint(group: PupilGroup) -> str:
    pupils = ngettext("%(number)s pupil", "%(number)s pupils", group.size) % {"number": group.size}
    return f"{years_words(min(group.years), max(group.years))}, {pupils}"
