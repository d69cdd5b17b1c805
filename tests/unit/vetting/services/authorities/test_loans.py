"""An officer is lent: who asks and who agrees, what the part opens, and that it closes by itself."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from core import clock
from core.exceptions import DomainError, IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.partners import OfficerLoanFactory
from tests.factories.vetting import CheckFactory, OfficerFactory, VettingAuthorityFactory
from tests.support.threads import at_once
from tests.support.vetting import recommended
from vetting.enums import DecisionOutcome, OfficerRole
from vetting.exceptions import FourEyesError, LoanError, NotAllowedError
from vetting.models import Case, Check, Decision, Officer, OfficerLoan, VettingAuthority
from vetting.policies.roles import can_work_queue, holds, is_officer
from vetting.services.authorities import loans
from vetting.services.cases.decisions import decide
from vetting.services.checks.recording import verify_check
from vetting.services.officers import appoint_officer, end_appointment
from vetting.states.partners import LoanState

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 4, 12, tzinfo=datetime.UTC)
TODAY, LAST = datetime.date(2026, 11, 4), datetime.date(2026, 11, 18)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def lead_of(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    return user


def asked(**changes: Any) -> OfficerLoan:
    """By a lead of the borrower for an officer of the lender."""
    lender, borrower = VettingAuthorityFactory(), VettingAuthorityFactory()
    wanted = {
        "by": lead_of(borrower),
        "borrower": borrower,
        "lender": lender,
        "user": OfficerFactory(authority=lender).user,
        "starts_on": TODAY,
        "ends_on": LAST,
    }
    return loans.ask_for_officer(**(wanted | changes))


def agreed(**changes: Any) -> OfficerLoan:
    loan = asked(**changes)
    return loans.accept_loan(by=lead_of(loan.lender), loan=loan)


def test_the_borrower_asks_the_lender_agrees_and_the_officer_has_a_part() -> None:
    loan = asked()
    before = can_work_queue(loan.user, loan.borrower)
    lender_lead = lead_of(loan.lender)

    done = loans.accept_loan(by=lender_lead, loan=loan)

    part = Officer.objects.get(loan=done)
    assert (before, can_work_queue(loan.user, loan.borrower)) == (False, True)
    assert (part.user, part.authority, part.role, done.state) == (loan.user, loan.borrower, OfficerRole.OFFICER, LoanState.ACCEPTED)
    assert not holds(loan.user, loan.borrower, OfficerRole.LEAD, OfficerRole.ADMINISTRATOR)
    events = AuditEvent.objects.filter(action__startswith="loan.").order_by("pk")
    assert [(one.action, one.acting_for) for one in events] == [("loan.propose", loan.borrower.name), ("loan.accept", loan.lender.name)]


def test_each_side_and_the_officer_are_told() -> None:
    loan = asked()
    loans.accept_loan(by=lead_of(loan.lender), loan=loan)

    assert set(OutboxMessage.objects.values_list("kind", "recipient")) == {
        ("vetting.loan_proposed", loan.lender.contact_email),
        ("vetting.loan_agreed", loan.user.email),
        ("vetting.loan_agreed", loan.borrower.contact_email),
    }


def test_the_lender_offers_and_the_borrower_agrees() -> None:
    lender, borrower = VettingAuthorityFactory(), VettingAuthorityFactory()
    by = OfficerFactory(authority=lender, role=OfficerRole.ADMINISTRATOR).user
    user = OfficerFactory(authority=lender).user
    loan = loans.offer_officer(by=by, lender=lender, user=user, borrower=borrower, starts_on=TODAY, ends_on=LAST)

    with pytest.raises(NotAllowedError):
        loans.accept_loan(by=lead_of(lender), loan=loan)
    loans.accept_loan(by=lead_of(borrower), loan=loan)

    assert can_work_queue(user, borrower)


def test_it_ends_at_midnight_in_london_though_the_job_has_not_run() -> None:
    loan = agreed()
    midnight = clock.local(LAST + datetime.timedelta(days=1), datetime.time.min)

    with time_machine.travel(midnight - datetime.timedelta(seconds=1), tick=False):
        last = (can_work_queue(loan.user, loan.borrower), Case.objects.visible_to(loan.user).count())
    with time_machine.travel(midnight, tick=False):
        after = can_work_queue(loan.user, loan.borrower)
        row = OfficerLoan.objects.get(pk=loan.pk)

    assert (last, after, row.state, row.part.ended_at) == ((True, 0), False, LoanState.ACCEPTED, None)


def test_midnight_is_londons_in_the_week_in_which_the_clocks_change_too() -> None:
    spring = datetime.date(2027, 3, 28)
    loan = agreed(ends_on=spring)

    with time_machine.travel(datetime.datetime(2027, 3, 28, 22, 59, tzinfo=datetime.UTC), tick=False):
        assert can_work_queue(loan.user, loan.borrower)
    with time_machine.travel(datetime.datetime(2027, 3, 28, 23, 0, tzinfo=datetime.UTC), tick=False):
        assert not can_work_queue(loan.user, loan.borrower)


def test_it_does_not_begin_before_its_first_day() -> None:
    loan = agreed(starts_on=TODAY + datetime.timedelta(days=1))

    assert not can_work_queue(loan.user, loan.borrower)
    with time_machine.travel(NOON + datetime.timedelta(days=1), tick=False):
        assert can_work_queue(loan.user, loan.borrower)


def test_the_job_writes_down_what_is_over_once_and_leaves_the_rest() -> None:
    over, open_one, runs = agreed(), asked(), agreed(ends_on=LAST + datetime.timedelta(days=9))

    with time_machine.travel(NOON + datetime.timedelta(days=15), tick=False):
        done, again = loans.end_due_loans(), loans.end_due_loans()

    states = dict(OfficerLoan.objects.values_list("pk", "state"))
    assert (done, again) == (2, 0)
    assert states == {over.pk: LoanState.ENDED, open_one.pk: LoanState.WITHDRAWN, runs.pk: LoanState.ACCEPTED}
    assert Officer.objects.get(loan=over).ended_at is not None
    assert is_officer(over.user)


@pytest.mark.parametrize("side", ["lender", "borrower"])
def test_either_side_ends_it_at_once(side: str) -> None:
    loan = agreed()

    loans.end_loan(by=lead_of(getattr(loan, side)), loan=loan)

    assert not can_work_queue(loan.user, loan.borrower)
    assert Officer.objects.get(loan=loan).ended_at == clock.now()


def test_nobody_else_ends_or_answers_it_not_the_officer_and_no_superuser() -> None:
    open_one, running = asked(), agreed()
    strangers = [UserFactory(is_superuser=True), lead_of(VettingAuthorityFactory()), OfficerFactory(authority=running.lender).user]

    for user in [*strangers, running.user]:
        with pytest.raises(NotAllowedError):
            loans.end_loan(by=user, loan=running)
    for user in [*strangers, open_one.user]:
        with pytest.raises(NotAllowedError):
            loans.accept_loan(by=user, loan=open_one)
        with pytest.raises(NotAllowedError):
            loans.decline_loan(by=user, loan=open_one)
        with pytest.raises(NotAllowedError):
            loans.take_back_loan(by=user, loan=open_one)


def test_who_leads_both_authorities_does_not_agree_with_themselves() -> None:
    lender, borrower = VettingAuthorityFactory(), VettingAuthorityFactory()
    both = lead_of(lender)
    OfficerFactory(user=both, authority=borrower, role=OfficerRole.ADMINISTRATOR)
    loan = asked(by=both, lender=lender, borrower=borrower, user=OfficerFactory(authority=lender).user)

    with pytest.raises(FourEyesError, match="somebody of the other authority answers"):
        loans.accept_loan(by=both, loan=loan)
    with pytest.raises(IntegrityError, match="vetting_loan_two_sides"), transaction.atomic():
        OfficerLoan.objects.filter(pk=loan.pk).update(answered_by=both)


@pytest.mark.parametrize("role", [OfficerRole.OFFICER, OfficerRole.AUDITOR])
def test_officers_and_auditors_neither_ask_nor_offer(role: str) -> None:
    authority, other = VettingAuthorityFactory(), VettingAuthorityFactory()
    by, user = OfficerFactory(authority=authority, role=role).user, OfficerFactory(authority=other).user

    with pytest.raises(NotAllowedError, match="Only a lead or an administrator"):
        asked(by=by, borrower=authority, lender=other, user=user)
    with pytest.raises(NotAllowedError, match="Only a lead or an administrator"):
        loans.offer_officer(by=by, lender=authority, user=by, borrower=other, starts_on=TODAY, ends_on=LAST)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (TODAY - datetime.timedelta(days=1), LAST, "starts_on"),
        (TODAY, TODAY - datetime.timedelta(days=1), "ends_on"),
        (TODAY, TODAY + datetime.timedelta(days=367), "ends_on"),
    ],
)
def test_wrong_days_are_refused_at_their_field(starts_on: datetime.date, ends_on: datetime.date, field: str) -> None:
    with pytest.raises(LoanError) as refusal:
        asked(starts_on=starts_on, ends_on=ends_on)

    assert refusal.value.field == field


def test_a_loan_of_a_year_is_taken() -> None:
    assert asked(ends_on=TODAY + datetime.timedelta(days=366)).state == LoanState.OFFERED


def test_only_who_works_for_the_lender_is_lent_and_nobody_is_lent_on() -> None:
    running = agreed()
    elsewhere = VettingAuthorityFactory()
    auditor = OfficerFactory(role=OfficerRole.AUDITOR)

    for user, lender in ((running.user, running.borrower), (auditor.user, auditor.authority), (UserFactory(), running.lender)):
        with pytest.raises(LoanError, match="is no officer of"):
            asked(by=lead_of(elsewhere), borrower=elsewhere, lender=lender, user=user)
    with pytest.raises(LoanError, match="can't lend to itself"):
        asked(by=lead_of(running.lender), borrower=running.lender, lender=running.lender, user=running.user)
    with pytest.raises(LoanError, match=r"works for .* already"):
        asked(by=lead_of(running.borrower), borrower=running.borrower, lender=running.lender, user=running.user)


def test_one_open_or_running_loan_of_somebody_to_one_authority() -> None:
    loan = asked()

    with pytest.raises(LoanError, match="There is such a loan already"):
        asked(by=lead_of(loan.borrower), borrower=loan.borrower, lender=loan.lender, user=loan.user)


def test_one_that_is_over_is_no_obstacle_though_the_job_has_not_run() -> None:
    loan = agreed()

    with time_machine.travel(NOON + datetime.timedelta(days=20), tick=False):
        start = clock.today()
        again = asked(by=lead_of(loan.borrower), borrower=loan.borrower, lender=loan.lender, user=loan.user, starts_on=start, ends_on=start)
        loans.accept_loan(by=lead_of(loan.lender), loan=again)

        assert can_work_queue(loan.user, loan.borrower)


def test_declined_and_taken_back_open_nothing() -> None:
    declined, back = asked(), asked()

    loans.decline_loan(by=lead_of(declined.lender), loan=declined)
    loans.take_back_loan(by=lead_of(back.borrower), loan=back)

    assert set(OfficerLoan.objects.values_list("state", flat=True)) == {LoanState.DECLINED, LoanState.WITHDRAWN}
    assert not Officer.objects.exclude(loan=None).exists()
    with pytest.raises(IllegalTransitionError):
        loans.accept_loan(by=lead_of(declined.lender), loan=declined)


def test_too_late_an_answer_is_refused() -> None:
    loan = asked()

    with time_machine.travel(NOON + datetime.timedelta(days=15), tick=False), pytest.raises(LoanError, match="last day is over"):
        loans.accept_loan(by=lead_of(loan.lender), loan=loan)


def test_who_leaves_the_lender_is_lent_by_it_no_more() -> None:
    loan = asked()
    waiting = asked(lender=loan.lender, user=loan.user)
    loans.accept_loan(by=lead_of(loan.lender), loan=loan)

    end_appointment(by=None, officer=Officer.objects.get(user=loan.user, authority=loan.lender))

    assert not can_work_queue(loan.user, loan.borrower)
    assert not is_officer(loan.user)
    assert dict(OfficerLoan.objects.values_list("pk", "state")) == {loan.pk: LoanState.ENDED, waiting.pk: LoanState.WITHDRAWN}


def test_a_borrowed_part_is_ended_by_its_loan_alone_and_an_own_one_stands_beside() -> None:
    loan = agreed()
    part = Officer.objects.get(loan=loan)

    with pytest.raises(NotAllowedError, match="End the loan"):
        end_appointment(by=None, officer=part)
    own = appoint_officer(by=None, user=loan.user, authority=loan.borrower, role=OfficerRole.OFFICER)
    loans.end_loan(by=lead_of(loan.lender), loan=loan)

    assert (own.pk != part.pk, can_work_queue(loan.user, loan.borrower)) == (True, True)


def test_the_database_gives_no_borrowed_part_without_an_agreed_loan() -> None:
    loan, running = asked(), agreed()
    one = {"since": clock.now(), "role": OfficerRole.OFFICER}

    for values in (
        {"loan": loan, "user": loan.user, "authority": loan.borrower},
        {"loan": running, "user": UserFactory(), "authority": running.borrower},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Officer.objects.create(**one, **values)
    with pytest.raises(IntegrityError, match="vetting_officer_by_loan"), transaction.atomic():
        Officer.objects.filter(loan=running).update(authority=VettingAuthorityFactory())
    with pytest.raises(IntegrityError, match="vetting_officer_borrowed_as_officer"), transaction.atomic():
        Officer.objects.filter(loan=running).update(role=OfficerRole.LEAD)


def test_the_borrowed_officer_verifies_and_decides_what_nobody_else_there_could() -> None:
    desk = recommended()
    end_appointment(by=None, officer=Officer.objects.get(user=desk.second, authority=desk.authority))
    loan = agreed(by=lead_of(desk.authority), borrower=desk.authority)

    decision = decide(by=loan.user, case=desk.case, outcome=DecisionOutcome.CLEARED)

    assert (decision.decided_by, decision.case.authority) == (loan.user, desk.authority)


def test_four_eyes_and_interests_bind_the_borrowed_as_everybody() -> None:
    desk = recommended()
    performed, acting = (
        agreed(borrower=desk.authority, by=lead_of(desk.authority)),
        agreed(borrower=desk.authority, by=lead_of(desk.authority)),
    )
    Check.objects.filter(person__isnull=False, authority=desk.authority).update(performed_by=performed.user)
    ProviderMemberFactory(provider=desk.case.provider, user=acting.user)
    own = CheckFactory(authority=desk.authority, performed_by=performed.user)

    for loan in (performed, acting):
        with pytest.raises(FourEyesError):
            decide(by=loan.user, case=desk.case, outcome=DecisionOutcome.CLEARED)
    with pytest.raises(FourEyesError):
        verify_check(by=performed.user, check=own)


@pytest.mark.django_db(transaction=True)
def test_a_loan_that_two_agree_to_at_once_is_agreed_once() -> None:
    loan = OfficerLoanFactory()
    leads = [lead_of(loan.lender), lead_of(loan.lender)]

    def accept(by: User) -> bool:
        try:
            loans.accept_loan(by=by, loan=loan)
        except IllegalTransitionError:
            return False
        return True

    done = at_once(*(lambda by=by: accept(by) for by in leads))

    assert sorted(done) == [False, True]
    assert Officer.objects.filter(loan=loan).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_decision_beside_the_end_of_the_loan_is_made_before_it_or_not_at_all() -> None:
    desk = recommended()
    loan = agreed(borrower=desk.authority, by=lead_of(desk.authority))
    by = lead_of(loan.lender)

    def deciding() -> bool:
        try:
            decide(by=loan.user, case=desk.case, outcome=DecisionOutcome.CLEARED)
        except DomainError:
            return False
        return True

    def ending() -> bool:
        loans.end_loan(by=by, loan=loan)
        return True

    decided, ended = at_once(deciding, ending)

    events = AuditEvent.objects.filter(action__in=["case.decide", "loan.end"]).order_by("pk").values_list("action", flat=True)
    assert ended
    assert Decision.objects.filter(decided_by=loan.user).count() == int(decided)
    assert list(events) == (["case.decide", "loan.end"] if decided else ["loan.end"])
