"""Putting a clearance out of force at once, and back. Everybody but officers reads “currently unavailable”, whatever the ground."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from schools.queries.members import coordinators_of
from vetting.enums import SuspensionGround
from vetting.exceptions import FourEyesError, NotAllowedError
from vetting.models import Check, Clearance, Suspension
from vetting.policies.checks import subject_of_row
from vetting.policies.clearances import can_confirm_suspension, can_reinstate, can_suspend, can_withdraw_clearance, grounds_open_to
from vetting.policies.roles import can_work_queue, why_others_do_it
from vetting.queries.cases.notices import held_days, providers_of
from vetting.queries.clearances.evidence import subject_of, subjects_filter
from vetting.rules.policy import CheckType
from vetting.services.authorities.alerts import raise_alerts
from vetting.services.clearances import derive
from vetting.services.referrals import prompts
from vetting.states import CLEARANCE, IN_FORCE, ClearanceEvent


@transaction.atomic
def suspend(*, by: User, clearance: Clearance, ground: str) -> Suspension:
    """At once: offers leave the site and sessions are at risk in the same transaction. A second officer confirms afterwards."""
    if not can_work_queue(by, clearance.authority):
        raise NotAllowedError(_("Only an officer of the authority can suspend this. Ring one."))
    if not can_suspend(by, clearance):
        raise FourEyesError(why_others_do_it(by, subject_of_row(clearance)))
    if SuspensionGround(ground) not in grounds_open_to(by, clearance.authority):
        message = _("This ground is for a vetting lead. Ask one, or choose a ground that takes effect at once.")
        raise NotAllowedError(message, field="ground")
    return _suspend(by, clearance, ground)


def _suspend(by: User, clearance: Clearance, ground: str) -> Suspension:
    locked = Clearance.objects.select_for_update(of=("self",)).select_related("authority").get(pk=clearance.pk)
    CLEARANCE.fire(locked, ClearanceEvent.SUSPEND)
    suspension = Suspension.objects.create(clearance=locked, ground=ground, suspended_by=by, suspended_at=clock.now())
    audit.record("clearance.suspend", locked, by=by, acting_for=locked.authority.name, details={"suspension": suspension.pk})
    prompts.raise_on_suspension(suspension)
    _tell_providers(suspension)
    _tell_schools_that_wait(locked, f"suspension:{suspension.pk}", suspension=suspension.pk)
    raise_alerts(by=by, clearance=locked)
    derive.subject_changed(subject_of(locked))
    return suspension


def _tell_providers(suspension: Suspension) -> None:
    for provider in providers_of(subject_of(suspension.clearance)):
        outbox.post(
            "vetting.unavailable",
            to=provider.contact_email,
            event=f"suspension:{suspension.pk}:{provider.pk}",
            payload={"suspension": suspension.pk, "provider": provider.pk},
        )


def _tell_of_withdrawal(clearance: Clearance) -> None:
    for provider in providers_of(subject_of(clearance)):
        outbox.post(
            "vetting.withdrawn",
            to=provider.contact_email,
            event=f"clearance:{clearance.pk}:withdrawn:{provider.pk}",
            payload={"clearance": clearance.pk, "provider": provider.pk},
        )


def _tell_schools_that_wait(down: Clearance, event: str, **about: int) -> None:
    """Those that have asked and have no answer yet. What is confirmed becomes at risk, and bookings tells the school of that."""
    waiting = held_days(subject_of(down)).order_by("school_id", "provider_id").distinct("school_id", "provider_id")
    for day in waiting.select_related("school"):
        for coordinator in coordinators_of(day.school):
            outbox.post(
                "vetting.unavailable_to_school",
                to=coordinator.email,
                event=f"{event}:{day.provider_id}:{day.school_id}",
                payload={**about, "provider": day.provider_id, "school": day.school_id},
            )


def suspend_on_status(*, by: User, check: Check, check_type: CheckType) -> list[Suspension]:
    """A status that is no longer current suspends at once, verified or not: somebody else looks at it the next day."""
    if not any(check.details.get(field) == value for field, value in check_type.suspends_on.items()):
        return []
    subject = subject_of(check)
    standing = Clearance.objects.filter(subjects_filter([subject]), authority=check.authority_id, state__in=IN_FORCE)
    return [_suspend(by, clearance, SuspensionGround.DBS_NO_LONGER_CURRENT) for clearance in standing]


@transaction.atomic
def confirm_suspension(*, by: User, suspension: Suspension) -> Suspension:
    """A second officer agrees, by the end of the next working day. The suspension holds meanwhile."""
    locked = Suspension.objects.select_for_update(of=("self",)).select_related("clearance__authority").get(pk=suspension.pk)
    if not can_confirm_suspension(by, locked):
        raise FourEyesError(_("Another officer of the authority confirms this: not who suspended, nor who is close to the provider."))
    if locked.confirmed_at is None:
        locked.confirmed_by, locked.confirmed_at = by, clock.now()
        locked.save(update_fields=["confirmed_by", "confirmed_at"])
        audit.record("clearance.confirm_suspension", locked, by=by, acting_for=locked.clearance.authority.name)
    return locked


@transaction.atomic
def reinstate(*, by: User, clearance: Clearance) -> Clearance:
    """A lead puts the clearance back into force. Whether it holds on a date is still a matter of its checks."""
    if clearance.suspensions.filter(lifted_at=None, suspended_by=by).exists():
        raise FourEyesError(_("You suspended this, so another vetting lead lifts it."))
    if not can_reinstate(by, clearance):
        raise NotAllowedError(_("Only a vetting lead who has no part in this provider can lift a suspension. Ask one."))
    locked = Clearance.objects.select_for_update(of=("self",)).select_related("authority").get(pk=clearance.pk)
    CLEARANCE.fire(locked, ClearanceEvent.REINSTATE)
    locked.suspensions.filter(lifted_at=None).update(lifted_by=by, lifted_at=clock.now())
    audit.record("clearance.reinstate", locked, by=by, acting_for=locked.authority.name)
    derive.subject_changed(subject_of(locked))
    return locked


@transaction.atomic
def withdraw_clearance(*, by: User, clearance: Clearance, at_request: bool = False) -> Clearance:
    """For good. What would be needed again is a new case. `at_request`: the provider asked for it, so it has nothing to appeal against."""
    if not can_withdraw_clearance(by, clearance):
        raise NotAllowedError(_("Only a vetting lead who has no part in this provider can withdraw a clearance. Ask one."))
    locked = Clearance.objects.select_for_update(of=("self",)).select_related("authority").get(pk=clearance.pk)
    now = clock.now()
    CLEARANCE.fire(locked, ClearanceEvent.WITHDRAW, ended_at=now, withdrawn_by=by, at_request=at_request)
    suspensions = list(locked.suspensions.filter(lifted_at=None))
    for suspension in suspensions:
        prompts.raise_on_withdrawal(suspension)
    if not suspensions:  # else they know since the suspension
        _tell_schools_that_wait(locked, f"clearance:{locked.pk}:withdrawn", clearance=locked.pk)
    locked.suspensions.filter(lifted_at=None).update(lifted_at=now)  # nobody lifted it: there is nothing left to suspend
    reason = "at_request" if at_request else ""
    audit.record("clearance.withdraw", locked, by=by, acting_for=locked.authority.name, reason=reason)
    _tell_of_withdrawal(locked)
    raise_alerts(by=by, clearance=locked)
    derive.subject_changed(subject_of(locked))
    return locked
