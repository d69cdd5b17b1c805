"""An adult's consent to look-ups of their DBS status: for one authority, given and withdrawn by themselves or their provider."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Person
from vetting.enums import ConsentScope
from vetting.exceptions import ConsentError, NotAllowedError
from vetting.models import StatusConsent, VettingAuthority
from vetting.policies.consents import can_speak_for
from vetting.queries.clearances.consents import is_used_up, live_consent, status_types


@transaction.atomic
def give_consent(*, by: User, person: Person, authority: VettingAuthority, scope: str) -> StatusConsent:
    """Write down that the adult lets this authority look. The same again changes nothing; another scope takes its place."""
    _refuse_others(by, person)
    if not status_types(authority):
        raise ConsentError(_("%(authority)s makes no such look-ups, so there is nothing to allow.") % {"authority": authority.name})
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    standing = live_consent(person, authority)
    if standing is not None:
        used = any(is_used_up(standing, one) for one in status_types(authority))
        if standing.scope == scope and not used:
            return standing
        _withdraw(standing, by)
    consent = StatusConsent.objects.create(person=person, authority=authority, scope=ConsentScope(scope), given_by=by, given_at=clock.now())
    audit.record("consent.give", consent, by=by, details={"person": person.pk, "authority": authority.pk, "scope": consent.scope})
    return consent


@transaction.atomic
def withdraw_consent(*, by: User, person: Person, authority: VettingAuthority) -> None:
    """From now nobody of the authority looks. What was looked up before stays recorded. Nothing where there is no consent."""
    _refuse_others(by, person)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    standing = live_consent(person, authority)
    if standing is not None:
        _withdraw(standing, by)


def _withdraw(consent: StatusConsent, by: User) -> None:
    consent.withdrawn_by, consent.withdrawn_at = by, clock.now()
    consent.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record("consent.withdraw", consent, by=by, details={"person": consent.person_id, "authority": consent.authority_id})


def _refuse_others(by: User, person: Person) -> None:
    if not can_speak_for(by, person):
        raise NotAllowedError(_("Only the person, or somebody who acts for their provider, can say this."))
