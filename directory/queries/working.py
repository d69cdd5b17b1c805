"""What a provider works on: the text that is open, and how far everything else is."""

import dataclasses

from django.db.models import Count, Prefetch, Q, QuerySet

from directory.models import Offer, OfferVersion, Provider
from directory.states import OfferState, VersionState

NOT_WORKED_ON = (VersionState.SUPERSEDED, VersionState.DISCARDED)


@dataclasses.dataclass(frozen=True)
class Readiness:
    """How many people, places and offers a provider has, and how many people have said when they can be booked."""

    people: int
    people_with_times: int
    places: int
    offers: int
    listed: int


def working_version(offer: Offer) -> OfferVersion:
    """The newest text of an offer that still counts: the open draft, the one an officer looks at, else the approved one."""
    return offer.versions.exclude(state__in=NOT_WORKED_ON).select_related("offer__provider", "venue", "space").latest("number")


def offers_of(provider: Provider, *, archived: bool = False) -> QuerySet[Offer]:
    """A provider's offers with their approved text and, as `working` (newest first), what is open. In two queries."""
    working = OfferVersion.objects.exclude(state__in=NOT_WORKED_ON).order_by("-number")
    offers = provider.offers.filter(state=OfferState.ARCHIVED) if archived else provider.offers.exclude(state=OfferState.ARCHIVED)
    return offers.select_related("provider").prefetch_related(Prefetch("versions", queryset=working, to_attr="working")).order_by("pk")


def readiness_of(provider: Provider) -> Readiness:
    """In one query."""
    teaching = Q(provider_people__left_on__isnull=True)
    kept = Q(offers__isnull=False) & ~Q(offers__state=OfferState.ARCHIVED)
    # Not named like the relations, which the counts after them could then no longer reach.
    counts = Provider.objects.filter(pk=provider.pk).aggregate(
        count_people=Count("provider_people", filter=teaching, distinct=True),
        count_with_times=Count("provider_people", filter=teaching & Q(provider_people__person__windows__isnull=False), distinct=True),
        count_places=Count("venues", distinct=True),
        count_offers=Count("offers", filter=kept, distinct=True),
        count_listed=Count("offers", filter=Q(offers__state=OfferState.LISTED), distinct=True),
    )
    return Readiness(
        people=counts["count_people"],
        people_with_times=counts["count_with_times"],
        places=counts["count_places"],
        offers=counts["count_offers"],
        listed=counts["count_listed"],
    )
