"""Placing postcodes on the map from the table that `postcodes_load` fills."""

import dataclasses
from typing import Literal

from django.db.models import Avg, Count
from django.utils.translation import gettext as _

from core.geo import Point
from core.models import PostcodePoint
from core.postcodes import PostcodeError, district_of, normalise, sector_of

__all__ = ["Located", "locate", "normalise"]

Precision = Literal["exact", "sector", "district"]


@dataclasses.dataclass(frozen=True)
class Located:
    """A point, and how near it is to what was asked: the postcode itself, or the middle of its sector or district (`label` says which)."""

    point: Point
    precision: Precision
    label: str

    @property
    def note(self) -> str:
        """A sentence for people where the place is approximate; empty where it is exact."""
        if self.precision == "exact":
            return ""
        return _("Distances are from about the middle of %(area)s.") % {"area": self.label}


def locate(text: str) -> Located | None:
    """Place a postcode, sector or district: exactly, else by its sector, else by its district. None where it is no postcode, or unknown."""
    try:
        postcode = normalise(text, partial=True)
    except PostcodeError:
        return None
    is_unit = postcode[-1:].isalpha() and " " in postcode
    exact = PostcodePoint.objects.filter(pk=postcode).first() if is_unit else None
    if exact:
        return Located(Point(exact.latitude, exact.longitude), "exact", postcode)
    sector = sector_of(postcode) if is_unit else postcode
    return (_middle("sector", sector) if " " in sector else None) or _middle("district", district_of(postcode))


def _middle(area: Literal["sector", "district"], name: str) -> Located | None:
    inside = PostcodePoint.objects.filter(sector=name) if area == "sector" else PostcodePoint.objects.filter(district=name)
    middle = inside.aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"), known=Count("pk"))
    if not middle["known"]:
        return None
    return Located(Point(round(middle["latitude"], 6), round(middle["longitude"], 6)), area, name)
