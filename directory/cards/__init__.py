"""How an offer is put in words, the same on cards, on pages and in mails; and the card that lists show."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.parts import OfferCard
from directory.enums import PriceBasis, Setting
from directory.models import Offer, OfferVersion
from schools.enums import YearGroup


def money(pence: int) -> str:
    """Pounds, with pence only where there are some: £90, £4.50."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"


def years_words(year_from: int, year_to: int) -> str:
    """The years that an offer is for: Year 6, Years 7 to 9, Reception to Year 2."""
    if year_from == year_to:
        return str(YearGroup(year_from).label)
    if year_from > YearGroup.RECEPTION:
        return _("Years %(first)s to %(last)s") % {"first": year_from, "last": year_to}
    return _("%(first)s to %(last)s") % {"first": YearGroup(year_from).label, "last": YearGroup(year_to).label}


def group_words(least: int, most: int) -> str:
    """How many pupils come at once."""
    if least == most:
        return ngettext("%(most)s pupil", "%(most)s pupils", most) % {"most": most}
    if least <= 1:
        return _("Up to %(most)s pupils") % {"most": most}
    return _("%(least)s to %(most)s pupils") % {"least": least, "most": most}


def price_words(basis: str, pence: int) -> str:
    """What an offer costs, in a few words: £90 a session."""
    match PriceBasis(basis):
        case PriceBasis.FREE:
            return _("Free")
        case PriceBasis.EXPENSES_ONLY:
            return _("Expenses only")
        case PriceBasis.PER_SESSION:
            return _("%(price)s a session") % {"price": money(pence)}
        case PriceBasis.PER_GROUP:
            return _("%(price)s a group") % {"price": money(pence)}
        case PriceBasis.PER_PUPIL:
            return _("%(price)s a pupil") % {"price": money(pence)}
        case PriceBasis.PER_PROGRAMME:
            return _("%(price)s for the run") % {"price": money(pence)}


def place_words(setting: str) -> str:
    """Where it takes place, to a school that reads it. Never an address."""
    match Setting(setting):
        case Setting.SCHOOL_SITE:
            return _("At your school")
        case Setting.HOST_SITE:
            return _("At their place")
        case Setting.EMPLOYER_SITE:
            return _("At the employer's")
        case Setting.PUBLIC_OUTDOOR:
            return _("Outdoors")
        case Setting.ONLINE_LIVE:
            return _("Online, live")


def assured_words(offer: Offer) -> str:
    """Who assures the offer and until when, for the public; nothing where nobody does."""
    if not offer.assured_until:
        return ""
    until = date_format(offer.assured_until, "j F Y")
    return _("Assured by %(authority)s until %(until)s") % {"authority": offer.assured_by, "until": until}


def offer_facts(version: OfferVersion) -> list[str]:
    """Years, group and price: what every card of an offer says."""
    return [
        years_words(version.year_from, version.year_to),
        group_words(version.group_min, version.group_max),
        price_words(version.price_basis, version.price_pence),
    ]


def offer_card(offer: Offer, *, more_facts: Sequence[str | Promise] = ()) -> OfferCard:
    """The card of a shown offer. Wants its approved version and provider selected and its photos prefetched."""
    version = offer.approved_version
    if version is None:
        raise ValueError(f"Offer {offer.pk} has no approved version, so it has no card.")
    photo = next((photo for photo in offer.photos.all() if photo.approved_at), None)
    return OfferCard(
        url=reverse("portal:offer", args=[offer.slug]),
        title=version.title,
        provider=offer.provider.name,
        kind=offer.kind,
        subject=version.motif,
        seed=offer.pk,
        facts=[*offer_facts(version), *more_facts],
        summary=version.summary,
        photo_url=photo.image.url if photo else "",
        photo_alt=photo.alt_text if photo else "",
        assured=assured_words(offer),
    )
