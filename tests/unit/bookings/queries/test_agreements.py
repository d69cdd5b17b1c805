import pytest

from bookings.models import Booking
from bookings.queries.agreements import cost_words, counted_sessions, place_words_of, words_of_price
from bookings.rules.prices import Price
from bookings.states import SessionState
from directory.enums import PriceBasis, Setting
from tests.factories.bookings import SPRING, BookingFactory, SessionFactory
from tests.factories.directory import OfferFactory, SpaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("basis", "price", "words"),
    [
        (PriceBasis.FREE, Price(0, 0), "Free"),
        (PriceBasis.FREE, Price(0, 4800), "£48 for materials"),
        (PriceBasis.PER_SESSION, Price(63000, 0), "£630"),
        (PriceBasis.PER_SESSION, Price(63000, 1250), "£642.50, of which £12.50 for materials"),
        (PriceBasis.EXPENSES_ONLY, Price(0, 0), "Expenses only"),
        (PriceBasis.EXPENSES_ONLY, Price(0, 1000), "Expenses only, and £10 for materials"),
    ],
)
def test_prices_in_words(basis: str, price: Price, words: str) -> None:
    assert words_of_price(basis, price) == words


def test_what_was_called_off_costs_nothing() -> None:
    booking = BookingFactory(price_basis=PriceBasis.PER_SESSION, price_pence=9000, pupils=24)
    SessionFactory(booking=booking, date=SPRING[0], state=SessionState.CONFIRMED)
    SessionFactory(booking=booking, date=SPRING[1], state=SessionState.LAPSED)

    assert (counted_sessions(booking), cost_words(booking, counted_sessions(booking))) == (1, "£90")


def booking_at(setting: str, **version: object) -> Booking:
    offer = OfferFactory(listed=True, version__setting=setting, **{f"version__{name}": value for name, value in version.items()})
    return BookingFactory(offer=offer)


def test_places_in_words() -> None:
    space = SpaceFactory(name="Kitchen", venue__name="Burnside hall", venue__town="Cramlington")

    at_school = booking_at(Setting.SCHOOL_SITE)
    assert place_words_of(at_school) == f"{at_school.school.name}, NE23 8EH"
    assert place_words_of(booking_at(Setting.HOST_SITE, venue=space.venue, space=space)) == "Kitchen, Burnside hall, Cramlington"
    assert place_words_of(booking_at(Setting.HOST_SITE, venue=space.venue)) == "Burnside hall, Cramlington"
    assert place_words_of(booking_at(Setting.ONLINE_LIVE)) == "Online, live"
    assert place_words_of(booking_at(Setting.PUBLIC_OUTDOOR)) == "Outdoors; the provider says where"
    assert place_words_of(booking_at(Setting.EMPLOYER_SITE)) == "At the provider's place"
