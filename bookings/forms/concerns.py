"""That somebody was told of a worry: about whom, whom, when, under which reference. Nowhere can be written what it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.models import Booking
from core import clock
from core.fields import DateField, TimeField
from core.forms import Form
from core.widgets import Radios
from directory.models import Person
from vetting.enums import ConcernRoute
from vetting.services.concerns.concerns import Telling

ORGANISATION = "provider"
NO_FILES = gettext_lazy("No files are taken here. Give papers to whom you rang, if they ask for them.")


class ConcernForm(Form):
    label_size = "m"

    about = forms.ChoiceField(label=gettext_lazy("About whom?"), widget=Radios)
    route = forms.ChoiceField(label=gettext_lazy("Whom have you told?"), choices=ConcernRoute.choices, widget=Radios)
    told_on = DateField(label=gettext_lazy("On which day?"))
    told_at = TimeField(label=gettext_lazy("At what time?"), help_text=gettext_lazy("About is good enough."))
    reference = forms.CharField(
        label=gettext_lazy("Their reference"),
        help_text=gettext_lazy("Such as LADO/2026/0173, if you were given one. Nothing else."),
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    asks_suspension = forms.BooleanField(label=gettext_lazy("I ask that bookings stop until somebody has looked"), required=False)

    def __init__(self, *args: Any, booking: Booking, people: list[Person], files: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uploaded = files
        self.people = {str(person.pk): person for person in people}
        named = [(key, person.name) for key, person in self.people.items()]
        choices = [*named, (ORGANISATION, _("%(provider)s, or somebody else there") % {"provider": booking.provider.name})]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]  # a choice field's own
        self.initial.setdefault("told_on", clock.today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.uploaded:
            self.add_error(None, NO_FILES)
        return cleaned

    @property
    def person(self) -> Person | None:
        return self.people.get(self.cleaned_data["about"])

    @property
    def telling(self) -> Telling:
        said = self.cleaned_data
        return Telling(said["route"], clock.local(said["told_on"], said["told_at"]), said["reference"], said["asks_suspension"])
