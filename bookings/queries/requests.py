"""What stands against a request as it was typed, in the order in which the pages ask for it."""

import dataclasses

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.models import Booking, Session
from bookings.queries.drafts import Draft
from bookings.states import SessionState
from directory.cards import years_words
from directory.models import OfferVersion
from directory.rules import too_young
from schools.models import PupilGroup, School


@dataclasses.dataclass(frozen=True)
class Obstacle:
    """Why it can't be asked like this, and what to do next. `step` is the page where it is put right, `field` its field there."""

    step: str
    field: str
    code: str
    message: str


def find_obstacles(booking: Booking, version: OfferVersion, draft: Draft) -> list[Obstacle]:
    """Everything against the request but the dates themselves, which need the diary and vetting."""
    return [
        *_about_group(version, draft.group),
        *_about_dates(booking.school, version, draft),
        *_about_numbers(version, draft.pupils),
        *_about_adults(version, draft),
    ]


def _about_group(version: OfferVersion, group: PupilGroup | None) -> list[Obstacle]:
    if group is None:
        return [Obstacle("group", "group", "group_missing", _("Choose a group, or describe a new one"))]
    message = years_problem(version, group)
    return [Obstacle("group", "group", "years", message)] if message else []


def years_problem(version: OfferVersion, group: PupilGroup) -> str:
    """Why the group's years don't suit the offer; nothing where they do. Pupils too young for its kind are told so first: it is law."""
    if reason := too_young(version.offer.kind, group.years):
        return reason
    if all(version.year_from <= year <= version.year_to for year in group.years):
        return ""
    years = years_words(version.year_from, version.year_to)
    return _("This is for %(years)s. Choose another group, or look for an offer for these years.") % {"years": years}


def _about_dates(school: School, version: OfferVersion, draft: Draft) -> list[Obstacle]:
    message = dates_problem(school, version, len(draft.dates))
    problems = [Obstacle("dates", "dates", "dates", message)] if message else []
    times = times_problem(version, draft)
    return [*problems, Obstacle("dates", "ends", "times", times)] if times else problems


def dates_problem(school: School, version: OfferVersion, chosen: int) -> str:
    if not chosen and version.sessions_min <= 1:
        return _("Choose at least one date")
    if chosen < version.sessions_min:
        return _("Choose at least %(number)s dates: this offer runs as a block") % {"number": version.sessions_min}
    left = max(0, school.open_holds_cap - held_by(school))
    if chosen > left:
        return ngettext(
            "Your school may hold %(left)s more date that waits for an answer. Choose fewer, or wait for an answer to another request",
            "Your school may hold %(left)s more dates that wait for an answer. Choose fewer, or wait for an answer to another request",
            left,
        ) % {"left": left}
    return ""


def held_by(school: School) -> int:
    """How many sessions the school holds unanswered."""
    return Session.objects.filter(booking__school=school, state=SessionState.HELD).count()


def times_problem(version: OfferVersion, draft: Draft) -> str:
    minutes = (draft.ends.hour * 60 + draft.ends.minute) - (draft.starts.hour * 60 + draft.starts.minute)
    if minutes <= 0:
        return _("The end comes before the start. Write an end later than the start")
    if minutes > version.minutes:
        return _("This runs for %(minutes)s minutes. Choose an end no later than that") % {"minutes": version.minutes}
    return ""


def _about_numbers(version: OfferVersion, pupils: int | None) -> list[Obstacle]:
    message = pupils_problem(version, pupils)
    return [Obstacle("dates", "pupils", "pupils", message)] if message else []


def pupils_problem(version: OfferVersion, pupils: int | None) -> str:
    if not pupils or pupils < 1:
        return _("Enter how many pupils come")
    most = most_pupils(version)
    if pupils > most:
        groups = -(-pupils // most)
        size = -(-pupils // groups)
        return _("Enter %(most)s pupils or fewer. For all %(pupils)s, ask %(groups)s times, for groups of %(size)s on different dates") % {
            "most": most,
            "pupils": pupils,
            "groups": groups,
            "size": size,
        }
    if pupils < version.group_min:
        return _("This runs for %(least)s pupils or more. Join two groups, or look for an offer for fewer") % {"least": version.group_min}
    return ""


def most_pupils(version: OfferVersion) -> int:
    return min(version.group_max, version.space.capacity) if version.space else version.group_max


def adults_needed(version: OfferVersion, pupils: int) -> int:
    """How many of the school's adults the offer asks for; at least one."""
    return max(1, -(-pupils // version.pupils_per_adult)) if version.pupils_per_adult else 1


def _about_adults(version: OfferVersion, draft: Draft) -> list[Obstacle]:
    message = adults_problem(version, draft.adults, draft.pupils or 0)
    return [Obstacle("access", "adults", "adults", message)] if message else []


def adults_problem(version: OfferVersion, adults: int | None, pupils: int) -> str:
    needed = adults_needed(version, pupils)
    if not adults:
        return _("Enter how many of your staff come")
    if adults < needed:
        return _("Bring %(needed)s adults or more: this offer asks for one to every %(each)s pupils") % {
            "needed": needed,
            "each": version.pupils_per_adult,
        }
    return ""
