"""What a provider can change for pupils: asked as an offer, never as whom it does not suit."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.widgets import NumberInput
from directory.enums import Adjustment, EditorPage, Offered
from directory.forms.offers import PageForm

GROUPS = (
    (
        _("Seeing, hearing and reading"),
        (
            Adjustment.LARGE_PRINT,
            Adjustment.EASY_READ,
            Adjustment.CAPTIONS,
            Adjustment.BSL_INTERPRETER,
            Adjustment.MAKATON,
            Adjustment.RADIO_AID_USE,
            Adjustment.EAL_MATERIALS,
        ),
    ),
    (
        _("Knowing what comes"),
        (Adjustment.VISUAL_TIMETABLE, Adjustment.PRE_VISIT_PACK, Adjustment.SENSORY_PACK, Adjustment.SEATING_CHOICE),
    ),
    (
        _("Taking part"),
        (
            Adjustment.ADAPTED_TOOLS,
            Adjustment.REDUCED_GROUP_SIZE,
            Adjustment.LONGER_BREAKS,
            Adjustment.MOVEMENT_BREAKS,
            Adjustment.DIETARY_SWAPS,
            Adjustment.REMOTE_JOIN,
        ),
    ),
)
UNANSWERED = ("", _("Not answered"))


def _days_field(initial: int | None) -> forms.IntegerField:
    wrong = _("Enter a whole number of days from 1 to 60")
    return forms.IntegerField(
        label=_("School days of notice"),
        required=False,
        min_value=1,
        max_value=60,
        widget=NumberInput,
        initial=initial,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class AdjustmentsForm(PageForm):
    """For each adjustment: whether it is offered, at how many school days' notice, and a note."""

    page = EditorPage.ADJUSTMENTS
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for adjustment in Adjustment:
            known = self.instance.adjustments.get(adjustment.value, {})
            name = adjustment.value
            self.fields[f"{name}_offered"] = forms.ChoiceField(
                label=adjustment.label, choices=[UNANSWERED, *Offered.choices], required=False, initial=known.get("offered", "")
            )
            self.fields[f"{name}_days"] = _days_field(known.get("days"))
            self.fields[f"{name}_note"] = forms.CharField(label=_("Note"), required=False, max_length=160, initial=known.get("note", ""))

    def groups(self) -> Iterator[tuple[Any, list[tuple[BoundField, BoundField, BoundField]]]]:
        for heading, adjustments in GROUPS:
            yield heading, [(self[f"{one}_offered"], self[f"{one}_days"], self[f"{one}_note"]) for one in adjustments]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        offered = [cleaned.get(f"{one.value}_offered") for one in Adjustment]
        if not any(offered) and not self.errors:
            self.add_error(None, _("Answer at least one. “Ask” is an answer too: a school then rings you."))
        for one in Adjustment:
            if cleaned.get(f"{one.value}_offered") == Offered.WITH_NOTICE and not cleaned.get(f"{one.value}_days"):
                self.add_error(f"{one.value}_days", _("Enter how many school days you need for “%(what)s”") % {"what": one.label})
        return cleaned

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        adjustments = {}
        for one in Adjustment:
            offered = answers[f"{one.value}_offered"]
            if offered:
                days = answers[f"{one.value}_days"] if offered == Offered.WITH_NOTICE else None
                adjustments[one.value] = {"offered": offered, "days": days, "note": answers[f"{one.value}_note"]}
        return {"adjustments": adjustments}
