"""Asking leads to consider a referral, and keeping what they decided: a code, a day, a reference. The referral is made elsewhere."""

import dataclasses
import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from vetting.enums import ReferralKind, ReferralReason
from vetting.exceptions import NotAllowedError, ReferralError
from vetting.models import Clearance, ReferralPrompt, Suspension
from vetting.models.referrals import REASONS
from vetting.policies.referrals import can_decide_referral, can_raise_referral
from vetting.queries.referrals.open import about, leads_to_tell
from vetting.rules.referring import kind_on_suspension, kind_on_withdrawal
from vetting.rules.reporting import short_reference
from vetting.states import REFERRAL, ReferralEvent, ReferralState


@dataclasses.dataclass(frozen=True)
class Considered:
    """What a lead decided. `made_on` and `reference` go with a referral that was made."""

    event: str
    reason: str
    made_on: datetime.date | None = None
    reference: str = ""


def raise_on_suspension(suspension: Suspension) -> ReferralPrompt | None:
    """By the program, in the transaction that suspends, on a ground that calls for it. The caller holds the clearance's lock."""
    return _raise_once(suspension, kind_on_suspension(suspension.ground))


def raise_on_withdrawal(suspension: Suspension) -> ReferralPrompt | None:
    """By the program, in the transaction that withdraws what was suspended on such a ground. The caller holds the clearance's lock."""
    return _raise_once(suspension, kind_on_withdrawal(suspension.ground))


def _raise_once(suspension: Suspension, kind: ReferralKind | None) -> ReferralPrompt | None:
    clearance = suspension.clearance
    provider, person = about(clearance)
    if kind is None or (provider is None and person is None):
        return None
    standing = ReferralPrompt.objects.filter(clearance=clearance, kind=kind)
    if standing.filter(suspension=suspension).exists() or standing.still_open().exists():
        return None
    return _raise(ReferralPrompt(clearance=clearance, suspension=suspension, kind=kind, provider=provider, person=person), by=None)


@transaction.atomic
def raise_by_hand(*, by: User, clearance: Clearance, kind: str) -> ReferralPrompt:
    """A lead puts one on the list. Raises ReferralError where one of the kind is open already."""
    locked = Clearance.objects.select_for_update(of=("self",)).select_related("authority").get(pk=clearance.pk)
    if not can_raise_referral(by, locked):
        raise NotAllowedError(_("A vetting lead who has no part in this provider does this. Ask one."))
    provider, person = about(locked)
    if provider is None and person is None:
        raise ReferralError(_("This is a place of a school's own: there is nobody to refer."))
    if ReferralPrompt.objects.filter(clearance=locked, kind=kind).still_open().exists():
        raise ReferralError(_("This is on the list of referrals already. Decide on it there."), field="kind")
    return _raise(ReferralPrompt(clearance=locked, kind=ReferralKind(kind), provider=provider, person=person), by=by)


def _raise(prompt: ReferralPrompt, *, by: User | None) -> ReferralPrompt:
    prompt.authority, prompt.raised_by, prompt.raised_at = prompt.clearance.authority, by, clock.now()
    prompt.save()
    audit.record("referral.raise", prompt, by=by, acting_for=prompt.authority.name)
    for lead in leads_to_tell(prompt):
        outbox.post("vetting.referral", to=lead.email, event=f"referral:{prompt.pk}", payload={"referral": prompt.pk, "lead": lead.pk})
    return prompt


@transaction.atomic
def decide(*, by: User, prompt: ReferralPrompt, considered: Considered) -> ReferralPrompt:
    """Made and not required are for good; deferred stays on the list. Raises ReferralError, with the field, for what doesn't fit."""
    locked = ReferralPrompt.objects.select_for_update(of=("self",)).select_related("authority", "provider", "person").get(pk=prompt.pk)
    if not can_decide_referral(by, locked):
        raise NotAllowedError(_("A vetting lead who has no part in this provider does this. Ask one."))
    target = ReferralState(REFERRAL.target(locked.state, considered.event))
    if ReferralReason(considered.reason) not in REASONS[target]:
        raise ReferralError(_("This reason belongs to another answer. Choose one of those that begin with yours."), field="reason")
    changes = {"considered_by": by, "considered_at": clock.now(), "reason_code": considered.reason}
    if target == ReferralState.MADE:
        changes |= {"made_on": _day(considered.made_on), "reference": short_reference(considered.reference)}
    REFERRAL.fire(locked, considered.event, **changes)
    audit.record(f"referral.{ReferralEvent(considered.event)}", locked, by=by, acting_for=locked.authority.name, reason=considered.reason)
    return locked


def _day(made_on: datetime.date | None) -> datetime.date:
    if made_on is None:
        raise ReferralError(_("Say on which day it was made."), field="made_on")
    if made_on > clock.today():
        raise ReferralError(_("This day lies ahead. Make the referral first, then write down when you did."), field="made_on")
    return made_on


@transaction.atomic
def record_looking(*, by: User, prompt: ReferralPrompt) -> None:
    """Opening one leaves a trace."""
    audit.record("referral.read", prompt, by=by, acting_for=prompt.authority.name)
