"""Reading the address of a search. Whatever is wrong gets a message at its field and is left out; the rest is searched for."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import Form
from core.queries.postcodes import locate
from core.widgets import NumberInput
from schools.enums import DayPart
from schools.models import School
from schools.queries.calendars import day_status
from search.contract import Place, SearchRequest, Sort
from search.dates import DATE, WHENEVER, Asked, dates_of, whens
from search.facets import ADAPT, ANY_DISTANCE, CATEGORY, COST, DISTANCE, DOOR, LIMITS, SUBJECT, YEAR, YEAR_BANDS, YEARS, Dimension

PAGE_SIZE = 10
LONGEST_TEXT = 200
LARGEST_GROUP = 500
LAST_PAGE = 100_000
USUAL_MILES = 20  # as far as is looked where a place is given and no distance
FARTHEST = datetime.timedelta(days=365)  # diaries are known at least so far ahead


class KnownChoices(forms.MultipleChoiceField):
    """Keeps what it knows. What else stands in an address (an old link, a slip) is told of, and stops nothing."""

    widget = forms.MultipleHiddenInput

    def __init__(self, values: Iterable[str]) -> None:
        super().__init__(choices=[(value, value) for value in values], required=False)

    def validate(self, value: list[str]) -> None:
        """Nothing is refused."""

    def clean(self, value: Any) -> list[str]:
        return [chosen for chosen in super().clean(value) if self.valid_value(chosen)]


def _values(dimension: Dimension) -> list[str]:
    return [option.value for option in dimension.options]


class SearchForm(Form):
    """Bound to request.GET. `school` is the signed-in one, whose own Wednesdays and postcode are offered."""

    mark_optional = False

    q = forms.CharField(
        label=_("What"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Search for fewer words: %(limit_value)d characters at most.")},
    )
    near = forms.CharField(label=_("Where"), required=False, widget=forms.TextInput({"autocomplete": "postal-code"}))
    when = forms.ChoiceField(label=_("When"), required=False)
    date = forms.DateField(
        label=_("Which date"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("There is no such date. Write it like 27 January 2027.")},
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"],
    )
    group = forms.IntegerField(
        label=_("Pupils in the group"),
        required=False,
        min_value=1,
        max_value=LARGEST_GROUP,
        widget=NumberInput(),
        error_messages={
            "invalid": _("Write the number of pupils in figures, like 24."),
            "min_value": _("A group has at least one pupil."),
            "max_value": _("Groups are of %(limit_value)d pupils at most. Search for one group at a time."),
        },
    )
    door = KnownChoices(_values(DOOR))
    years = KnownChoices([*_values(YEAR), *YEARS.values])
    distance = KnownChoices([*_values(DISTANCE), ANY_DISTANCE])
    access = KnownChoices(_values(ADAPT))
    cost = KnownChoices(_values(COST))
    subject = KnownChoices(_values(SUBJECT))
    category = KnownChoices(_values(CATEGORY))
    sort = forms.ChoiceField(label=_("Sort by"), required=False)
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LAST_PAGE,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("There is no such page. This is the first one.")),
    )
    exact = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, school: School | None) -> None:
        self.given = data
        if school and "near" not in data:
            self.given = data.copy()
            self.given["near"] = school.postcode
        super().__init__(self.given)
        self.school = school
        self.today = clock.today()
        self.whens = whens(school, self.today)
        self._choices("when").choices = [(value, asked.label) for value, asked in self.whens.items()]
        self._choices("when").error_messages["invalid_choice"] = _("Sign in with your school to search on its own dates.")
        self._choices("sort").choices = [(sort.value, label) for sort, label in sorts(has_place=bool(self.given.get("near"))).items()]
        self._choices("sort").error_messages["invalid_choice"] = _("Choose an order from the list.")
        self.is_valid()

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # as declared above
        return field

    def clean_near(self) -> Place | None:
        typed = self.cleaned_data["near"].strip()
        if not typed:
            return None
        located = locate(typed)
        if located is None:
            raise ValidationError(_("We can't place this. Write a postcode, like NE23 6QW, or its first half, like NE23."))
        return Place(located.point.latitude, located.point.longitude, located.label, located.precision)

    def clean_date(self) -> datetime.date | None:
        date: datetime.date | None = self.cleaned_data["date"]
        if self.cleaned_data.get("when") != DATE:
            return None
        if date is None:
            raise ValidationError(_("Which date? Write it like 27 January 2027."))
        if date <= self.today:
            raise ValidationError(_("Choose a date from tomorrow on."))
        if date > self.today + FARTHEST:
            raise ValidationError(_("Choose a date within a year: diaries don't reach farther."))
        return date

    @property
    def asked_dates(self) -> Asked:
        """When: with its label and dates. Any time where the answer was wrong or missing."""
        value = self.cleaned_data.get("when") or WHENEVER
        return dates_of(self.whens.get(value, self.whens[WHENEVER]), self.cleaned_data.get("date"))

    @property
    def place_note(self) -> str:
        """Where a postcode was not found itself, what the distances are from."""
        place = self.cleaned_data.get("near")
        if not place or place.precision == "exact":
            return ""
        return gettext("Distances are from about the middle of %(place)s.") % {"place": place.label}

    @property
    def date_note(self) -> str:
        """Where the date is none on which the school teaches, why not."""
        date = self.cleaned_data.get("date")
        if not date or not self.school:
            return ""
        status = day_status(self.school, date, DayPart.PM)
        return "" if status.is_teaching else status.reason

    @property
    def next_distance(self) -> int:
        """The next radius out from the one asked for."""
        within = _miles(self.cleaned_data["distance"]) or LIMITS[-1]
        return next((limit for limit in LIMITS if limit > within), LIMITS[-1])

    @property
    def narrowing_fields(self) -> list[BoundField]:
        """Those that stand among the filters."""
        return [self["group"]]

    @property
    def shows_date(self) -> bool:
        """Whether a date of one's own is wanted, so that its box is there without scripts."""
        return self.given.get("when") == DATE

    @property
    def ignored(self) -> list[str]:
        """Values in the address that nothing here can be narrowed by."""
        known = ((name, field) for name, field in self.fields.items() if isinstance(field, KnownChoices))
        return [value for name, field in known for value in self.given.getlist(name) if value and not field.valid_value(value)]

    def to_request(self) -> SearchRequest:
        given = self.cleaned_data
        near = given.get("near") or None
        return SearchRequest(
            text=given.get("q") or "",
            near=near,
            within_miles=_miles(given["distance"]) if near else None,
            dates=self.asked_dates.dates,
            group_size=given.get("group"),
            doors=frozenset(given["door"]),
            years=_years(given["years"]),
            subjects=frozenset(given["subject"]),
            categories=frozenset(given["category"]),
            access=frozenset(given["access"]),
            costs=frozenset(given["cost"]),
            sort=Sort(given.get("sort") or Sort.BEST),
            page=given.get("page") or 1,
            page_size=PAGE_SIZE,
            for_schools=self.school is not None,
            correct=not given.get("exact"),
        )


def sorts(*, has_place: bool) -> dict[Sort, Any]:
    orders = {Sort.BEST: _("Best fit"), Sort.NEAREST: _("Nearest"), Sort.NEWEST: _("Newest")}
    return {sort: label for sort, label in orders.items() if has_place or sort != Sort.NEAREST}


def _miles(chosen: list[str]) -> int | None:
    """The farthest of the distances chosen; the usual one where none is."""
    if ANY_DISTANCE in chosen:
        return None
    return max((int(limit) for limit in chosen), default=USUAL_MILES)


def _years(chosen: list[str]) -> frozenset[int]:
    bands = {band.value: band.years for band in YEAR_BANDS}
    return frozenset(year for value in chosen for year in bands.get(value) or {int(value)})
