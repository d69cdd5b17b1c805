"""Setting and lifting a legal hold."""

import datetime
import re
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.locks import lock_until_commit
from core.services import audit
from core.services.retention import HOLDS_LOCK
from vetting.enums import HoldKind, HoldReason
from vetting.exceptions import FourEyesError, HoldError, NotAllowedError
from vetting.models import LegalHold, VettingAuthority
from vetting.models.holds import REFERENCE
from vetting.policies.holds import can_lift_hold, can_set_hold
from vetting.queries.holds import thing_of

LONGEST = relativedelta(months=12)


@transaction.atomic
def set_hold(
    *, by: User, authority: VettingAuthority, kind: str, number: int, reason: str, reference: str, review_on: datetime.date
) -> LegalHold:
    """Keep whatever hangs on this thing. The same hold set twice is one hold.

    Raises NotAllowedError for who is neither lead nor administrator, HoldError, naming the field, for what can't be one.
    """
    if not can_set_hold(by, authority):
        raise NotAllowedError(_("Only a lead or an administrator of %(name)s sets a hold. Ask one.") % {"name": authority.name})
    thing = thing_of(authority, kind, number)
    if thing is None:
        raise HoldError(_("%(name)s has nothing to do with that. Look it up again.") % {"name": authority.name})
    reference = " ".join(reference.split())
    _refuse_bad(reason, reference, review_on)
    lock_until_commit(HOLDS_LOCK)  # no chunk of retention is under way while it is set
    column = kind if kind == HoldKind.BOOKING else f"{kind}_id"
    known = LegalHold.objects.standing().filter(authority=authority, reference=reference, **{column: number}).first()
    if known is not None:
        return known
    hold = LegalHold.objects.create(
        authority=authority,
        name=thing.name[:200],
        reason=reason,
        reference=reference,
        review_on=review_on,
        set_by=by,
        set_at=clock.now(),
        **{column: number},
    )
    return _recorded("hold.set", hold, by, kind=kind, thing=number)


@transaction.atomic
def keep_longer(*, by: User, hold: LegalHold, review_on: datetime.date) -> LegalHold:
    """It was looked at, and is still needed: look again on that day."""
    locked = _lock(hold)
    if not can_set_hold(by, locked.authority):
        raise NotAllowedError(_("Only a lead or an administrator of %(name)s can do this.") % {"name": locked.authority.name})
    _refuse_lifted(locked)
    _refuse_bad(locked.reason, locked.reference, review_on)
    locked.review_on = review_on
    locked.save(update_fields=["review_on"])
    return _recorded("hold.review", locked, by, review_on=review_on.isoformat())


@transaction.atomic
def lift_hold(*, by: User, hold: LegalHold) -> LegalHold:
    """End it: by a second person. What is past its time goes with the next run of retention."""
    locked = _lock(hold)
    if by.pk == locked.set_by_id:
        raise FourEyesError(_("You set this hold, so another lead or administrator has to lift it."))
    if not can_lift_hold(by, locked):
        raise NotAllowedError(_("Only a lead or an administrator of %(name)s can do this.") % {"name": locked.authority.name})
    _refuse_lifted(locked)
    locked.lifted_by, locked.lifted_at = by, clock.now()
    locked.save(update_fields=["lifted_by", "lifted_at"])
    return _recorded("hold.lift", locked, by)


def _lock(hold: LegalHold) -> LegalHold:
    return LegalHold.objects.select_for_update(of=("self",)).select_related("authority").get(pk=hold.pk)


def _refuse_lifted(hold: LegalHold) -> None:
    if hold.lifted_at is not None:
        raise HoldError(_("This hold was lifted already. Set a new one if something has to be kept again."))


def _refuse_bad(reason: str, reference: str, review_on: datetime.date) -> None:
    if reason not in HoldReason.values:
        raise HoldError(_("Choose why it is kept."), field="reason")
    if len(reference) > 40 or not re.fullmatch(REFERENCE.regex, reference):
        raise HoldError(_("Write the number of the matter, such as LEG/2027/0041: no names and no story."), field="reference")
    if not clock.today() < review_on <= clock.today() + LONGEST:
        raise HoldError(
            _("Choose a day within the next twelve months on which somebody looks whether it is still needed."), field="review_on"
        )


def _recorded(action: str, hold: LegalHold, by: User, **details: Any) -> LegalHold:
    audit.record(action, hold, by=by, acting_for=hold.authority.name, reason=hold.reason, details=details)
    return hold
