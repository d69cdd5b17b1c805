"""Leaving a check out for a while: a lead asks, a second person grants, and what rests on it is worked out anew at once."""

import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from vetting.enums import CheckScope, WaiverReason
from vetting.exceptions import FourEyesError, NotAllowedError, WaiverError
from vetting.models import VettingAuthority, Waiver
from vetting.policies.checks import subject_of_row
from vetting.policies.roles import CheckSubject, can_work_queue, why_others_do_it
from vetting.policies.waivers import can_decide_waiver, can_propose_waiver, can_revoke_waiver, can_withdraw_waiver
from vetting.queries.clearances.evidence import SCOPE_FIELDS, Subject, subject_key, subject_of
from vetting.queries.policies.content import content_of
from vetting.queries.waivers.standing import granted_over, has_failed, is_proposed
from vetting.rules.policy import CheckType
from vetting.rules.waiving import last_day_possible, most_days, why_not_to_waive
from vetting.services.assurance.statements import reissue_about
from vetting.services.clearances import derive
from vetting.states.leads import WAIVER, WaiverEvent


@transaction.atomic
def propose_waiver(
    *,
    by: User,
    authority: VettingAuthority,
    check_type: str,
    subject: CheckSubject,
    reason: str,
    starts_on: datetime.date,
    expires_on: datetime.date,
) -> Waiver:
    """Ask that a check be left out from the first day through the last. Nothing changes until a second person grants it.

    Raises WaiverError, with the field, for a check that is never waived, for days that can't be, and for what is asked already.
    """
    _refuse_proposer(by, authority, subject)
    VettingAuthority.objects.select_for_update(of=("self",), no_key=True).get(pk=authority.pk)  # one question at a time
    kind = _check_type(authority, check_type, subject)
    _refuse_days(authority, starts_on, expires_on)
    _refuse_twins(authority, kind, subject, starts_on, expires_on)
    waiver = Waiver.objects.create(
        check_type=check_type,
        authority=authority,
        reason=WaiverReason(reason),
        starts_on=starts_on,
        expires_on=expires_on,
        proposed_by=by,
        proposed_at=clock.now(),
        **{SCOPE_FIELDS[CheckScope(subject_key(subject)[0])]: subject.pk},
    )
    return _recorded("waiver.propose", waiver, by)


@transaction.atomic
def grant_waiver(*, by: User, waiver: Waiver) -> Waiver:
    """From its first day it counts as cover of its check, through its last. Everything that rests on it is worked out anew."""
    locked = _lock(waiver)
    _refuse_decider(by, locked)
    kind = _check_type(locked.authority, locked.check_type, subject_of_row(locked))
    if locked.expires_on < clock.today():
        raise WaiverError(_("Its last day is over. Refuse it; a lead may ask anew."))
    _refuse_failed(locked.authority, kind, subject_of(locked))
    WAIVER.fire(locked, WaiverEvent.GRANT, decided_by=by, decided_at=clock.now())
    _follow(_recorded("waiver.grant", locked, by), by)
    return locked


@transaction.atomic
def refuse_waiver(*, by: User, waiver: Waiver) -> Waiver:
    """A second person sees it differently: the check stays asked."""
    locked = _lock(waiver)
    _refuse_decider(by, locked)
    WAIVER.fire(locked, WaiverEvent.REFUSE, decided_by=by, decided_at=clock.now())
    return _recorded("waiver.refuse", locked, by)


@transaction.atomic
def withdraw_waiver(*, by: User, waiver: Waiver) -> Waiver:
    """Take the question back, while nobody has decided."""
    locked = _lock(waiver)
    if not can_withdraw_waiver(by, locked):
        raise NotAllowedError(_("Who asked for it, or a vetting lead, takes it back. Ask one of them."))
    WAIVER.fire(locked, WaiverEvent.WITHDRAW, ended_by=by, ended_at=clock.now())
    return _recorded("waiver.withdraw", locked, by)


@transaction.atomic
def revoke_waiver(*, by: User, waiver: Waiver) -> Waiver:
    """The check is asked again from now on; offers and days that rest on the waiver fall out at once."""
    locked = _lock(waiver)
    if not can_revoke_waiver(by, locked):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": locked.authority.name})
    WAIVER.fire(locked, WaiverEvent.REVOKE, ended_by=by, ended_at=clock.now())
    _follow(_recorded("waiver.revoke", locked, by), by)
    return locked


def _follow(waiver: Waiver, by: User) -> None:
    """What rests on the waiver, and what is said of it."""
    derive.subject_changed(subject_of(waiver))
    reissue_about(subject_of(waiver), authority=waiver.authority, by=by)


def _lock(waiver: Waiver) -> Waiver:
    related = ("authority__policy", "person", "provider", "venue", "offer")
    return Waiver.objects.select_for_update(of=("self",)).select_related(*related).get(pk=waiver.pk)


def _check_type(authority: VettingAuthority, code: str, subject: CheckSubject) -> CheckType:
    policy = content_of(authority.policy)
    kind = policy.by_code.get(code)
    if kind is None or kind.scope != subject_key(subject)[0]:
        raise WaiverError(_("The authority's policy knows no such check of this. Choose one from the list."), field="check_type")
    why_not = why_not_to_waive(policy, kind)
    if why_not:
        raise WaiverError(why_not, field="check_type")
    return kind


def _refuse_proposer(by: User, authority: VettingAuthority, subject: CheckSubject) -> None:
    if why_not := why_others_do_it(by, subject):
        raise FourEyesError(why_not)
    if not can_propose_waiver(by, authority, subject):
        raise NotAllowedError(_("Only a vetting lead of %(authority)s asks for a waiver. Ask one.") % {"authority": authority.name})


def _refuse_days(authority: VettingAuthority, starts_on: datetime.date, expires_on: datetime.date) -> None:
    today, policy = clock.today(), content_of(authority.policy)
    if starts_on < today:
        raise WaiverError(_("A waiver begins today or later."), field="starts_on")
    if expires_on < starts_on:
        raise WaiverError(_("Its last day comes before its first."), field="expires_on")
    if expires_on > last_day_possible(policy, starts_on, today):
        names = {"days": most_days(policy, today), "last": date_format(last_day_possible(policy, starts_on, today), "j F Y")}
        message = _("The authority's policy waives a check for %(days)s days at most: until %(last)s.")
        raise WaiverError(message % names, field="expires_on")


def _refuse_twins(
    authority: VettingAuthority, kind: CheckType, subject: CheckSubject, starts_on: datetime.date, expires_on: datetime.date
) -> None:
    key = subject_key(subject)
    _refuse_failed(authority, kind, key)
    if is_proposed(authority, kind.code, key):
        raise WaiverError(_("A waiver of “%(check)s” waits for a second person already.") % {"check": kind.name})
    standing = granted_over(authority, kind.code, key, starts_on, expires_on)
    if standing is not None:
        names = {"check": kind.name, "last": date_format(standing.expires_on, "j F Y")}
        raise WaiverError(_("“%(check)s” is waived until %(last)s already. Begin on the day after.") % names, field="starts_on")


def _refuse_failed(authority: VettingAuthority, kind: CheckType, subject: Subject) -> None:
    if has_failed(authority, kind.code, subject):
        raise WaiverError(
            _("“%(check)s” was made and not passed. That is not waived: record it anew once it passes.") % {"check": kind.name}
        )


def _refuse_decider(by: User, waiver: Waiver) -> None:
    if not can_work_queue(by, waiver.authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": waiver.authority.name})
    if by.pk == waiver.proposed_by_id:
        raise FourEyesError(_("You asked for it, so a second person decides."))
    if not can_decide_waiver(by, waiver):
        raise FourEyesError(why_others_do_it(by, subject_of_row(waiver)))


def _recorded(action: str, waiver: Waiver, by: User) -> Waiver:
    details = {"type": waiver.check_type, "until": waiver.expires_on.isoformat()}
    audit.record(action, waiver, by=by, acting_for=waiver.authority.name, reason=waiver.reason, details=details)
    return waiver
