import datetime

import pytest

from core import clock
from tests.factories.vetting import CheckFactory, VettingAuthorityFactory, cleared_offer, leader_of
from vetting.queries.ringing.expiries import unrenewed

pytestmark = pytest.mark.django_db


def test_what_ends_on_one_day_is_one_row_and_goes_when_it_is_renewed_or_long_past() -> None:
    authority, today = VettingAuthorityFactory(), clock.today()
    soon = today + datetime.timedelta(days=1)
    offer = cleared_offer(authority=authority, expires={"PLI": soon, "SG_TRAINING": soon})

    (found,) = unrenewed([authority], today)
    assert (found.provider, found.until, len(found.checks)) == (offer.provider, soon, 2)
    assert unrenewed([authority], today + datetime.timedelta(days=31))
    assert unrenewed([authority], today + datetime.timedelta(days=32)) == []

    renewed = {"authority": authority, "verified": True, "expires_on": today + datetime.timedelta(days=365)}
    CheckFactory(check_type="PLI", person=None, provider=offer.provider, **renewed)
    CheckFactory(check_type="SG_TRAINING", person=leader_of(offer), **renewed)
    assert unrenewed([authority], today) == []
