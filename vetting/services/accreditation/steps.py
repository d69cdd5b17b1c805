"""The steps of an accreditation. It is offered, never asked for: no offer is listed and no session confirmed by it, or kept back."""

import datetime
from collections.abc import Collection

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.enums import OfferKind
from directory.models import Person
from vetting.exceptions import AccreditationError, FourEyesError, NotAllowedError
from vetting.models import Accreditation, VettingAuthority
from vetting.policies.accreditation import can_accredit, can_handle, can_invite, is_own_side
from vetting.queries.accreditation.candidates import candidates, months_of
from vetting.queries.accreditation.standing import has_new_observation, providers_to_tell
from vetting.services.accreditation.observations import close_open, lock
from vetting.services.officers import hold_part
from vetting.states import ACCREDITATION, AccreditationEvent, AccreditationState


@transaction.atomic
def begin(*, by: User, person: Person, authority: VettingAuthority) -> Accreditation:
    """An officer invites an adult, or the adult's own side begins.

    Raises AccreditationError for somebody who leads nothing but one-off offers, whom the authority has not cleared, who is under way
    already, or where the authority's policy does not accredit.
    """
    if not can_invite(by, authority, person):
        raise NotAllowedError(_("Only an officer of the authority, or somebody who acts for this adult, can begin this."))
    locked = Person.objects.select_for_update().get(pk=person.pk)  # so that two who begin at once make one
    if months_of(authority) is None:
        raise AccreditationError(_("The authority's policy does not say for how long it accredits. A vetting lead can add the number."))
    if not candidates(authority).filter(pk=locked.pk).exists():
        raise AccreditationError(
            _("Accreditation is for adults who are cleared and lead an offer on the site that happens more than once.")
        )
    if Accreditation.objects.live().filter(person=locked, authority=authority).exists():
        raise AccreditationError(_("This has been begun already. Reload the page to see where it stands."))
    accreditation = Accreditation.objects.create(person=locked, authority=authority, begun_by=by, begun_at=clock.now())
    _record("begin", accreditation, by)
    if not is_own_side(by, locked):
        _tell_providers("accreditation_begun", accreditation, event="begun")
    return accreditation


@transaction.atomic
def declare_induction(*, by: User, accreditation: Accreditation) -> Accreditation:
    """The adult's side says that the induction is done. An officer confirms it; until then nothing moves. Safe to repeat."""
    locked = lock(accreditation)
    if not is_own_side(by, locked.person):
        raise NotAllowedError(_("Only somebody who acts for this adult can say so."))
    _need_state(locked, AccreditationState.BEGUN)
    if locked.declared_at is None:
        locked.declared_by, locked.declared_at = by, clock.now()
        locked.save(update_fields=["declared_by", "declared_at"])
        _record("declare", locked, by)
    return locked


@transaction.atomic
def record_induction(*, by: User, accreditation: Accreditation, on: datetime.date) -> Accreditation:
    """An officer gave the induction on this day, or confirms what was declared."""
    locked = lock(accreditation)
    _need_handler(by, locked)
    if on > clock.today():
        raise AccreditationError(_("This day lies in the future. Give the day on which the induction was."), field="on")
    ACCREDITATION.fire(locked, AccreditationEvent.INDUCT, inducted_by=by, inducted_on=on)
    _record("induct", locked, by)
    return locked


@transaction.atomic
def accredit(*, by: User, accreditation: Accreditation, kinds: Collection[str], until: datetime.date) -> Accreditation:
    """An officer accredits the adult for these kinds of offers, until a day that the policy's number of months allows.

    Also lengthens one that stands, after a new observation. Raises FourEyesError for who recorded the induction or answered for a school.
    """
    locked = lock(accreditation)
    hold_part(by=by, authority=locked.authority)
    renews = locked.state == AccreditationState.ACCREDITED
    _need_handler(by, locked)
    if not can_accredit(by, locked):
        raise FourEyesError(_("You had a part in the induction or the observation, so another officer accredits."))
    _refuse_unfit(locked, kinds, until)
    if renews and not has_new_observation(locked):
        raise AccreditationError(
            _("No school has been asked since it was last given. It can be lengthened after another observed session.")
        )
    ACCREDITATION.fire(
        locked,
        AccreditationEvent.RENEW if renews else AccreditationEvent.ACCREDIT,
        kinds=[kind for kind in OfferKind.values if kind in kinds],
        accredited_by=by,
        accredited_at=clock.now(),
        holds_until=until,
        policy=locked.authority.policy,
    )
    _record("renew" if renews else "accredit", locked, by, until=until.isoformat())
    _tell_providers("accreditation_given", locked, event=f"given:{until}")
    return locked


def last_day(authority: VettingAuthority) -> datetime.date:
    """The farthest day that the policy allows. Raises AccreditationError where it has no number for it."""
    months = months_of(authority)
    if months is None:
        raise AccreditationError(_("The authority's policy does not say for how long it accredits. A vetting lead can add the number."))
    return clock.today() + relativedelta(months=months)


def _refuse_unfit(accreditation: Accreditation, kinds: Collection[str], until: datetime.date) -> None:
    if not kinds or not set(kinds) <= set(OfferKind.values):
        raise AccreditationError(_("Choose at least one kind of activity."), field="kinds")
    farthest = last_day(accreditation.authority)
    if not clock.today() <= until <= farthest:
        words = _("Give a day from today until %(day)s: the policy allows no later one.")
        raise AccreditationError(words % {"day": date_format(farthest, "j F Y")}, field="until")


@transaction.atomic
def observe_again(*, by: User, accreditation: Accreditation) -> Accreditation:
    """An officer would rather have another session observed first. The adult is told the step, never an answer."""
    locked = lock(accreditation)
    _need_handler(by, locked)
    ACCREDITATION.fire(locked, AccreditationEvent.OBSERVE_AGAIN)
    _record("observe_again", locked, by)
    return locked


@transaction.atomic
def withdraw(*, by: User, accreditation: Accreditation) -> Accreditation:
    """It ends, for now: whoever wants it again begins again. Schools are asked no more. Clearance stays as it is."""
    locked = lock(accreditation)
    _need_handler(by, locked)
    ACCREDITATION.fire(locked, AccreditationEvent.WITHDRAW, ended_at=clock.now())
    close_open(locked)
    _record("withdraw", locked, by)
    return locked


@transaction.atomic
def lapse_accreditations() -> int:
    """What was over yesterday has run out. How many that are. Nothing waits for it: pages go by the date."""
    over = Accreditation.objects.select_for_update(of=("self",), skip_locked=True).select_related("authority")
    found = list(over.filter(state=AccreditationState.ACCREDITED, holds_until__lt=clock.today()))
    for accreditation in found:
        ACCREDITATION.fire(accreditation, AccreditationEvent.LAPSE, ended_at=clock.now())
        close_open(accreditation)
        _record("lapse", accreditation, None)
    return len(found)


def _need_state(accreditation: Accreditation, state: AccreditationState) -> None:
    if accreditation.state != state:
        words = _("It already stands at “%(state)s”. Reload the page to see the next step.")
        raise AccreditationError(words % {"state": accreditation.get_state_display()})


def _need_handler(by: User, accreditation: Accreditation) -> None:
    if not can_handle(by, accreditation):
        raise NotAllowedError(_("Only an officer of the authority who has no part in this adult's doings can do this."))


def _record(verb: str, accreditation: Accreditation, by: User | None, **details: str) -> None:
    audit.record(f"accreditation.{verb}", accreditation, by=by, acting_for=accreditation.authority.name, details=details)


def _tell_providers(kind: str, accreditation: Accreditation, *, event: str) -> None:
    for provider in providers_to_tell(accreditation):
        outbox.post(
            f"vetting.{kind}",
            to=provider.contact_email,
            event=f"accreditation:{accreditation.pk}:{event}",
            payload={"accreditation": accreditation.pk, "provider": provider.pk},
        )
