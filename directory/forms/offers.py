"""The editor's pages, on which a provider says what an offer is. Each page is saved by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import Form
from core.widgets import Checkboxes, NumberInput, Radios
from directory.enums import EditorPage, Involvement, OfferKind, Pattern
from directory.forms.guarded import GuardedForm
from directory.models import Offer, OfferVersion, Provider
from directory.rules import too_young
from directory.services import offers
from schools.enums import EnrichmentCategory, Subject

TITLE_HINT = _("What pupils would call it, like “Grow your lunch”.")
SUMMARY_HINT = _("What they do, in one or two sentences. It stands on every card.")
KIND_HINTS = {
    OfferKind.SESSION.value: _("You teach a group, once or for some weeks."),
    OfferKind.VISIT.value: _("A group comes to your library, allotment, museum or hall."),
    OfferKind.WORKPLACE.value: _("A group comes to where you work."),
    OfferKind.CHALLENGE.value: _("Pupils stretch themselves for weeks, with you as their coach."),
    OfferKind.TALK.value: _("You come and speak, to one class or to many."),
    OfferKind.WORK_EXPERIENCE.value: _("A young person works with you for some days, from Year 10 on."),
}
PATTERN_HINTS = {
    Pattern.ONE_OFF.value: _("Once with a school, and then perhaps next year."),
    Pattern.OCCASIONAL.value: _("A few times a term at most, over all schools."),
    Pattern.WEEKLY.value: _("Three weeks or more in a row, or most weeks."),
}


INVOLVEMENT_HINTS = {
    Involvement.FOOD.value: _("Then we ask about food hygiene and allergens."),
    Involvement.ANIMALS.value: _("Then we ask about washing hands, and about lambing."),
    Involvement.PHOTOGRAPHS.value: _("Then we ask how you know whom you may picture."),
    Involvement.ADVENTURE.value: _("The law asks for a licence of whoever sells these to under-18s."),
    Involvement.QUALIFIED_INSTRUCTOR.value: _("Like swimming, archery, an indoor climbing wall or a ropes course."),
    Involvement.WORK_TASKS.value: _("Under your eye, more than looking on."),
    Involvement.CONTESTED_TOPICS.value: _("Schools must see that pupils hear more than one side."),
    Involvement.DRIVES_PUPILS.value: _("Most authorities don't allow it. Schools bring their pupils themselves."),
}


class OfferStartForm(Form):
    kind = forms.ChoiceField(label=_("What kind of thing is it?"), choices=OfferKind.choices, widget=Radios(hints=KIND_HINTS))
    title = forms.CharField(label=_("Title"), min_length=5, max_length=90, help_text=TITLE_HINT)
    pattern = forms.ChoiceField(
        label=_("How often would you do it?"),
        choices=Pattern.choices,
        widget=Radios(hints=PATTERN_HINTS),
        help_text=_("The law asks for other checks of somebody who meets children often. You can change it later."),
    )

    def store(self, *, by: User, provider: Provider) -> Offer:
        return offers.start_offer(by=by, provider=provider, **self.cleaned_data)


class PageForm(GuardedForm):
    """One page. `page` is what saving it answers; an empty one is extra."""

    page = ""

    class Meta:
        model = OfferVersion
        fields: tuple[str, ...] = ()

    def store(self, *, by: User) -> OfferVersion:
        version = OfferVersion.objects.select_related("offer").get(pk=self.instance.pk)
        return offers.edit_version(by=by, version=version, page=self.page, **self.answers())

    def texts(self) -> list[str]:
        """What was written in words, for advice on wording."""
        return [value for value in self.cleaned_data.values() if isinstance(value, str)]


class WhatForm(PageForm):
    page = EditorPage.WHAT
    subjects = forms.MultipleChoiceField(
        label=_("School subjects"),
        choices=Subject.choices,
        required=False,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small jn-columns"}),
    )
    categories = forms.MultipleChoiceField(
        label=_("Enrichment"),
        choices=EnrichmentCategory.choices,
        widget=Checkboxes,
        help_text=_("Schools count what their pupils do by these five."),
    )
    involves = forms.MultipleChoiceField(
        label=_("Is any of this part of it?"),
        choices=Involvement.choices,
        required=False,
        widget=Checkboxes(hints=INVOLVEMENT_HINTS),
        help_text=_("Tick what fits, or nothing. We ask only for what goes with what you tick."),
    )

    class Meta(PageForm.Meta):
        fields = ("title", "summary", "description", "outcomes", "bring", "categories", "subjects", "motif", "involves")
        labels = {
            "title": _("Title"),
            "summary": _("In short"),
            "description": _("What pupils do"),
            "outcomes": _("What they take away"),
            "bring": _("What to bring"),
            "motif": _("Picture, while there is no photo"),
        }
        help_texts = {
            "title": TITLE_HINT,
            "summary": SUMMARY_HINT,
            "description": _("From start to end, as you would tell a teacher. No names of pupils or schools."),
            "outcomes": _("What they know, can do or have made afterwards."),
            "bring": _("From pupils or from the school: boots, a sink, a field."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3, "maxlength": 200}),
            "description": forms.Textarea(attrs={"rows": 10, "maxlength": 6000}),
            "outcomes": forms.Textarea(attrs={"rows": 3, "maxlength": 600}),
            "bring": forms.Textarea(attrs={"rows": 3, "maxlength": 400}),
        }

    field_order = ["title", "summary", "description", "outcomes", "bring", "categories", "subjects", "involves", "motif"]


class WhoForForm(PageForm):
    page = EditorPage.WHO_FOR

    class Meta(PageForm.Meta):
        fields = ("year_from", "year_to", "group_min", "group_ideal", "group_max", "pupils_per_adult")
        labels = {
            "year_from": _("From which year?"),
            "year_to": _("To which year?"),
            "group_min": _("Fewest pupils"),
            "group_ideal": _("Best with"),
            "group_max": _("Most pupils"),
            "pupils_per_adult": _("Pupils for each adult"),
        }
        help_texts = {
            "group_min": _("1 if you come however few they are."),
            "group_ideal": _("If there is a number with which it goes best."),
            "group_max": _("At once. A school with more can ask for two groups."),
            "pupils_per_adult": _("If you need so many adults that no more than these come with each."),
        }
        widgets = dict.fromkeys(("group_min", "group_ideal", "group_max", "pupils_per_adult"), NumberInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("group_min", "group_ideal", "group_max", "pupils_per_adult"):
            number = cleaned.get(name)
            if number is not None and not 1 <= number <= 500:
                self.add_error(name, _("Enter a number from 1 to 500"))
        self._refuse_backwards(cleaned)
        first = cleaned.get("year_from")
        reason = too_young(self.instance.offer.kind, [] if first is None else [first])
        if reason:
            self.add_error("year_from", reason)
        return cleaned

    def _refuse_backwards(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first is not None and last is not None and first > last:
            self.add_error("year_to", _("Choose the same year or a later one"))
        least, ideal, most = (cleaned.get(name) for name in ("group_min", "group_ideal", "group_max"))
        if least and most and least > most:
            self.add_error("group_max", _("Enter at least %(least)s, the fewest that you take") % {"least": least})
        elif ideal and least and most and not least <= ideal <= most:
            self.add_error("group_ideal", _("Enter a number from %(least)s to %(most)s") % {"least": least, "most": most})
