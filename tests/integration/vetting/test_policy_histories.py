"""Random histories of checks, expiries, policy versions and bookings at several schools: no session is ever confirmed that the law or the
policy in force forbids, by a second and plainer reading of both, and nothing is refused without a sentence that says why."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from bookings.exceptions import DatesNotPossibleError
from core import clock
from core.exceptions import DomainError
from tests.factories.vetting import OfficerFactory, good_recording
from tests.integration.bookings.test_promises import DAYS, MAY_RUN_OUT, Undone
from tests.support.law import BARRED_LIST, forbidden_sessions
from vetting.models import Check, Clearance, VettingAuthority
from vetting.policies.checks import subject_of_row
from vetting.queries.policies.content import content_of
from vetting.services.checks.recording import record_check, revoke_check, verify_check
from vetting.services.policies import drafts
from vetting.services.policies.publishing import bring_due_into_force

EFFECTS = ["advisory", "blocks_booking"]


class PolicyHistories(Undone):
    """What happens to bookings, and beside it the authority's checks and the versions of its policy."""

    @initialize()
    def set_the_scene(self) -> None:
        self.unexplained: list[str] = []
        super().set_the_scene()
        person = self.clearance.person
        self.authority = Clearance.objects.get(person=person).authority
        with clock.at(self.at):
            self.first = OfficerFactory(authority=self.authority).user
            self.second = OfficerFactory(authority=self.authority).user

    def attempt(self, function: Any, **arguments: Any) -> None:
        """Whatever the rules refuse is refused, in a sentence."""
        with clock.at(self.at):
            try:
                with transaction.atomic():
                    function(**arguments)
            except DomainError as refusal:
                problems = refusal.problems if isinstance(refusal, DatesNotPossibleError) else ()
                sentences = [str(problem.reason) for problem in problems] or [str(refusal.message)]
                self.unexplained += [said for said in sentences if len(said.split()) < 4]

    @rule(code=st.sampled_from([*MAY_RUN_OUT, "PREVENT"]), last=st.sampled_from([*DAYS[::4], None]), is_verified=st.booleans())
    def a_new_check(self, code: str, last: datetime.date | None, is_verified: bool) -> None:
        """Recorded by one officer, verified by another or not yet; where a last day is given, it runs out then."""

        def record() -> None:
            authority = VettingAuthority.objects.select_related("policy").get(pk=self.authority.pk)
            known = Check.objects.filter(check_type=code).first() or Check.objects.filter(check_type="SG_TRAINING").first()
            assert known is not None
            recording = good_recording(content_of(authority.policy).by_code[code])
            check = record_check(by=self.first, authority=authority, check_type=code, subject=subject_of_row(known), **recording)
            if last is not None:
                Check.objects.filter(pk=check.pk).update(expires_on=max(last, clock.today()))
            if is_verified:
                check.refresh_from_db()
                verify_check(by=self.second, check=check)

        self.attempt(record)

    @rule(code=st.sampled_from([BARRED_LIST, BARRED_LIST, "PLI", "PREVENT"]))
    def a_check_is_taken_back(self, code: str) -> None:
        check = Check.objects.filter(check_type=code, state="verified").first()
        if check is not None:
            self.attempt(revoke_check, by=self.first, check=check, reason="no_longer_stands")

    @rule(weeks=st.integers(2, 4), effect=st.sampled_from(EFFECTS), days_ahead=st.sampled_from([0, 3, 20]))
    def another_version_of_the_policy(self, weeks: int, effect: str, days_ahead: int) -> None:
        def write() -> None:
            draft = drafts.begin_draft(by=self.lead, authority=self.authority)
            prevent = {"PREVENT": drafts.CheckSettings(effect=effect)}
            drafts.save_settings(by=self.lead, draft=draft, numbers={"RA_WEEKLY_RUN_MIN": weeks}, checks=prevent)
            drafts.propose(by=self.lead, draft=draft, holds_from=clock.today() + datetime.timedelta(days=days_ahead))
            drafts.publish(by=self.second, draft=draft)
            bring_due_into_force()

        self.attempt(write)

    @rule()
    def a_version_comes_into_force_on_its_day(self) -> None:
        with clock.at(self.at):
            bring_due_into_force()

    @invariant()
    def nothing_confirmed_is_forbidden_and_every_refusal_is_explained(self) -> None:
        if hasattr(self, "authority"):
            authority = VettingAuthority.objects.select_related("policy").get(pk=self.authority.pk)
            with clock.at(self.at):
                assert forbidden_sessions(authority) == []
            assert self.unexplained == []


def play(examples: int, steps: int) -> None:
    slow_is_fine = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        PolicyHistories,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # as in the histories of bookings
            suppress_health_check=slow_is_fine,
            derandomize=True,
        ),
    )


@pytest.mark.django_db
def test_no_history_with_policy_versions_confirms_what_is_forbidden() -> None:
    play(examples=3, steps=12)


@pytest.mark.slow
@pytest.mark.django_db
def test_no_long_history_with_policy_versions_does_either() -> None:
    play(examples=20, steps=35)
