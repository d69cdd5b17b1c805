"""Whom accreditation is for: adults who come more than once. Who leads one-off offers alone is asked nothing and told nothing."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from directory.enums import OfferKind, Pattern
from directory.models import Offer, Person, Provider
from vetting.models import Clearance, VettingAuthority
from vetting.queries.policies.content import content_of
from vetting.states import IN_FORCE

MONTHS = "ACCREDITATION_MONTHS"
LASTING = (Pattern.OCCASIONAL, Pattern.WEEKLY)


def months_of(authority: VettingAuthority) -> int | None:
    """For how long the authority accredits; None where its policy has no such number: then it accredits nobody."""
    try:
        return content_of(authority.policy).number(MONTHS, clock.today())
    except KeyError:
        return None


def lasting_offers() -> QuerySet[Offer]:
    """On show, and meant to happen more than once."""
    return Offer.objects.shown().filter(approved_version__pattern__in=LASTING)


def candidates(authority: VettingAuthority) -> QuerySet[Person]:
    """Adults whom the authority has cleared and who lead a lasting offer that is on show."""
    cleared = Clearance.objects.filter(authority=authority, state__in=IN_FORCE, person=OuterRef("pk"))
    led = Offer.objects.filter(pk__in=lasting_offers().values("pk"), approved_version__people=OuterRef("pk"))
    return Person.objects.filter(Exists(cleared), Exists(led)).order_by("name", "pk")


def kinds_led(person: Person) -> list[OfferKind]:
    """What kinds of lasting offers the adult leads, in the order of the list."""
    kinds = set(lasting_offers().filter(approved_version__people=person).values_list("kind", flat=True))
    return [kind for kind in OfferKind if kind in kinds]


def clearing_authorities(people: Iterable[Person]) -> dict[int, list[VettingAuthority]]:
    """By adult: the authorities that cleared them and that accredit. Two queries."""
    given = Clearance.objects.filter(person__in=people, state__in=IN_FORCE).select_related("authority__policy")
    found: dict[int, list[VettingAuthority]] = {}
    for clearance in given.order_by("authority__name", "pk"):
        if months_of(clearance.authority) is not None:
            found.setdefault(clearance.person_id or 0, []).append(clearance.authority)
    return found


def lasting_people(provider: Provider) -> list[Person]:
    """The provider's adults who lead lasting offers of its own that are on show."""
    own = lasting_offers().filter(provider=provider)
    rows = Person.objects.filter(
        provider_links__provider=provider, provider_links__left_on=None, offer_versions__in=own.values("approved_version")
    )
    return list(rows.distinct().order_by("name", "pk"))
