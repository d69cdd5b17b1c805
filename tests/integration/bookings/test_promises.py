"""Any order of requests, answers, cancellations, lapses, renewals and falls of clearance leaves every promise true."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bookings import jobs
from bookings.enums import CancelReason, Party
from bookings.models import Booking, Session, Substitution
from bookings.queries.drafts import fingerprint
from bookings.services.requests import request_booking, withdraw_request
from bookings.services.risks import keep_sessions
from bookings.services.sessions import cancel_booking, cancel_session, record_outcome
from bookings.services.substitutions import answer_substitute, propose_substitute
from bookings.states import BookingState, SessionState
from core import clock
from core.exceptions import DomainError
from tests.factories.bookings import NOW, Scene, make_scene
from tests.factories.directory import AvailabilityWindowFactory, ProviderPersonFactory
from tests.factories.substitutes import clear_person
from tests.factories.vetting import OfficerFactory, cleared_offer, leader_of
from tests.support.promises import broken_promises
from vetting.enums import OfficerRole, SuspensionGround
from vetting.models import Check, Clearance
from vetting.queries.assurance.acceptance import live_acceptance
from vetting.queries.clearances.evidence import subject_of
from vetting.services.assurance.acceptance import accept_provider, stop_accepting
from vetting.services.clearances.derive import subject_changed
from vetting.services.clearances.suspensions import reinstate, suspend
from vetting.states import ClearanceState

DAYS = [day for number in range(45) if (day := datetime.date(2027, 1, 4) + datetime.timedelta(days=number)).weekday() < 5]
TIMES = [("09:30", "11:30"), ("13:15", "15:15"), ("14:00", "15:30")]
MAY_RUN_OUT = ["PLI", "DBS_ENH_CBL", "ID_VERIFIED", "SG_TRAINING"]
FRESH = datetime.date(2028, 1, 1)


class Promises(RuleBasedStateMachine):
    """Two schools, two offers of one teacher, officers, and time. Refusals are part of the game; broken promises are not."""

    @initialize()
    def set_the_scene(self) -> None:
        self.at = NOW
        with clock.at(self.at):
            first = cleared_offer(expires={"PLI": datetime.date(2027, 1, 22)})
            person = leader_of(first)
            authority = Clearance.objects.get(person=person).authority
            second = cleared_offer(
                authority=authority, provider=first.provider, version__people=[person], version__pattern="occasional", version__minutes=180
            )
            self.scenes = [make_scene(offer=first), make_scene(offer=second)]
            self.clearance = Clearance.objects.get(person=person)
            self.deputy = ProviderPersonFactory(provider=first.provider).person
            for weekday in range(5):
                AvailabilityWindowFactory(person=self.deputy, weekday=weekday)
            clear_person(self.deputy, like=first)
            self.lead = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
            self.other_lead = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
        for which, start in ((0, 0), (1, 2), (0, 20)):
            self.ask(which, DAYS[start : start + 12 : 4], TIMES[which], "both yes")

    def attempt(self, function: Any, **arguments: Any) -> None:
        """In a savepoint of its own, as each request of a visitor is; whatever the rules refuse is refused."""
        with clock.at(self.at):
            try:
                with transaction.atomic():
                    function(**arguments)
            except DomainError:
                return

    def some(self, found: list[Any], number: int) -> Any:
        return found[number % len(found)] if found else None

    def booking(self, number: int, *states: str) -> tuple[Booking | None, Scene]:
        booking = self.some(list(Booking.objects.filter(state__in=states).order_by("pk")), number)
        scene = self.scenes[0] if booking is None else next(scene for scene in self.scenes if scene.school == booking.school)
        return booking, scene

    @rule(
        which=st.integers(0, 1),
        days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=5, unique=True),
        time=st.sampled_from(TIMES),
        how_far=st.sampled_from(["asked", "provider yes", "both yes", "both yes"]),
    )
    def ask(self, which: int, days: list[datetime.date], time: tuple[str, str], how_far: str) -> None:
        """Ask, and go on as far as it says."""
        scene = self.scenes[which]
        version = scene.offer.approved_version
        assert version is not None

        def press() -> None:
            booking = scene.draft(*days, starts=time[0], ends=time[1])
            seen = fingerprint(booking, version)
            asked = request_booking(by=scene.coordinator, booking=booking, submission_key=uuid.uuid4(), seen=seen)
            if how_far != "asked":
                scene.provider_says(asked)
            if how_far == "both yes":
                scene.head_says(asked)

        self.attempt(press)

    @rule(number=st.integers(0, 9), answer=st.sampled_from(["yes", "yes", "no"]))
    def provider_answers(self, number: int, answer: str) -> None:
        booking, scene = self.booking(number, BookingState.REQUESTED)
        if booking:
            self.attempt(scene.provider_says, booking=booking, answer=answer, reason="dates")

    @rule(number=st.integers(0, 9), answer=st.sampled_from(["yes", "yes", "yes", "no"]))
    def head_answers(self, number: int, answer: str) -> None:
        booking, scene = self.booking(number, BookingState.REQUESTED)
        if booking:
            self.attempt(scene.head_says, booking=booking, answer=answer, reason="budget")

    @rule(number=st.integers(0, 9))
    def school_takes_back(self, number: int) -> None:
        booking, scene = self.booking(number, BookingState.REQUESTED)
        if booking:
            self.attempt(withdraw_request, by=scene.coordinator, booking=booking)

    @rule(number=st.integers(0, 30), party=st.sampled_from(Party.values))
    def one_date_is_called_off(self, number: int, party: str) -> None:
        session = self.some(list(Session.objects.order_by("pk")), number)
        if session:
            scene = next(scene for scene in self.scenes if scene.school == session.booking.school)
            by = scene.coordinator if party == Party.SCHOOL else self.scenes[0].member.user
            self.attempt(cancel_session, by=by, session=session, reason=CancelReason.WEATHER, party=party)

    @rule(number=st.integers(0, 9))
    def all_is_called_off(self, number: int) -> None:
        booking, scene = self.booking(number, BookingState.AGREED, BookingState.CONFIRMED)
        if booking:
            self.attempt(cancel_booking, by=scene.coordinator, booking=booking, reason=CancelReason.WEATHER, party=Party.SCHOOL)

    @rule(which=st.integers(0, 1))
    def school_withdraws_or_accepts(self, which: int) -> None:
        scene, provider = self.scenes[which], self.scenes[0].offer.provider
        with clock.at(self.at):
            accepted = live_acceptance(scene.school, provider, clock.today()) is not None
        self.attempt(stop_accepting if accepted else accept_provider, by=scene.head, school=scene.school, provider=provider)

    @rule(number=st.integers(0, 9))
    def school_keeps_what_is_at_risk(self, number: int) -> None:
        booking, scene = self.booking(number, BookingState.CONFIRMED)
        if booking:
            ids = list(booking.sessions.filter(state=SessionState.AT_RISK).values_list("pk", flat=True))
            self.attempt(keep_sessions, by=scene.coordinator, booking=booking, session_ids=ids)

    @rule(number=st.integers(0, 9), party=st.sampled_from(Party.values))
    def somebody_else_is_proposed(self, number: int, party: str) -> None:
        booking, scene = self.booking(number, BookingState.CONFIRMED)
        if booking:
            ids = list(booking.sessions.filter(state=SessionState.AT_RISK).values_list("pk", flat=True))[:1]
            by = scene.coordinator if party == Party.SCHOOL else self.scenes[0].member.user
            self.attempt(propose_substitute, by=by, booking=booking, session_ids=ids, person=self.deputy, party=party)

    @rule(number=st.integers(0, 9), agrees=st.sampled_from([True, True, False]))
    def the_other_side_answers(self, number: int, agrees: bool) -> None:
        proposal = self.some(list(Substitution.objects.filter(state="proposed").select_related("session__booking")), number)
        if proposal:
            scene = next(scene for scene in self.scenes if scene.school == proposal.session.booking.school)
            by = scene.coordinator if proposal.proposed_by_party == Party.PROVIDER else self.scenes[0].member.user
            self.attempt(answer_substitute, by=by, substitution=proposal, agrees=agrees)

    @rule(number=st.integers(0, 30), took_place=st.booleans())
    def school_records(self, number: int, took_place: bool) -> None:
        session = self.some(list(Session.objects.filter(state=SessionState.CONFIRMED).order_by("pk")), number)
        if session:
            scene = next(scene for scene in self.scenes if scene.school == session.booking.school)
            self.attempt(record_outcome, by=scene.coordinator, session=session, took_place=took_place)

    @rule()
    def officer_suspends_or_reinstates(self) -> None:
        clearance = Clearance.objects.get(pk=self.clearance.pk)
        if clearance.state == ClearanceState.SUSPENDED:
            self.attempt(reinstate, by=self.other_lead, clearance=clearance)
        else:
            self.attempt(suspend, by=self.lead, clearance=clearance, ground=SuspensionGround.ALLEGATION_LADO)

    @rule(code=st.sampled_from(MAY_RUN_OUT), last=st.sampled_from([*DAYS[::5], FRESH]))
    def a_check_is_found_to_run_out_or_is_renewed(self, code: str, last: datetime.date) -> None:
        def change() -> None:
            checks = list(Check.objects.filter(check_type=code, state="verified"))
            Check.objects.filter(pk__in=[check.pk for check in checks]).update(expires_on=last)
            for subject in {subject_of(check) for check in checks}:
                subject_changed(subject)

        self.attempt(change)

    @rule(hours=st.sampled_from([20, 70, 130, 400, 1000]))
    def time_passes_and_the_schedule_runs(self, hours: int) -> None:
        self.at += datetime.timedelta(hours=hours)
        with clock.at(self.at):
            for job in (jobs.lapse_requests, jobs.decide_waiting, jobs.decide_at_risk, jobs.end_at_risk, jobs.judge_again):
                job()

    @invariant()
    def every_promise_holds(self) -> None:
        if hasattr(self, "at"):
            with clock.at(self.at):
                assert broken_promises() == []


class Undone(Promises):
    """Each example in a transaction that is rolled back."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def november() -> None:
    """The machine moves the clock itself."""


def play(examples: int, steps: int) -> None:
    slow_is_fine = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # shrinking would take many minutes, and the steps of one failure are few enough to read
            suppress_health_check=slow_is_fine,
            derandomize=True,
        ),
    )


@pytest.mark.django_db
def test_promises_hold_in_any_order_of_events() -> None:
    play(examples=4, steps=12)


@pytest.mark.slow
@pytest.mark.django_db
def test_promises_hold_in_a_long_campaign() -> None:
    play(examples=20, steps=30)
