import datetime

import pytest

from directory.cards import assured_words, group_words, money, place_words, price_words, years_words
from directory.enums import PriceBasis, Setting
from directory.models import Offer


@pytest.mark.parametrize(("pence", "words"), [(0, "£0"), (9000, "£90"), (450, "£4.50"), (105, "£1.05"), (123456700, "£1,234,567")])
def test_money_shows_pence_only_where_there_are_some(pence: int, words: str) -> None:
    assert money(pence) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (6, 6, "Year 6"),
        (7, 9, "Years 7 to 9"),
        (0, 2, "Reception to Year 2"),
        (-1, 0, "Nursery (age 3) to Reception"),
        (1, 2, "Years 1 to 2"),
    ],
)
def test_years_are_put_as_schools_say_them(first: int, last: int, words: str) -> None:
    assert years_words(first, last) == words


@pytest.mark.parametrize(
    ("least", "most", "words"), [(6, 15, "6 to 15 pupils"), (1, 24, "Up to 24 pupils"), (30, 30, "30 pupils"), (1, 1, "1 pupil")]
)
def test_group_says_how_many_come_at_once(least: int, most: int, words: str) -> None:
    assert group_words(least, most) == words


def test_every_price_basis_has_words() -> None:
    words = {basis: price_words(basis, 9000) for basis in PriceBasis}

    assert words == {
        PriceBasis.FREE: "Free",
        PriceBasis.PER_SESSION: "£90 a session",
        PriceBasis.PER_GROUP: "£90 a group",
        PriceBasis.PER_PUPIL: "£90 a pupil",
        PriceBasis.PER_PROGRAMME: "£90 for the run",
        PriceBasis.EXPENSES_ONLY: "Expenses only",
    }


def test_every_setting_has_words_and_none_is_an_address() -> None:
    assert {setting: place_words(setting) for setting in Setting} == {
        Setting.SCHOOL_SITE: "At your school",
        Setting.HOST_SITE: "At their place",
        Setting.EMPLOYER_SITE: "At the employer's",
        Setting.PUBLIC_OUTDOOR: "Outdoors",
        Setting.ONLINE_LIVE: "Online, live",
    }


def test_assurance_names_the_authority_and_the_last_day() -> None:
    offer = Offer(assured_by="Northumberland", assured_until=datetime.date(2027, 8, 31))

    assert assured_words(offer) == "Assured by Northumberland until 31 August 2027"


def test_an_offer_that_nobody_assures_says_nothing() -> None:
    assert assured_words(Offer()) == ""
