"""Consent on file to look-ups of a DBS status. Source: the guide to the DBS Update Service for employers."""

from collections.abc import Iterable

from directory.models import Person
from vetting.enums import ConsentScope
from vetting.models import Check, StatusConsent, VettingAuthority
from vetting.queries.asked.requirements import Requirement
from vetting.queries.policies.content import content_of
from vetting.rules.policy import CheckType


def live_consent(person: Person, authority: VettingAuthority) -> StatusConsent | None:
    """What is on file and was not withdrawn, whether or not a single look-up has used it up."""
    return StatusConsent.objects.filter(person=person, authority=authority, withdrawn_at=None).first()


def is_used_up(consent: StatusConsent, check_type: CheckType) -> bool:
    """Given for one look-up, and that was made."""
    if consent.scope != ConsentScope.ONCE:
        return False
    made = Check.objects.filter(person=consent.person_id, authority=consent.authority_id, check_type=check_type.code)
    return made.filter(recorded_at__gte=consent.given_at).exists()


def status_types(authority: VettingAuthority) -> list[CheckType]:
    """Checks of the authority's policy that are look-ups: they lengthen the life of a certificate."""
    return [one for one in content_of(authority.policy).checks if one.extends]


def certificates_looked_up(authority: VettingAuthority) -> set[str]:
    """Codes of the certificates whose status can be looked up."""
    return {code for one in status_types(authority) for code in one.extends}


def look_ups_allowed(requirements: Iterable[Requirement], authority: VettingAuthority) -> dict[tuple[str, int], bool]:
    """For each certificate asked of an adult, whether consent to look up its status is on file. One query."""
    codes = certificates_looked_up(authority)
    asked = {(one.code, one.subject_key[1]) for one in requirements if one.code in codes}
    people = {pk for _code, pk in asked}
    live = (
        StatusConsent.objects.filter(person__in=people, authority=authority, withdrawn_at=None) if people else StatusConsent.objects.none()
    )
    given = set(live.values_list("person", flat=True))
    return {(code, pk): pk in given for code, pk in asked}
