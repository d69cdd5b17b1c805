"""The board of what runs out."""

import datetime

import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.vetting import PlannedUseFactory, VettingAuthorityFactory, cleared_offer
from tests.support.officers import desk_of, own_part, said, the

pytestmark = pytest.mark.django_db

BOARD = "/admin/vetting/lapsing/"


def test_offers_stand_under_the_time_that_is_left_with_the_sessions_at_risk() -> None:
    authority = VettingAuthorityFactory()
    for days, title in ((3, "Bread from scratch"), (30, "Grow your lunch"), (75, "A newspaper by Friday")):
        last = clock.today() + datetime.timedelta(days=days)
        offer = cleared_offer(authority=authority, version__title=title, expires={"RISK_DECL": last})
    PlannedUseFactory(offer=offer, date=last + datetime.timedelta(days=1))

    page = desk_of(UserFactory(), authority).get(BOARD)

    shown = [(" ".join(the(one, "h2").get_text().split()), the(one, "strong").get_text()) for one in own_part(page).select("section")]
    assert shown == [
        ("Within a week 1", "Bread from scratch"),
        ("Within 30 days 1", "Grow your lunch"),
        ("Within 90 days 1", "A newspaper by Friday"),
    ]
    assert "1 session at risk at 1 school" in said(page)


def test_an_empty_board_says_so() -> None:
    assert "Nothing that is on the site runs out within 90 days." in said(desk_of(UserFactory(), VettingAuthorityFactory()).get(BOARD))
