from directory.models.diary import AvailabilityException, AvailabilityWindow, Claim
from directory.models.offers import Offer, OfferPhoto, OfferVersion
from directory.models.people import Person, ProviderPerson
from directory.models.providers import Provider, ProviderMember
from directory.models.venues import Space, Venue, VenueAccess

__all__ = [
    "AvailabilityException",
    "AvailabilityWindow",
    "Claim",
    "Offer",
    "OfferPhoto",
    "OfferVersion",
    "Person",
    "Provider",
    "ProviderMember",
    "ProviderPerson",
    "Space",
    "Venue",
    "VenueAccess",
]
