"""Taking time in the diary of a person or a space, and giving it back. Nothing else writes claims.

That no two live claims of one owner overlap is kept by the database (see docs/adr/0007-diary-claims-exclusion-constraint.md). These
services add what a constraint cannot know: which holds have lapsed, and how long the way between two places takes. Whoever takes time
of several owners in one transaction first locks them all with `lock_diaries`, and wraps the whole in `retry_on_deadlock`.
"""

import datetime
import functools
import uuid
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _
from psycopg import errors
from psycopg.types.range import TimestamptzRange

from core import clock
from core.geo import Point
from directory import rules, signals
from directory.exceptions import DiaryBusyError, HoldLapsedError, TimeTakenError, TravelTooShortError
from directory.models import Claim, Person, Space

OVERLAP_CONSTRAINTS = frozenset({"directory_claim_person_in_one_place", "directory_claim_space_taken_once"})
LOCK_PATIENCE = "5s"
ATTEMPTS = 4

P = ParamSpec("P")
R = TypeVar("R")


def retry_on_deadlock(function: Callable[P, R]) -> Callable[P, R]:
    """Run the function, which opens its own transaction, again when PostgreSQL ended it to break a deadlock or serialise it.

    Inside somebody else's transaction it runs once: what was done before cannot be done again from here.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for _attempt in range(0 if connection.in_atomic_block else ATTEMPTS - 1):
            try:
                return function(*args, **kwargs)
            except OperationalError as error:
                if not isinstance(error.__cause__, errors.DeadlockDetected | errors.SerializationFailure):
                    raise
        return function(*args, **kwargs)

    return run


def lock_diaries(person_ids: Iterable[int] = (), space_ids: Iterable[int] = ()) -> None:
    """Hold the diaries until the end of the transaction: people before spaces, each in the order of their keys.

    Raises DiaryBusyError when one is not to be had within a few seconds. The rows' keys stay readable to others.
    """
    _refuse_outside_transaction()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_PATIENCE}'")
            list(Person.objects.filter(pk__in=set(person_ids)).order_by("pk").select_for_update(no_key=True).values_list("pk"))
            list(Space.objects.filter(pk__in=set(space_ids)).order_by("pk").select_for_update(no_key=True).values_list("pk"))
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError as error:
        if isinstance(error.__cause__, errors.LockNotAvailable):
            raise DiaryBusyError(_("Somebody else is booking the same time at this moment. Wait a little, then try again.")) from error
        raise


def claim_time(
    *,
    person: Person | None = None,
    space: Space | None = None,
    starts: datetime.datetime,
    ends: datetime.datetime,
    occasion: uuid.UUID,
    hold_until: datetime.datetime | None = None,
    place: Point | None = None,
    at: datetime.datetime | None = None,
) -> Claim:
    """Take the time from `starts` to `ends` (aware) of one person or one space, for one occasion, in the caller's transaction.

    The caller passes times already widened by set-up and pack-up: see directory.queries.diary.time_taken. `hold_until` makes it a hold
    that lapses then; without it the claim is firm. `place` is where the occasion is, so that travel from and to the person's neighbouring
    claims can be judged; None (online, say) judges none. `at` is the moment that decides what has lapsed: now, unless given.

    Raises TimeTakenError, or its kind TravelTooShortError. The transaction stays usable after either.
    """
    _refuse_outside_transaction()
    owner = _only_owner(person, space)
    if starts >= ends:
        raise ValueError("Time is claimed forwards.")
    now = at or clock.now()
    lock_diaries([person.pk] if person else [], [space.pk] if space else [])
    _release_lapsed(owner, starts, ends, now)
    claim = Claim(
        person=person,
        space=space,
        during=TimestamptzRange(starts, ends),
        occasion=occasion,
        hold_until=hold_until,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        created_at=now,
    )
    _write(claim, now)
    _tell(person_id=claim.person_id, space_id=claim.space_id)
    return claim


def firm_up(occasion: uuid.UUID) -> int:
    """Turn the holds of an occasion into firm claims; returns how many claims it has. Safe to repeat.

    Raises HoldLapsedError when there is none left: a hold that lapsed is given up as soon as anybody asks for its time. Raises
    TravelTooShortError when it lapsed and somebody has since booked the person too near to it.
    """
    now = clock.now()
    claims = _claims_of(occasion)
    for lapsed in claims.filter(hold_until__lte=now):  # what came beside it meanwhile did not reckon with it
        _refuse_short_travel(lapsed, now)
    return claims.update(hold_until=None)


def hold_longer(occasion: uuid.UUID, until: datetime.datetime) -> int:
    """Let the holds of an occasion lapse at another moment; firm claims stay firm. Returns how many holds there are.

    Raises HoldLapsedError when no claim is left.
    """
    return _claims_of(occasion).filter(hold_until__isnull=False).update(hold_until=until)


def release_time(occasion: uuid.UUID, *, person: Person | None = None) -> int:
    """Give back whatever time an occasion has, or one person's part of it; returns how many claims that were. Safe to repeat."""
    _lock_owners(occasion)
    return _release(Q(occasion=occasion) & (Q(person=person) if person else Q()))


def _only_owner(person: Person | None, space: Space | None) -> Q:
    if (person is None) == (space is None):
        raise ValueError("A claim is of one person or of one space.")
    return Q(person=person) if person else Q(space=space)


def _refuse_outside_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("The diary is written in the transaction of what takes or frees the time.")


def _lock_owners(occasion: uuid.UUID) -> None:
    owners = Claim.objects.filter(occasion=occasion, live=True).values_list("person_id", "space_id")
    lock_diaries({person for person, _space in owners if person}, {space for _person, space in owners if space})


def _claims_of(occasion: uuid.UUID) -> QuerySet[Claim]:
    """The live claims of an occasion, locked. Raises HoldLapsedError when there is none."""
    _lock_owners(occasion)
    keys = list(Claim.objects.filter(occasion=occasion, live=True).order_by("pk").select_for_update().values_list("pk", flat=True))
    if not keys:
        raise HoldLapsedError(_("The time is no longer held. Choose the date again to see whether it is still free."))
    return Claim.objects.filter(pk__in=keys)


def _release_lapsed(owner: Q, starts: datetime.datetime, ends: datetime.datetime, now: datetime.datetime) -> None:
    """Give up the lapsed holds in the way. An occasion goes as a whole, so that firm_up never firms half of one."""
    in_the_way = Claim.objects.filter(owner, live=True, hold_until__lte=now, during__overlap=TimestamptzRange(starts, ends))
    occasions = list(in_the_way.values_list("occasion", flat=True))
    if occasions:
        _release(Q(occasion__in=occasions, hold_until__lte=now))


def _release(which: Q) -> int:
    claims = list(Claim.objects.filter(which, live=True).order_by("pk").select_for_update())
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(live=False)
    for person_id, space_id in sorted({(claim.person_id or 0, claim.space_id or 0) for claim in claims}):
        _tell(person_id=person_id or None, space_id=space_id or None)
    return len(claims)


def _write(claim: Claim, now: datetime.datetime) -> None:
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
            _refuse_short_travel(claim, now)
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, errors.ExclusionViolation) and cause.diag.constraint_name in OVERLAP_CONSTRAINTS:
            raise TimeTakenError(_taken(claim)) from error
        raise


def _taken(claim: Claim) -> str:
    owner = claim.person.short_name if claim.person else str(claim.space)
    return _("%(owner)s is already taken on %(date)s at that time. Choose another date or time.") % {
        "owner": owner,
        "date": _date_of(claim),
    }


def _date_of(claim: Claim) -> str:
    return formats.date_format(claim.during.lower.astimezone(clock.LONDON), "l j F Y")


def _refuse_short_travel(claim: Claim, now: datetime.datetime) -> None:
    """Under the person's lock, so that no neighbour appears meanwhile."""
    stop = claim.stop
    if claim.person is None or stop is None:
        return
    around = TimestamptzRange(stop.starts - rules.LONGEST_TRAVEL, stop.ends + rules.LONGEST_TRAVEL)
    others = Claim.objects.standing(now).filter(person=claim.person, during__overlap=around).exclude(occasion=claim.occasion)
    short = rules.travel_shortfall(stop, [other.stop for other in others if other.stop])
    if short:
        raise TravelTooShortError(_too_short(claim, claim.person, short))


def _too_short(claim: Claim, person: Person, short: rules.Shortfall) -> str:
    wording = (
        _("%(person)s could not get there in time from another booking on %(date)s. Ask for a time at least %(minutes)s minutes later.")
        if short.is_before
        else _("%(person)s has to get to another booking after this on %(date)s. Ask for a time at least %(minutes)s minutes earlier.")
    )
    return wording % {"person": person.short_name, "date": _date_of(claim), "minutes": short.minutes}


def _tell(*, person_id: int | None, space_id: int | None) -> None:
    signals.diary_changed.send(sender=Claim, person_id=person_id, space_id=space_id)
