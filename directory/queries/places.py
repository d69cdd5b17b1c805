"""Where a postcode is, in the columns that providers and venues keep."""

import math

from django.db.models import F, FloatField, Value
from django.db.models.functions import Power

from core.geo import Point
from core.queries.postcodes import locate
from schools.models import Authority, School


def columns_of(postcode: str) -> dict[str, float | None]:
    """Latitude and longitude of a postcode, both None where it cannot be placed."""
    located = locate(postcode) if postcode else None
    return {"latitude": located.point.latitude if located else None, "longitude": located.point.longitude if located else None}


def precision_of(postcode: str) -> str:
    """How well the postcode was placed: exact, sector or district; empty where it was not."""
    located = locate(postcode) if postcode else None
    return located.precision if located else ""


def authority_near(point: Point) -> Authority | None:
    """The authority of the nearest school that is open: near enough to whose area it is for a first guess. None without schools."""
    # Degrees of longitude are shorter than those of latitude, so they count for less.
    shrink = Value(math.cos(math.radians(point.latitude)) ** 2, output_field=FloatField())
    apart = Power(F("latitude") - point.latitude, 2) + Power(F("longitude") - point.longitude, 2) * shrink
    nearest = School.objects.filter(is_active=True, latitude__isnull=False).order_by(apart, "pk").select_related("authority").first()
    return nearest.authority if nearest else None
