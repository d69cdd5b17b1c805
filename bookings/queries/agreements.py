"""What is agreed, in a few words: the same in mails, on the answer's page and on the booking's own."""

import datetime

from django.utils.translation import gettext as _

from bookings.models import Booking
from bookings.rules.prices import Price, price_of
from bookings.states import SessionState
from directory.cards import money
from directory.enums import PriceBasis, Setting
from directory.models import OfferVersion

COUNTED = (SessionState.HELD, SessionState.AGREED, SessionState.CONFIRMED, SessionState.AT_RISK, SessionState.DELIVERED)


def price_of_booking(booking: Booking, sessions: int) -> Price:
    """By the prices that were frozen when the booking was asked for; where retention took its counts, a share of what it came to."""
    if booking.settled_pence is not None:
        return Price(fee=booking.settled_pence * sessions // max(counted_sessions(booking), 1), materials=0)
    return price_of(
        basis=booking.price_basis,
        unit_pence=booking.price_pence,
        materials_pence=booking.materials_pence,
        sessions=sessions,
        pupils=booking.pupils,
    )


def counted_sessions(booking: Booking) -> int:
    """How many sessions the price is for: those called off cost nothing."""
    return booking.sessions.filter(state__in=COUNTED).count()


def cost_words(booking: Booking, sessions: int) -> str:
    return words_of_price(booking.price_basis, price_of_booking(booking, sessions))


def words_of_price(basis: str, price: Price) -> str:
    """£630, Free, Expenses only; what materials add is said beside it."""
    if basis == PriceBasis.EXPENSES_ONLY:
        words = _("Expenses only")
        return (
            _("%(fee)s, and %(materials)s for materials") % {"fee": words, "materials": money(price.materials)}
            if price.materials
            else words
        )
    if not price.total:
        return _("Free")
    if price.materials and price.fee:
        return _("%(total)s, of which %(materials)s for materials") % {"total": money(price.total), "materials": money(price.materials)}
    return _("%(total)s for materials") % {"total": money(price.total)} if price.materials else money(price.total)


def place_words_of(booking: Booking) -> str:
    """Where it takes place, to the two sides of the booking."""
    return place_at(booking.version, f"{booking.school.name}, {booking.school.postcode}".strip(", "))


def place_at(version: OfferVersion, school: str) -> str:
    match Setting(version.setting):
        case Setting.SCHOOL_SITE:
            return school
        case Setting.ONLINE_LIVE:
            return _("Online, live")
        case _ if version.venue:
            place = f"{version.space.name}, {version.venue.name}" if version.space else version.venue.name
            return f"{place}, {version.venue.town or version.venue.district}"
        case Setting.PUBLIC_OUTDOOR:
            return _("Outdoors; the provider says where")
        case _:
            return _("At the provider's place")


def last_date(booking: Booking) -> datetime.date | None:
    last = booking.sessions.order_by("-date").first()
    return last.date if last else None
