"""The editor's pages on where, how often, at what cost and led by whom."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from core.widgets import AffixedInput, NumberInput, Radios
from directory.enums import ActivityNature, EditorPage, Pattern, PriceBasis, Setting, SupervisionMode
from directory.forms.guarded import offer_only
from directory.forms.offers import PATTERN_HINTS, PageForm
from directory.models import Person, Space, Venue

PRICED = frozenset({PriceBasis.PER_SESSION, PriceBasis.PER_GROUP, PriceBasis.PER_PUPIL, PriceBasis.PER_PROGRAMME})
PRICE_CHOICES = (
    (PriceBasis.FREE, _("Nothing: it is free to schools")),
    (PriceBasis.EXPENSES_ONLY, _("Expenses only")),
    (PriceBasis.PER_SESSION, _("A price for each session")),
    (PriceBasis.PER_GROUP, _("A price for each group")),
    (PriceBasis.PER_PUPIL, _("A price for each pupil, each session")),
    (PriceBasis.PER_PROGRAMME, _("A price for the whole run")),
)
SUPERVISION_HINTS = {
    SupervisionMode.SCHOOL_STAFF_PRESENT.value: _("The usual way. A school may ask for this whatever you choose."),
    SupervisionMode.SCHOOL_STAFF_ON_SITE.value: _("They look in from time to time."),
    SupervisionMode.PROVIDER_SUPERVISED.value: _("Two of you, both checked."),
    SupervisionMode.UNSUPERVISED.value: _("Only with the fullest checks, and rarely needed."),
}
MINUTES = _("minutes")


class WhereWhenForm(PageForm):
    page = EditorPage.WHERE_WHEN
    place = forms.ChoiceField(
        label=_("Which place?"),
        required=False,
        help_text=_("If pupils come to you. If it is missing, save this page, then add it under “Places”."),
    )

    class Meta(PageForm.Meta):
        fields = ("setting", "travel_miles", "pattern", "sessions_min", "minutes", "setup_minutes", "packup_minutes")
        labels = {
            "setting": _("Where does it happen?"),
            "travel_miles": _("How far do you travel to a school?"),
            "pattern": _("How often?"),
            "sessions_min": _("Sessions at least"),
            "minutes": _("How long is one session?"),
            "setup_minutes": _("Before it, to set up"),
            "packup_minutes": _("After it, to pack up"),
        }
        help_texts = {
            "travel_miles": _("As the crow flies."),
            "pattern": _("The law asks for other checks of somebody who meets children often. The days that are booked decide in the end."),
            "sessions_min": _("If it only makes sense as a run: how many sessions a school books at least."),
            "setup_minutes": _("Kept free in your diary."),
            "packup_minutes": _("Kept free in your diary."),
        }
        widgets = {
            "setting": Radios(reveals={Setting.SCHOOL_SITE.value: "travel_miles"}),
            "travel_miles": NumberInput(suffix=_("miles")),
            "pattern": Radios(hints=PATTERN_HINTS),
            "sessions_min": NumberInput,
            "minutes": NumberInput(suffix=MINUTES),
            "setup_minutes": NumberInput(suffix=MINUTES),
            "packup_minutes": NumberInput(suffix=MINUTES),
        }

    field_order = ["setting", "travel_miles", "place", "pattern", "sessions_min", "minutes", "setup_minutes", "packup_minutes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.instance
        self.places = _places_of(version.offer.provider_id)
        offer_only(self, "place", [("", _("None")), *((key, str(place)) for key, place in self.places.items())])
        offer_only(self, "setting", Setting.choices)
        offer_only(self, "pattern", Pattern.choices)
        of_venue = f"venue-{version.venue_id}" if version.venue_id else ""
        self.initial["place"] = f"space-{version.space_id}" if version.space_id else of_venue

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, least, most in (("minutes", 15, 600), ("setup_minutes", 0, 240), ("packup_minutes", 0, 240), ("sessions_min", 1, 40)):
            _refuse_beyond(self, cleaned, name, least, most)
        _refuse_beyond(self, cleaned, "travel_miles", 0, 200)
        setting = cleaned.get("setting")
        if setting == Setting.SCHOOL_SITE and cleaned.get("travel_miles") is None and "travel_miles" not in self.errors:
            self.add_error("travel_miles", _("Enter how many miles you travel, as a whole number"))
        return cleaned

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        place = self.places.get(answers.pop("place"))
        is_theirs = answers["setting"] not in {Setting.SCHOOL_SITE, Setting.ONLINE_LIVE}
        space = place if isinstance(place, Space) and is_theirs else None
        venue = space.venue if space else place if isinstance(place, Venue) and is_theirs else None
        return answers | {"venue": venue, "space": space}


class CostForm(PageForm):
    page = EditorPage.COST
    price = forms.DecimalField(
        label=_("How much?"),
        required=False,
        help_text=_("Leave it empty where it is free, or only expenses are paid."),
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(10_000)],
        widget=AffixedInput(prefix="£"),
    )
    materials = forms.DecimalField(
        label=_("Materials, for each pupil and session"),
        required=False,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(500)],
        widget=AffixedInput(prefix="£"),
        help_text=_("If they come on top. Parents are never charged: it is in school hours."),
    )

    class Meta(PageForm.Meta):
        fields = ("price_basis", "price_note")
        labels = {"price_basis": _("What does a school pay?"), "price_note": _("Anything else about cost")}
        help_texts = {"price_note": _("Like “The first session is free for a school that is new to us”.")}
        widgets = {"price_basis": Radios, "price_note": forms.Textarea(attrs={"rows": 2, "maxlength": 200})}

    field_order = ["price_basis", "price", "materials", "price_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["price"] = _pounds(self.instance.price_pence)
        self.initial["materials"] = _pounds(self.instance.materials_pence)
        offer_only(self, "price_basis", PRICE_CHOICES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("price_basis") in PRICED and not cleaned.get("price") and "price" not in self.errors:
            self.add_error("price", _("Enter a price, or choose that it is free"))
        return cleaned

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        price, materials = answers.pop("price"), answers.pop("materials")
        priced = answers["price_basis"] in PRICED
        return answers | {"price_pence": round(price * 100) if price and priced else 0, "materials_pence": round((materials or 0) * 100)}


class PeopleForm(PageForm):
    page = EditorPage.PEOPLE
    people = forms.ModelMultipleChoiceField(
        label=_("Who meets the pupils?"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody ticked comes to every session."),
        error_messages={"required": _("Choose at least one person. Add them under “People” first if they are missing.")},
    )

    class Meta(PageForm.Meta):
        fields = ("people", "supervision", "nature")
        labels = {"supervision": _("Who watches?"), "nature": _("What do they do?")}
        help_texts = {"nature": _("In the words of the law, which decides by this who must be checked, and how.")}
        widgets = {"supervision": Radios(hints=SUPERVISION_HINTS), "nature": Radios}

    field_order = ["people", "supervision", "nature"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teaching = Person.objects.filter(
            provider_links__provider=self.instance.offer.provider_id, provider_links__left_on__isnull=True
        ).distinct()
        cast("forms.ModelMultipleChoiceField[Person]", self.fields["people"]).queryset = teaching
        offer_only(self, "supervision", SupervisionMode.choices)
        offer_only(self, "nature", ActivityNature.choices)


def _places_of(provider_id: int) -> dict[str, Venue | Space]:
    places: dict[str, Venue | Space] = {}
    for venue in Venue.objects.filter(provider=provider_id).prefetch_related("spaces"):
        places[f"venue-{venue.pk}"] = venue
        for space in venue.spaces.all():
            if not space.is_archived:
                space.venue = venue
                places[f"space-{space.pk}"] = space
    return places


def _refuse_beyond(form: PageForm, cleaned: dict[str, Any], name: str, least: int, most: int) -> None:
    number = cleaned.get(name)
    if number is not None and not least <= number <= most:
        form.add_error(name, _("Enter a number from %(least)s to %(most)s") % {"least": least, "most": most})


def _pounds(pence: int) -> str:
    return f"{pence / 100:.2f}" if pence else ""
