"""What a provider's page shows to everybody: never a street, a contact or a full name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from core.parts import OfferCard
from directory.cards import assured_words, offer_card
from directory.enums import ProviderKind
from directory.models import Offer, Provider
from portal.cards.assurance import recognised_words
from vetting.queries.accreditation.shown import accredited_in, accredited_words
from vetting.queries.assurance.recognitions import recognisers_of


@dataclass(frozen=True, slots=True)
class ProviderPage:
    name: str
    url: str
    kinds: list[str | Promise]
    summary: str
    description: str
    website: str
    district: str
    assured: list[str]
    accredited: list[str]
    offers: list[OfferCard]


def provider_page(provider: Provider, offers: Iterable[Offer]) -> ProviderPage:
    """`offers` are those that the reader may see, with what their cards want."""
    shown = list(offers)
    return ProviderPage(
        name=provider.name,
        url=reverse("portal:provider", args=[provider.slug]),
        kinds=[ProviderKind(kind).label for kind in provider.kinds],
        summary=provider.summary,
        description=provider.description,
        website=provider.website,
        district=provider.district,
        assured=_assured(shown),
        accredited=_accredited(shown),
        offers=[offer_card(offer) for offer in shown],
    )


def _assured(offers: list[Offer]) -> list[str]:
    """One line for each authority, with the earliest day until which all that it assures here holds."""
    first_to_end: dict[str, Offer] = {}
    for offer in sorted((offer for offer in offers if offer.assured_until), key=lambda offer: str(offer.assured_until)):
        first_to_end.setdefault(offer.assured_by, offer)
    recognised = recognisers_of(offers)
    also = recognised_words([one for offer in offers for one in recognised[offer.pk]])
    return [*(assured_words(offer) for offer in first_to_end.values()), *([also] if also else [])]


def _accredited(offers: list[Offer]) -> list[str]:
    """One line for each adult who is accredited for something that is on show here."""
    found = accredited_in(offers)
    lines = {line for of_offer in found.values() for line in of_offer}
    return [accredited_words(line) for line in sorted(lines, key=lambda line: (line.public_name, line.authority))]
