"""Telling other authorities and schools whom to contact: without a reason, and in the same words whatever happened."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.models import Provider
from schools.enums import SchoolRole
from schools.queries.members import members_with_role
from vetting.exceptions import NotAllowedError
from vetting.models import Clearance, CrossAuthorityAlert
from vetting.policies.recognitions import can_acknowledge_alert
from vetting.queries.authorities.alerts import authorities_concerned, relying_schools
from vetting.queries.cases.notices import providers_of
from vetting.queries.clearances.evidence import subject_of

TOLD_AT_SCHOOL = (SchoolRole.SAFEGUARDING_LEAD, SchoolRole.APPROVER)


@transaction.atomic
def raise_alerts(*, by: User | None, clearance: Clearance) -> list[CrossAuthorityAlert]:
    """Something of the clearance's authority is out of force: everybody else who relies on the provider is told whom to contact.

    An alert that nobody has acknowledged yet is not raised twice.
    """
    return [alert for provider in providers_of(subject_of(clearance)).order_by("pk") for alert in _about(by, provider, clearance)]


def _about(by: User | None, provider: Provider, clearance: Clearance) -> list[CrossAuthorityAlert]:
    now, contact = clock.now(), clearance.authority
    payload = {"clearance": clearance.pk, "provider": provider.pk}
    event = f"alert:{clearance.pk}:{provider.pk}:{now.isoformat()}"
    raised = []
    for authority in authorities_concerned(provider, contact):
        alert, is_new = CrossAuthorityAlert.objects.get_or_create(
            provider=provider, contact=contact, authority=authority, acknowledged_at=None, defaults={"raised_at": now}
        )
        if is_new:
            audit.record("alert.raise", alert, by=by, acting_for=contact.name, details={"to": authority.pk, "provider": provider.pk})
            outbox.post("vetting.contact_authority", to=authority.contact_email, event=event, payload=payload)
            raised.append(alert)
    for school in relying_schools(provider):
        addresses = {user.email for role in TOLD_AT_SCHOOL for user in members_with_role(school, role)}
        for address in sorted(addresses):
            outbox.post("vetting.contact_authority", to=address, event=event, payload=payload)
    return raised


@transaction.atomic
def acknowledge_alert(*, by: User, alert: CrossAuthorityAlert) -> CrossAuthorityAlert:
    """An officer has read it, and sees to it. A second one who does the same changes nothing."""
    locked = CrossAuthorityAlert.objects.select_for_update(of=("self",)).select_related("authority").get(pk=alert.pk)
    if not can_acknowledge_alert(by, locked):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": locked.authority.name})
    if locked.acknowledged_at is None:
        locked.acknowledged_by, locked.acknowledged_at = by, clock.now()
        locked.save(update_fields=["acknowledged_by", "acknowledged_at"])
        audit.record("alert.acknowledge", locked, by=by, acting_for=locked.authority.name)
    return locked
