"""To whom a concern about a provider goes."""

from django.db.models import Q, QuerySet

from accounts.models import User
from directory.models import Person, Provider
from schools.models import School
from vetting.enums import OfficerRole
from vetting.models import Case, Clearance, Concern, VettingAuthority
from vetting.policies.roles import WORKING, without_interest_in
from vetting.queries.cases.authorities import nearest_authority
from vetting.states import CaseState, ClearanceState


def clearances_about(provider: Provider, person: Person | None = None) -> QuerySet[Clearance]:
    """What stands for the provider, its places and offers, and the person; without one, for everybody in it."""
    people = Q(person=person) if person else Q(person__provider_links__provider=provider, person__provider_links__left_on=None)
    of_provider = Q(provider=provider) | Q(offer__provider=provider) | Q(venue__provider=provider)
    return Clearance.objects.filter(people | of_provider).exclude(state=ClearanceState.WITHDRAWN).distinct()


def authorities_assuring(provider: Provider, person: Person | None = None) -> list[VettingAuthority]:
    """Each that assures the provider or the person; else the one that has or had its last case; else the one near it."""
    standing = clearances_about(provider, person)
    assuring = list(VettingAuthority.objects.filter(pk__in=standing.values("authority")).order_by("pk"))
    if assuring:
        return assuring
    last = Case.objects.exclude(state=CaseState.WITHDRAWN).filter(provider=provider).select_related("authority").order_by("-pk").first()
    near = last.authority if last else nearest_authority(provider)
    return [near] if near else []


def officers_to_tell(concern: Concern) -> list[User]:
    """The leads who may see it; where there is none, the officers."""
    parts = concern.authority.officers.acting()
    for roles in ((OfficerRole.LEAD,), WORKING):
        told = User.objects.filter(pk__in=parts.filter(role__in=roles).values("user"), is_active=True)
        if concern.person is not None and concern.person.user_id is not None:
            told = told.exclude(pk=concern.person.user_id)
        found = list(without_interest_in(told, concern.provider).order_by("pk"))
        if found:
            return found
    return []


def lado_contacts(school: School, provider: Provider) -> list[VettingAuthority]:
    """Those whose LADO the site can name: of the school's own council, else of who assures the provider."""
    known = VettingAuthority.objects.exclude(lado_phone="", lado_email="")
    own = list(known.filter(local_authority__isnull=False, local_authority=school.authority_id))
    return own or list(known.filter(pk__in=[one.pk for one in authorities_assuring(provider)]))
