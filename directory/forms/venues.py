"""Places, the spaces in them, and what they have for those who need it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import Form
from core.widgets import NumberInput
from directory.enums import AccessFeature, Answer
from directory.forms.guarded import GuardedForm
from directory.forms.providers import postcode_field, web_address_field
from directory.models import Provider, Space, Venue
from directory.services import venues
from directory.services.providers import is_only_an_individual


class VenueForm(GuardedForm):
    postcode = postcode_field(help_text=_("Where pupils come, like NE23 6QW."))
    access_guide_url = web_address_field(label=_("Access guide"), help_text=_("A page that says how to get in and about, if there is one."))
    is_no_home = forms.BooleanField(label=_("This place is not my home"), required=False)

    class Meta:
        model = Venue
        fields = ["name", "street", "town", "postcode", "is_public_place", "arrival_notes", "access_guide_url"]
        labels = {
            "name": _("Name of the place"),
            "street": _("Building and street"),
            "town": _("Town"),
            "is_public_place": _("Its address may be public"),
            "arrival_notes": _("How to arrive"),
        }
        help_texts = {
            "is_public_place": _("Tick it for a library or a museum. Without it, only schools that book see the address."),
            "arrival_notes": _("Where a coach stops, which door, whom to ask for. Schools that book see it."),
        }
        widgets = {
            "arrival_notes": forms.Textarea(attrs={"rows": 3, "maxlength": 400}),
            "town": forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        }

    field_order = ["name", "street", "town", "postcode", "is_no_home", "is_public_place", "arrival_notes", "access_guide_url"]

    def __init__(self, *args: Any, provider: Provider, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provider = provider
        if not is_only_an_individual(provider):
            del self.fields["is_no_home"]

    def store(self, *, by: User) -> Venue:
        if self.instance.pk:
            return venues.edit_venue(by=by, venue=Venue.objects.get(pk=self.instance.pk), **self.answers())
        return venues.add_venue(by=by, provider=self.provider, **self.answers())


class SpaceForm(GuardedForm):
    class Meta:
        model = Space
        fields = ["name", "capacity"]
        labels = {"name": _("Name of the space"), "capacity": _("How many pupils fit in?")}
        help_texts = {"name": _("Like “The workshop” or “Plot 9”. One group at a time can take it.")}
        widgets = {"capacity": NumberInput}

    def clean_capacity(self) -> int:
        capacity: int = self.cleaned_data["capacity"]
        if not 1 <= capacity <= 1000:
            raise forms.ValidationError(_("Enter a number from 1 to 1,000"))
        return capacity

    def store(self, *, by: User, venue: Venue) -> Space:
        if self.instance.pk:
            return venues.edit_space(by=by, space=Space.objects.get(pk=self.instance.pk), **self.answers())
        return venues.add_space(by=by, venue=venue, **self.answers())


class AccessForm(Form):
    """Each feature answered yes, no or not known, with a note."""

    mark_optional = False

    def __init__(self, *args: Any, venue: Venue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.venue = venue
        known = {row.feature: row for row in venue.access.all()}
        for feature in AccessFeature:
            row = known.get(feature.value)
            self.fields[f"{feature.value}_answer"] = forms.ChoiceField(
                label=feature.label, choices=Answer.choices, initial=row.answer if row else Answer.UNKNOWN
            )
            self.fields[f"{feature.value}_note"] = forms.CharField(
                label=_("Note"), required=False, max_length=160, initial=row.note if row else ""
            )

    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        for feature in AccessFeature:
            yield self[f"{feature.value}_answer"], self[f"{feature.value}_note"]

    def store(self, *, by: User) -> None:
        answers = {
            feature.value: (self.cleaned_data[f"{feature.value}_answer"], self.cleaned_data[f"{feature.value}_note"])
            for feature in AccessFeature
        }
        venues.set_access(by=by, venue=self.venue, answers=answers)
