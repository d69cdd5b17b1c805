"""What is still to be said about an offer before officers can look at it, and before schools can book it."""

import dataclasses
from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.enums import Answer, EditorPage, Setting
from directory.models import AvailabilityWindow, OfferVersion, Venue

PLACES_OF_THEIR_OWN = frozenset({Setting.HOST_SITE, Setting.EMPLOYER_SITE})
AVAILABILITY = "availability"  # the page of a diary, which belongs to a person and not to a version


@dataclasses.dataclass(frozen=True)
class Missing:
    """One thing to do. `page` is an EditorPage, "venue" or AVAILABILITY; what doesn't block can wait until after the officers."""

    page: str
    text: str
    blocks: bool = True


def missing_from(version: OfferVersion) -> list[Missing]:
    """In the order of the editor's pages; empty when the version is whole."""
    return [*_unanswered(version), *_contradictory(version)]


def _unanswered(version: OfferVersion) -> Iterator[Missing]:
    for page in EditorPage:
        if page not in version.answered:
            yield Missing(page, _("“%(page)s” is not answered yet.") % {"page": page.label})


def _contradictory(version: OfferVersion) -> Iterator[Missing]:
    if EditorPage.WHERE_WHEN in version.answered:
        yield from _about_place(version)
    if EditorPage.ADJUSTMENTS in version.answered and not version.adjustments:
        yield Missing(EditorPage.ADJUSTMENTS, _("Say for at least one adjustment whether you offer it."))
    if EditorPage.PEOPLE in version.answered:
        yield from _about_people(version)


def _about_place(version: OfferVersion) -> Iterator[Missing]:
    if version.setting in PLACES_OF_THEIR_OWN and version.venue is None:
        yield Missing(EditorPage.WHERE_WHEN, _("Choose the place where this happens, or add it first."))
    if version.setting == Setting.SCHOOL_SITE and version.travel_miles is None:
        yield Missing(EditorPage.WHERE_WHEN, _("Say how many miles you travel to a school."))
    if version.venue and not has_access_answer(version.venue):
        yield Missing("venue", _("Answer at least one question about access at %(venue)s.") % {"venue": version.venue.name})


def _about_people(version: OfferVersion) -> Iterator[Missing]:
    people = list(version.people.all())
    if not people:
        yield Missing(EditorPage.PEOPLE, _("Name at least one person who meets the pupils."))
    open_to_bookings = AvailabilityWindow.objects.filter(person__in=people).values_list("person_id", flat=True)
    for person in people:
        if person.pk not in open_to_bookings:
            yield Missing(AVAILABILITY, _("Say when %(person)s can be booked.") % {"person": person.short_name}, blocks=False)


def has_access_answer(venue: Venue) -> bool:
    return venue.access.exclude(answer=Answer.UNKNOWN).exists()
