"""Another adult of a provider who could lead its offer."""

from directory.models import Offer, Person
from tests.factories.vetting import CheckFactory, ClearanceFactory, leader_of
from vetting.models import Check, Clearance


def clear_person(person: Person, *, like: Offer) -> Person:
    """Clear one more adult as whoever leads the offer is: same authority, level and checks."""
    other = Clearance.objects.get(person=leader_of(like))
    ClearanceFactory(person=person, authority=other.authority, level=other.level, decision=other.decision)
    for check in Check.objects.filter(person=other.person, authority=other.authority):
        about = {"person": person, "authority": check.authority, "check_type": check.check_type, "route": check.route}
        CheckFactory(**about, verified=True, expires_on=check.expires_on)
    return person
