"""Where the sessions of an offer take place when a school books it."""

from core.geo import Point
from directory.enums import Setting
from directory.models import OfferVersion
from schools.models import School


def point_of(version: OfferVersion, school: School) -> Point | None:
    """For travel between bookings; None where nobody travels, or where the place is not known."""
    match Setting(version.setting):
        case Setting.SCHOOL_SITE:
            return _point(school.latitude, school.longitude)
        case Setting.ONLINE_LIVE:
            return None
        case _:
            return _point(version.venue.latitude, version.venue.longitude) if version.venue else None


def is_off_site(version: OfferVersion) -> bool:
    """Whether pupils leave the school, so that its visits coordinator has a part in it."""
    return version.setting not in (Setting.SCHOOL_SITE, Setting.ONLINE_LIVE)


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)
