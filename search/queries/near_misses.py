"""What keeps an offer from fitting, in a sentence that goes on after “Nearly:”."""

import datetime
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.geo import BANDS, BEYOND
from directory.cards import price_words, years_words
from directory.models import Offer, OfferVersion
from search.contract import NearMiss, NearReason, SearchRequest
from search.engines.protocol import FoundNear
from search.facets import LIMITS, YEARS, band_limit

MOST_DATES_NAMED = 2


def near_miss(near: FoundNear, offer: Offer, request: SearchRequest) -> NearMiss:
    if offer.approved_version is None:
        raise ValueError("An offer on show has an approved version: the database holds it.")
    reason = _sentence(near, offer.approved_version, request)
    return NearMiss(near.offer_id, near.band, near.code, reason, near.free_dates)


def band_words(band: int) -> str:
    """The band in words: 1 to 3 miles."""
    return str(BANDS[band][1] if band < len(BANDS) else BEYOND)


def _sentence(near: FoundNear, version: OfferVersion, request: SearchRequest) -> str:
    match near.code:
        case NearReason.GROUP_TOO_BIG:
            most = min(version.group_max, version.space.capacity) if version.space else version.group_max
            return _("it takes up to %(most)s, and your group is %(group)s.") % {"most": most, "group": request.group_size}
        case NearReason.GROUP_TOO_SMALL:
            words = _("it is for groups of at least %(least)s, and yours is %(group)s.")
            return words % {"least": version.group_min, "group": request.group_size}
        case NearReason.TOO_FAR:
            limit = LIMITS[band_limit(request.within_miles or LIMITS[-1]) - 1]
            return _("a little beyond your %(limit)s miles: it is %(band)s away.") % {"limit": limit, "band": band_words(near.band or 0)}
        case NearReason.OUT_OF_REACH:
            return _("they come to schools up to %(miles)s miles away, and you are farther.") % {"miles": version.travel_miles}
        case NearReason.NOT_FREE:
            return _not_free(near.free_dates, request.dates)
        case NearReason.OTHER_YEARS:
            theirs = years_words(version.year_from, version.year_to)
            return _("it is for %(theirs)s, and you asked for %(yours)s.") % {"theirs": theirs, "yours": _asked_years(request.years)}
        case NearReason.COST:
            price = price_words(version.price_basis, version.price_pence)
            return _("it costs a little more than you chose: %(price)s.") % {"price": price}


def _not_free(close: Sequence[datetime.date], asked: Sequence[datetime.date]) -> str:
    if len(asked) > MOST_DATES_NAMED:
        refusal = _("not free on any of your %(number)s dates.") % {"number": len(asked)}
    else:
        refusal = _("not free on %(dates)s.") % {"dates": _dates(asked)}
    return f"{refusal} {_('Free on %(dates)s.') % {'dates': _dates(close)}}" if close else refusal


def _dates(dates: Sequence[datetime.date]) -> str:
    return get_text_list([date_format(date, "j F") for date in dates], _("and"))


def _asked_years(years: frozenset[int]) -> str:
    known = sorted(year for year in years if str(year) in YEARS.values)
    if known and known == list(range(known[0], known[-1] + 1)):
        return years_words(known[0], known[-1])
    return get_text_list([years_words(year, year) for year in known], _("and"))
