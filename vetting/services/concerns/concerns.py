"""Passing on that a concern was reported elsewhere, and an officer's looking at it. Nothing of this reaches the provider."""

import dataclasses
import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.models import Person, Provider
from schools.models import School
from vetting.enums import ConcernOutcome, ConcernRoute
from vetting.exceptions import ConcernError, FourEyesError, NotAllowedError
from vetting.models import Concern, VettingAuthority
from vetting.policies.concerns import can_raise_as_officer, can_raise_for_school, can_work_on_concern
from vetting.policies.roles import can_work_queue, why_others_do_it
from vetting.queries.concerns.addressees import authorities_assuring, officers_to_tell
from vetting.rules.reporting import short_reference
from vetting.states import CONCERN, ConcernEvent


@dataclasses.dataclass(frozen=True)
class Telling:
    """Whom somebody told, when, under which reference, and whether they ask that bookings stop meanwhile."""

    route: str
    told_at: datetime.datetime
    reference: str = ""
    asks_suspension: bool = False


@transaction.atomic
def raise_for_school(*, by: User, school: School, provider: Provider, person: Person | None, telling: Telling) -> list[Concern]:
    """A member of a school says whom they told. One concern for each authority that assures the provider.

    The caller has seen to it that the school has a booking with the provider. Raises ConcernError, with the field, for a time to come or a
    reference that is more than one, and where no authority vets the provider.
    """
    if not can_raise_for_school(by, school):
        raise NotAllowedError(_("Only somebody of the school can pass this on for it. Ring the school's safeguarding lead."))
    authorities = authorities_assuring(provider, person)
    if not authorities:
        raise ConcernError(_("No authority vets this provider yet, so nobody would read this. Ring the LADO of your council instead."))
    return [_raise(by, Concern(authority=one, provider=provider, person=person, school=school), telling) for one in authorities]


@transaction.atomic
def raise_as_officer(*, by: User, authority: VettingAuthority, provider: Provider, person: Person | None, telling: Telling) -> Concern:
    """An officer puts what they were told of, and passed on, on their authority's board."""
    if not can_work_queue(by, authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": authority.name})
    if not can_raise_as_officer(by, authority, provider):
        raise FourEyesError(why_others_do_it(by, provider))
    return _raise(by, Concern(authority=authority, provider=provider, person=person), telling)


def _raise(by: User, concern: Concern, telling: Telling) -> Concern:
    now = clock.now()
    if telling.told_at > now:
        raise ConcernError(_("This time lies ahead. Ring first, then write down when you did."), field="told_at")
    concern.route, concern.told_at = ConcernRoute(telling.route), telling.told_at
    concern.reference, concern.asks_suspension = short_reference(telling.reference), telling.asks_suspension
    concern.raised_by, concern.raised_at = by, now
    concern.save()
    acting_for = concern.school.name if concern.school else concern.authority.name
    audit.record("concern.raise", concern, by=by, acting_for=acting_for)
    for officer in officers_to_tell(concern):
        outbox.post("vetting.board", to=officer.email, event=f"board:{concern.pk}", payload={"concern": concern.pk, "officer": officer.pk})
    return concern


@transaction.atomic
def acknowledge(*, by: User, concern: Concern) -> Concern:
    """An officer has it: they ring whoever was told, and suspend where that is called for."""
    locked = _lock(concern, by)
    CONCERN.fire(locked, ConcernEvent.ACKNOWLEDGE, acknowledged_by=by, acknowledged_at=clock.now())
    audit.record("concern.acknowledge", locked, by=by, acting_for=locked.authority.name)
    return locked


@transaction.atomic
def close(*, by: User, concern: Concern, outcome: str) -> Concern:
    """Done with, with a coded outcome."""
    locked = _lock(concern, by)
    CONCERN.fire(locked, ConcernEvent.CLOSE, outcome=ConcernOutcome(outcome), closed_by=by, closed_at=clock.now())
    audit.record("concern.close", locked, by=by, acting_for=locked.authority.name, reason=outcome)
    return locked


@transaction.atomic
def record_looking(*, by: User, concern: Concern) -> None:
    """Opening one leaves a trace."""
    audit.record("concern.read", concern, by=by, acting_for=concern.authority.name)


def _lock(concern: Concern, by: User) -> Concern:
    related = ("authority", "provider", "person")
    locked = Concern.objects.select_for_update(of=("self",)).select_related(*related).get(pk=concern.pk)
    if not can_work_on_concern(by, locked):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": locked.authority.name})
    return locked
