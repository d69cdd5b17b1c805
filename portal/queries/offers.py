"""Which offers and providers somebody may open, and which they could have opened once."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.enums import DOOR_OF_KIND, OfferKind
from directory.models import Offer, OfferVersion, Provider
from directory.states import VersionState

SIMILAR = 3


def open_offers(*, for_schools: bool) -> QuerySet[Offer]:
    """What may be shown today: to everybody, or to a signed-in school as well. With all that a page or card of it reads."""
    shown = Offer.objects.shown() if for_schools else Offer.objects.shown_to_public()
    return shown.select_related("approved_version__venue", "provider").prefetch_related("photos")


def was_open(slug: str, *, for_schools: bool) -> bool:
    """Whether an offer that is not shown now has been: paused, archived, lapsed and suspended alike."""
    once = Offer.objects.filter(slug=slug, first_listed_at__isnull=False)
    return (once if for_schools else once.filter(audience="public")).exists()


def version_beside(offer: Offer) -> OfferVersion | None:
    """The draft, or what is being looked at, beside the approved version."""
    return offer.versions.filter(state__in=[VersionState.DRAFT, VersionState.IN_REVIEW]).select_related("venue").first()


def similar_offers(offer: Offer, version: OfferVersion, *, for_schools: bool) -> list[Offer]:
    """Others that share a subject for some of the same years, those of the same door first. Two queries."""
    near = open_offers(for_schools=for_schools).exclude(pk=offer.pk)
    same_years = Q(approved_version__year_from__lte=version.year_to, approved_version__year_to__gte=version.year_from)
    alike = near.filter(same_years, approved_version__subjects__overlap=version.subjects)
    door = DOOR_OF_KIND[OfferKind(offer.kind)]
    return sorted(alike.order_by("-first_listed_at", "pk")[:12], key=lambda other: DOOR_OF_KIND[OfferKind(other.kind)] != door)[:SIMILAR]


def open_providers(*, for_schools: bool) -> QuerySet[Provider]:
    """Providers with anything to show: without, they are nowhere."""
    return Provider.objects.filter(Exists(open_offers(for_schools=for_schools).filter(provider=OuterRef("pk"))))


def provider_was_open(slug: str, *, for_schools: bool) -> bool:
    once = Offer.objects.filter(provider__slug=slug, first_listed_at__isnull=False)
    return (once if for_schools else once.filter(audience="public")).exists()
