"""A request while it is typed: the steps beside each page, and the page that shows it all before it is asked."""

import dataclasses
import datetime
from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.exceptions import DateProblem
from bookings.models import Booking
from bookings.queries.agreements import place_at, words_of_price
from bookings.queries.dates import DateCode, nearest_dates
from bookings.queries.drafts import Draft, fingerprint
from bookings.queries.requests import Obstacle, find_obstacles
from bookings.rules import ANSWER_SCHOOL_DAYS
from bookings.rules.prices import price_of
from bookings.rules.words import capitalised, dates_words, joined, times_words, weekdays_words
from core.parts import Row, Step
from directory.enums import Adjustment, SupervisionMode
from directory.models import Offer, OfferVersion

# Where another date helps. The last two are what the diary says when it is asked to hold a date that has just gone.
MENDED_BY_ANOTHER_DATE = (DateCode.CLOSED, DateCode.DIARY, "taken", "travel")
STEPS = ("group", "dates", "access", "check")


@dataclasses.dataclass(frozen=True)
class RequestCard:
    """What every step's page shows. `number` is the step's place of `total`."""

    reference: str
    title: str
    provider: str
    kind: str
    offer_slug: str
    is_shown: bool
    number: int
    total: int
    steps: Sequence[Step]
    back_url: str


@dataclasses.dataclass(frozen=True)
class RefusedDate:
    label: str
    value: str
    reason: str
    nearest: str


@dataclasses.dataclass(frozen=True)
class CheckCard:
    rows: Sequence[Row]
    cost: str
    seen: str
    obstacles: Sequence[tuple[Obstacle, str]]  # with where to put it right
    refused: Sequence[RefusedDate]
    may_drop: bool
    answer_days: int

    @property
    def may_ask(self) -> bool:
        return not self.obstacles and not self.refused


def request_card(booking: Booking, version: OfferVersion, draft: Draft, step: str) -> RequestCard:
    number = STEPS.index(step) + 1 if step in STEPS else 0
    labels = [
        _("Group: %(label)s") % {"label": draft.group.label} if draft.group else _("Group"),
        _("Dates and numbers"),
        _("Access and staff"),
        _("Check and ask"),
    ]
    back = _step_url(booking, STEPS[number - 2]) if number > 1 else reverse("portal:offer", args=[booking.offer.slug])
    return RequestCard(
        reference=booking.reference,
        title=version.title,
        provider=booking.provider.name,
        kind=booking.offer.kind,
        offer_slug=booking.offer.slug,
        is_shown=Offer.objects.shown().filter(pk=booking.offer_id).exists(),
        number=number,
        total=len(STEPS),
        steps=[
            Step(label, "", "done" if place < number else "here" if place == number else "ahead")
            for place, label in enumerate(labels, start=1)
        ],
        back_url=back,
    )


def check_card(booking: Booking, version: OfferVersion, draft: Draft, problems: Sequence[DateProblem]) -> CheckCard:
    price = price_of(
        basis=version.price_basis,
        unit_pence=version.price_pence,
        materials_pence=version.materials_pence,
        sessions=len(draft.dates),
        pupils=draft.pupils or 0,
    )
    obstacles = find_obstacles(booking, version, draft)
    return CheckCard(
        rows=_rows(booking, version, draft),
        cost=words_of_price(version.price_basis, price),
        seen=fingerprint(booking, version),
        obstacles=[(obstacle, _step_url(booking, obstacle.step)) for obstacle in obstacles],
        refused=[_refused(booking, version, draft, problem) for problem in problems],
        may_drop=0 < len(problems) < len(draft.dates) and len(draft.dates) - len(problems) >= version.sessions_min,
        answer_days=ANSWER_SCHOOL_DAYS,
    )


def _refused(booking: Booking, version: OfferVersion, draft: Draft, problem: DateProblem) -> RefusedDate:
    """A date lost since the page was shown, with what is free instead, where another date would mend it."""
    free = nearest_dates(draft.ask(booking, version), problem.date, besides=draft.dates) if problem.code in MENDED_BY_ANOTHER_DATE else []
    nearest = _("Nearest free: %(dates)s.") % {"dates": joined([_short(date) for date in free])} if free else ""
    return RefusedDate(_short(problem.date), problem.date.isoformat(), problem.reason, nearest)


def _short(date: datetime.date) -> str:
    return date_format(date, "j F")


def _rows(booking: Booking, version: OfferVersion, draft: Draft) -> list[Row]:
    group, dates, access = (_step_url(booking, step) for step in STEPS[:3])
    pupils = ngettext("%(number)s pupil", "%(number)s pupils", draft.pupils or 0) % {"number": draft.pupils or 0}
    adults = ngettext("%(number)s adult", "%(number)s adults", draft.adults or 0) % {"number": draft.adults or 0}
    labels = [str(Adjustment(code).label) for code in draft.adjustments]
    return [
        Row(_("Group"), draft.group.label if draft.group else _("Not chosen"), group),
        Row(capitalised(weekdays_words(draft.dates)) if draft.dates else _("Dates"), dates_words(draft.dates) or _("Not chosen"), dates),
        Row(_("Time"), times_words(draft.starts, draft.ends), dates),
        Row(_("How many"), pupils, dates),
        Row(_("Where"), place_at(version, booking.school.name)),
        Row(_("Your staff"), adults, access),
        Row(_("Who watches"), str(SupervisionMode(draft.supervision).label), access),
        Row(_("Adjustments"), ", ".join(labels) or _("None asked for"), access),
        Row(_("Message"), draft.message or _("None"), access),
    ]


def _step_url(booking: Booking, step: str) -> str:
    return reverse(f"bookings:request-{step}", args=[booking.reference])
