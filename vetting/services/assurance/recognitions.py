"""Letting another authority's statement stand: one officer recognises, a second confirms, either withdraws."""

import datetime
from collections.abc import Collection

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Provider
from vetting.exceptions import FourEyesError, NotAllowedError, RecognitionError
from vetting.models import AssuranceStatement, Recognition, VettingAuthority
from vetting.models.recognitions import LIVE_RECOGNITIONS
from vetting.policies.recognitions import can_confirm_recognition, can_recognise, can_withdraw_recognition
from vetting.policies.roles import can_work_queue
from vetting.queries.assurance.others import other_statements
from vetting.queries.assurance.recognitions import LEVELS
from vetting.services.clearances import derive
from vetting.services.officers import hold_part
from vetting.states.partners import RECOGNITION, RecognitionEvent, RecognitionState

MONTHS = 12


def last_possible_day(statement: AssuranceStatement, starts_on: datetime.date) -> datetime.date:
    """Until when it may be recognised: the statement's own last day, and twelve months at most."""
    return min(statement.holds_until, starts_on + relativedelta(months=MONTHS))


@transaction.atomic
def recognise(
    *,
    by: User,
    authority: VettingAuthority,
    statement: AssuranceStatement,
    natures: Collection[str],
    settings_allowed: Collection[str],
    level: str,
    starts_on: datetime.date,
    expires_on: datetime.date,
) -> Recognition:
    """Say that the authority relies on the statement. It counts once a second officer has confirmed it.

    Raises RecognitionError, with the field, for what would add to the statement or where it does not hold today.
    """
    hold_part(by=by, authority=authority)
    _refuse_wrong_officers(by, authority, statement)
    _lock_provider(statement)
    _refuse_additions(authority, statement, set(natures), set(settings_allowed), level)
    if starts_on < clock.today():
        raise RecognitionError(_("It counts from today or a later day."), field="starts_on")
    if not starts_on <= expires_on <= last_possible_day(statement, starts_on):
        words = {"day": f"{last_possible_day(statement, starts_on):%-d %B %Y}"}
        raise RecognitionError(_("It ends on or after its first day, and by %(day)s at the latest.") % words, field="expires_on")
    if Recognition.objects.filter(authority=authority, statement=statement, state__in=LIVE_RECOGNITIONS).exists():
        raise RecognitionError(_("Your authority recognises this statement already, or is about to. Withdraw that first."))
    recognition = Recognition.objects.create(
        authority=authority,
        statement=statement,
        natures=sorted(natures),
        settings_allowed=sorted(settings_allowed),
        level=level,
        starts_on=starts_on,
        expires_on=expires_on,
        recognised_by=by,
        recognised_at=clock.now(),
    )
    return _recorded("recognition.propose", recognition, by)


@transaction.atomic
def confirm_recognition(*, by: User, recognition: Recognition) -> Recognition:
    """A second officer agrees. What the authority recognised before of the same provider and authority gives way to it."""
    locked = _lock(recognition)
    hold_part(by=by, authority=locked.authority)
    RECOGNITION.target(locked.state, RecognitionEvent.CONFIRM)
    if by.pk == locked.recognised_by_id:
        raise FourEyesError(_("You recognised it, so another officer confirms it."))
    _refuse_wrong_officers(by, locked.authority, locked.statement)
    if not can_confirm_recognition(by, locked):
        raise FourEyesError(_("Another officer of the authority confirms this."))
    _refuse_additions(locked.authority, locked.statement, set(locked.natures), set(locked.settings_allowed), locked.level)
    earlier = Recognition.objects.filter(
        authority=locked.authority,
        statement__provider=locked.statement.provider_id,
        statement__authority=locked.statement.authority_id,
        state=RecognitionState.CONFIRMED,
    )
    for one in earlier.select_for_update(of=("self",)).order_by("pk"):
        RECOGNITION.fire(one, RecognitionEvent.WITHDRAW, withdrawn_by=by, withdrawn_at=clock.now())
        _recorded("recognition.withdraw", one, by, reason="newer")
    RECOGNITION.fire(locked, RecognitionEvent.CONFIRM, confirmed_by=by, confirmed_at=clock.now())
    derive.refresh(providers=[locked.statement.provider_id])
    return _recorded("recognition.confirm", locked, by)


@transaction.atomic
def withdraw_recognition(*, by: User, recognition: Recognition) -> Recognition:
    """The authority no longer relies on it, from now. What the first authority says is untouched."""
    locked = _lock(recognition)
    RECOGNITION.target(locked.state, RecognitionEvent.WITHDRAW)
    if not can_withdraw_recognition(by, locked):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": locked.authority.name})
    RECOGNITION.fire(locked, RecognitionEvent.WITHDRAW, withdrawn_by=by, withdrawn_at=clock.now())
    derive.refresh(providers=[locked.statement.provider_id])
    return _recorded("recognition.withdraw", locked, by)


def _refuse_wrong_officers(by: User, authority: VettingAuthority, statement: AssuranceStatement) -> None:
    if not can_work_queue(by, authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": authority.name})
    if statement.authority_id == authority.pk:
        raise RecognitionError(_("This is your own authority's statement: it counts already."))
    if not can_recognise(by, authority, statement):
        raise FourEyesError(_("You issued this statement or act for its provider, so another officer has to do this."))


def _refuse_additions(
    authority: VettingAuthority, statement: AssuranceStatement, natures: set[str], settings_allowed: set[str], level: str
) -> None:
    said = next((one for one in other_statements(statement.provider, authority) if one.statement == statement), None)
    if said is None or said.until is None:
        words = {"authority": statement.authority.name}
        raise RecognitionError(_("This statement does not hold today, or there is a newer one. Ask %(authority)s.") % words)
    if not natures or not natures <= set(said.natures):
        raise RecognitionError(_("Choose among the activities that the other authority assures."), field="natures")
    if not settings_allowed or not settings_allowed <= set(said.settings):
        raise RecognitionError(_("Choose among the places that the other authority assures."), field="settings_allowed")
    if LEVELS.index(level) > LEVELS.index(statement.level):
        raise RecognitionError(_("A recognition may lower the level and never raise it."), field="level")


def _lock_provider(statement: AssuranceStatement) -> None:
    """As issuing a statement does, so that none is issued under a recognition that is being looked at."""
    Provider.objects.select_for_update(of=("self",), no_key=True).get(pk=statement.provider_id)


def _lock(recognition: Recognition) -> Recognition:
    _lock_provider(recognition.statement)
    related = ("authority", "statement__authority", "statement__provider", "statement__policy")
    return Recognition.objects.select_for_update(of=("self",)).select_related(*related).get(pk=recognition.pk)


def _recorded(action: str, recognition: Recognition, by: User, reason: str = "") -> Recognition:
    details = {"statement": str(recognition.statement.uuid), "level": recognition.level, "until": recognition.expires_on.isoformat()}
    audit.record(action, recognition, by=by, acting_for=recognition.authority.name, reason=reason, details=details)
    return recognition
