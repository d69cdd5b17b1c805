"""Where an offer is, as finely as anybody may know: a public place exactly, everything else by the middle of its postcode sector."""

from collections.abc import Iterable

from django.db.models import Avg

from core.geo import Point
from core.models import PostcodePoint
from core.postcodes import PostcodeError, normalise, sector_of
from core.queries.postcodes import locate
from directory.enums import Setting
from directory.models import Offer

COARSE = 2  # decimals of a degree, about two thirds of a mile: where a sector is unknown


def public_places(offers: Iterable[Offer]) -> dict[int, Point | None]:
    """By offer. Pupils go to the venue, or the provider comes from its own place; online there is none."""
    where = {offer.pk: _stands(offer) for offer in offers}
    middles = _middles({postcode for _exact, postcode, _coarse in where.values() if postcode})
    return {offer_id: exact or middles.get(postcode) or coarse for offer_id, (exact, postcode, coarse) in where.items()}


def _stands(offer: Offer) -> tuple[Point | None, str, Point | None]:
    """The exact point of a public place; else a postcode, and a coarse point for when it is in no table."""
    version = offer.approved_version
    if version is None or version.setting == Setting.ONLINE_LIVE:
        return None, "", None
    venue = version.venue if version.setting != Setting.SCHOOL_SITE else None
    place = venue or offer.provider
    if place.latitude is None or place.longitude is None:
        return None, place.postcode, None
    if venue and venue.is_public_place:
        return Point(place.latitude, place.longitude), "", None
    return None, place.postcode, Point(round(place.latitude, COARSE), round(place.longitude, COARSE))


def _middles(postcodes: set[str]) -> dict[str, Point]:
    sectors = {postcode: sector for postcode in postcodes if (sector := _sector(postcode))}
    known = PostcodePoint.objects.filter(sector__in=set(sectors.values())).values("sector")
    middles = {
        row["sector"]: Point(round(row["lat"], 6), round(row["lon"], 6))
        for row in known.annotate(lat=Avg("latitude"), lon=Avg("longitude"))
    }
    for sector in set(sectors.values()) - set(middles):
        located = locate(sector)
        if located:
            middles[sector] = located.point
    return {postcode: middles[sector] for postcode, sector in sectors.items() if sector in middles}


def _sector(postcode: str) -> str:
    try:
        return sector_of(normalise(postcode))
    except PostcodeError:
        return ""
