"""A session minute by minute: an extra page of the editor."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import Form, JunctionRenderer
from core.widgets import NumberInput
from directory.models import OfferVersion
from directory.services import offers

MOST_MOMENTS = 8


class MomentForm(Form):
    minute = forms.IntegerField(
        label=_("Minutes after the start"),
        min_value=0,
        max_value=600,
        widget=NumberInput,
        error_messages={"invalid": _("Enter a whole number of minutes")},
    )
    title = forms.CharField(label=_("What"), max_length=60)
    text = forms.CharField(label=_("More"), max_length=200, required=False)


class MomentFormSet(forms.BaseFormSet[MomentForm]):
    """Empty rows are left out; the rest is put in the order of the clock."""

    def __init__(self, *args: Any, version: OfferVersion, **kwargs: Any) -> None:
        self.version = version
        super().__init__(*args, **({"initial": version.timeline} | kwargs))
        self.renderer = JunctionRenderer()

    def clean(self) -> None:
        minutes = [form.cleaned_data["minute"] for form in self.forms if form.is_valid() and form.cleaned_data]
        late = [minute for minute in minutes if minute >= self.version.minutes]
        if late:
            length = self.version.minutes
            raise forms.ValidationError(_("A session is %(length)s minutes long: nothing can start later.") % {"length": length})
        if len(set(minutes)) < len(minutes):
            raise forms.ValidationError(_("Two things start at the same minute. Give each its own."))

    def store(self, *, by: User) -> OfferVersion:
        moments = sorted((form.cleaned_data for form in self.forms if form.cleaned_data), key=lambda moment: moment["minute"])
        version = OfferVersion.objects.select_related("offer").get(pk=self.version.pk)
        return offers.edit_version(by=by, version=version, timeline=moments)


MomentForms = cast(
    "type[MomentFormSet]",
    forms.formset_factory(MomentForm, formset=MomentFormSet, extra=MOST_MOMENTS, max_num=MOST_MOMENTS, validate_max=True),
)
