import pytest

from bookings.queries.places import is_off_site, point_of
from core.geo import Point
from directory.enums import Setting
from directory.models import OfferVersion
from tests.factories.directory import VenueFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


def test_the_place_is_the_schools_or_the_venues_or_none() -> None:
    school, venue = SchoolFactory(latitude=55.1, longitude=-1.6), VenueFactory(latitude=55.2, longitude=-1.5)

    assert point_of(OfferVersion(setting=Setting.SCHOOL_SITE), school) == Point(55.1, -1.6)
    assert point_of(OfferVersion(setting=Setting.HOST_SITE, venue=venue), school) == Point(55.2, -1.5)
    assert point_of(OfferVersion(setting=Setting.PUBLIC_OUTDOOR), school) is None
    assert point_of(OfferVersion(setting=Setting.ONLINE_LIVE, venue=venue), school) is None
    assert point_of(OfferVersion(setting=Setting.SCHOOL_SITE), SchoolFactory(latitude=None, longitude=None)) is None


@pytest.mark.parametrize(
    ("setting", "off_site"),
    [
        (Setting.SCHOOL_SITE, False),
        (Setting.ONLINE_LIVE, False),
        (Setting.HOST_SITE, True),
        (Setting.EMPLOYER_SITE, True),
        (Setting.PUBLIC_OUTDOOR, True),
    ],
)
def test_pupils_leave_the_school_or_not(setting: str, off_site: bool) -> None:
    assert is_off_site(OfferVersion(setting=setting)) is off_site
