"""Two questions to a school after a session at which one of its adults was in the room."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.enums import SupervisionMode
from vetting.enums import HaveAgain, Learned
from vetting.exceptions import AccreditationError, NotAllowedError
from vetting.models import Accreditation, Observation, PlannedUse
from vetting.policies.accreditation import can_answer_observation
from vetting.queries.accreditation.standing import wants_observation
from vetting.states import ACCREDITATION, OBSERVATION, AccreditationEvent, AccreditationState, ObservationEvent, ObservationState

OPEN_FOR = datetime.timedelta(days=28)


def lock(accreditation: Accreditation) -> Accreditation:
    rows = Accreditation.objects.select_for_update(of=("self",)).select_related("person", "authority__policy")
    return rows.get(pk=accreditation.pk)


@transaction.atomic
def ask_about(session: uuid.UUID) -> list[Observation]:
    """A session took place: the school is asked about each adult for whom an observed session is awaited. Safe to repeat.

    Only where one of its staff was in the room throughout; one question at a time for each adult at each school. Whoever calls tells the
    school: vetting knows neither bookings nor who answers for them.
    """
    days = PlannedUse.objects.filter(session=session, is_confirmed=True, supervision=SupervisionMode.SCHOOL_STAFF_PRESENT)
    asked = []
    for day in days.select_related("offer", "school").order_by("person"):
        live = Accreditation.objects.live().select_for_update(of=("self",)).filter(person=day.person_id, inducted_on__lte=day.date)
        asked += [_ask(one, day) for one in live.order_by("pk") if wants_observation(one) and not _has_been_asked(one, day)]
    return asked


def _has_been_asked(accreditation: Accreditation, day: PlannedUse) -> bool:
    known = accreditation.observations
    return known.filter(session=day.session).exists() or known.filter(school=day.school_id, state=ObservationState.ASKED).exists()


def _ask(accreditation: Accreditation, day: PlannedUse) -> Observation:
    now = clock.now()
    observation = Observation.objects.create(
        accreditation=accreditation,
        school=day.school,
        session=day.session,
        date=day.date,
        kind=day.offer.kind,
        asked_at=now,
        closes_at=now + OPEN_FOR,
    )
    audit.record("observation.ask", observation, by=None)
    return observation


@transaction.atomic
def answer(*, by: User, observation: Observation, learned: str, have_again: str) -> Observation:
    """The school's two answers, once. An officer of the authority reads them, and nobody else."""
    held = lock(observation.accreditation)
    locked = Observation.objects.select_for_update(of=("self",)).select_related("school", "accreditation__person").get(pk=observation.pk)
    if locked.state != ObservationState.ASKED or locked.closes_at <= clock.now():
        raise AccreditationError(_("This has been answered already, or is no longer asked. There is nothing more to do."))
    if not can_answer_observation(by, locked):
        raise NotAllowedError(_("Only somebody of the school who does not act for this adult can answer."))
    answers = {"learned": Learned(learned), "have_again": HaveAgain(have_again)}
    OBSERVATION.fire(locked, ObservationEvent.ANSWER, answered_by=by, answered_at=clock.now(), **answers)
    audit.record("observation.answer", locked, by=by, acting_for=locked.school.name)
    if held.state == AccreditationState.INDUCTED:
        ACCREDITATION.fire(held, AccreditationEvent.OBSERVE)
        _tell_authority(held, locked)
    return locked


def _tell_authority(accreditation: Accreditation, observation: Observation) -> None:
    outbox.post(
        "vetting.accreditation_observed",
        to=accreditation.authority.contact_email,
        event=f"observation:{observation.pk}",
        payload={"accreditation": accreditation.pk},
    )


@transaction.atomic
def read_observations(*, by: User, accreditation: Accreditation) -> list[Observation]:
    """What schools answered, for an officer who may read it. The reading is in the audit log before anything is shown."""
    rows = Observation.objects.visible_to(by).filter(accreditation=accreditation, state=ObservationState.ANSWERED)
    found = list(rows.select_related("school", "answered_by").order_by("-date", "-pk"))
    if found:
        audit.record("observation.read", accreditation, by=by, acting_for=accreditation.authority.name)
    return found


@transaction.atomic
def close_unanswered() -> int:
    """What nobody answered in four weeks is no longer asked. How many that are."""
    late = Observation.objects.select_for_update(skip_locked=True).filter(state=ObservationState.ASKED, closes_at__lte=clock.now())
    return sum(_close(one) for one in late)


def close_open(accreditation: Accreditation) -> None:
    """Called with the accreditation locked, when it ends."""
    for one in accreditation.observations.select_for_update().filter(state=ObservationState.ASKED):
        _close(one)


def _close(observation: Observation) -> int:
    OBSERVATION.fire(observation, ObservationEvent.CLOSE)
    audit.record("observation.close", observation, by=None)
    return 1
