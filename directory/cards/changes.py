"""What differs between two versions of what an offer says, in words: for the officers who compare them."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.cards import money, price_words, years_words
from directory.enums import Adjustment, Involvement, Offered
from directory.models import OfferPhoto, OfferVersion
from schools.enums import EnrichmentCategory, Subject

Wording = str | Promise


@dataclasses.dataclass(frozen=True)
class FieldChange:
    """One answer that changed. `before` or `after` is empty where there was none."""

    label: str
    before: str
    after: str


def changes_between(old: OfferVersion | None, new: OfferVersion) -> list[FieldChange]:
    """Field by field in the order of the offer's page; without an old version, everything that the new one says."""
    rows = [(str(label), words(old) if old else "", words(new)) for label, words in DESCRIPTIONS]
    return [FieldChange(*row) for row in [*rows, *_adjustments(old, new)] if row[1] != row[2]]


def new_photos(version: OfferVersion) -> list[OfferPhoto]:
    """Pictures that no officer has approved yet: they go with the version that is looked at."""
    return list(version.offer.photos.filter(approved_at__isnull=True))


def _shown(name: str) -> Callable[[OfferVersion], str]:
    """As the model puts it in words: a choice's label, else the value, empty for none."""

    def words(version: OfferVersion) -> str:
        display = getattr(version, f"get_{name}_display", None)
        value = display() if display else getattr(version, name)
        return "" if value is None else str(value)

    return words


def _labels(name: str, choices: Any) -> Callable[[OfferVersion], str]:
    return lambda version: ", ".join(str(choices(value).label) for value in getattr(version, name))


def _minutes(name: str) -> Callable[[OfferVersion], str]:
    return lambda version: _("%(number)s minutes") % {"number": getattr(version, name)}


def _timeline(version: OfferVersion) -> str:
    return "\n".join(f"{entry['minute']} {entry['title']}: {entry['text']}" for entry in version.timeline)


def _group(version: OfferVersion) -> str:
    words = _("%(least)s to %(most)s") % {"least": version.group_min, "most": version.group_max}
    return f"{words} ({_('best with %(ideal)s') % {'ideal': version.group_ideal}})" if version.group_ideal else words


def _materials(version: OfferVersion) -> str:
    return _("%(price)s a pupil, each session") % {"price": money(version.materials_pence)} if version.materials_pence else ""


def _people(version: OfferVersion) -> str:
    return ", ".join(version.people.order_by("name").values_list("name", flat=True))


DESCRIPTIONS: Iterable[tuple[Wording, Callable[[OfferVersion], str]]] = (
    (gettext_lazy("Title"), _shown("title")),
    (gettext_lazy("Summary"), _shown("summary")),
    (gettext_lazy("What pupils do"), _shown("description")),
    (gettext_lazy("Minute by minute"), _timeline),
    (gettext_lazy("What pupils take away"), _shown("outcomes")),
    (gettext_lazy("What to bring"), _shown("bring")),
    (gettext_lazy("Subjects"), _labels("subjects", Subject)),
    (gettext_lazy("Enrichment"), _labels("categories", EnrichmentCategory)),
    (gettext_lazy("Picture"), _shown("motif")),
    (gettext_lazy("Years"), lambda version: years_words(version.year_from, version.year_to)),
    (gettext_lazy("Group"), _group),
    (gettext_lazy("Pupils for each adult"), _shown("pupils_per_adult")),
    (gettext_lazy("How often"), _shown("pattern")),
    (gettext_lazy("Sessions at least"), _shown("sessions_min")),
    (gettext_lazy("Where"), _shown("setting")),
    (gettext_lazy("Place"), lambda version: str(version.venue or "")),
    (gettext_lazy("Space"), lambda version: version.space.name if version.space else ""),
    (gettext_lazy("Miles travelled to a school"), _shown("travel_miles")),
    (gettext_lazy("Who watches"), _shown("supervision")),
    (gettext_lazy("What the adult does"), _shown("nature")),
    (gettext_lazy("Length"), _minutes("minutes")),
    (gettext_lazy("Set-up"), _minutes("setup_minutes")),
    (gettext_lazy("Pack-up"), _minutes("packup_minutes")),
    (gettext_lazy("Price"), lambda version: price_words(version.price_basis, version.price_pence)),
    (gettext_lazy("Materials"), _materials),
    (gettext_lazy("Note on cost"), _shown("price_note")),
    (gettext_lazy("What is part of it"), _labels("involves", Involvement)),
    (gettext_lazy("Who leads"), _people),
)


def _adjustments(old: OfferVersion | None, new: OfferVersion) -> Iterator[tuple[str, str, str]]:
    for adjustment in Adjustment:
        yield str(adjustment.label), _adjusted(old, adjustment), _adjusted(new, adjustment)


def _adjusted(version: OfferVersion | None, adjustment: Adjustment) -> str:
    answer = version.adjustments.get(adjustment.value) if version else None
    if not answer:
        return ""
    words = str(Offered(answer["offered"]).label)
    if answer.get("days"):
        words = _("%(answer)s, %(days)s school days") % {"answer": words, "days": answer["days"]}
    return f"{words}. {answer['note']}" if answer.get("note") else words
