"""Lending an officer: one authority asks or offers, the other agrees, and the part ends by itself after its last day."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from vetting.enums import OfficerRole
from vetting.exceptions import FourEyesError, LoanError, NotAllowedError
from vetting.models import Officer, OfficerLoan, VettingAuthority
from vetting.models.loans import LIVE_LOANS, LONGEST_LOAN
from vetting.policies.loans import can_answer_loan, can_end_loan, can_manage_loans, can_take_back_loan, works_of_their_own
from vetting.policies.roles import can_work_queue
from vetting.queries.authorities.loans import overdue_loans
from vetting.states.partners import LOAN, LoanEvent, LoanState


@transaction.atomic
def ask_for_officer(
    *, by: User, borrower: VettingAuthority, user: User, lender: VettingAuthority, starts_on: datetime.date, ends_on: datetime.date
) -> OfficerLoan:
    """A lead or administrator of the borrower asks another authority for one of its officers."""
    return _propose(by, user, lender, borrower, (starts_on, ends_on), is_asked=True)


@transaction.atomic
def offer_officer(
    *, by: User, lender: VettingAuthority, user: User, borrower: VettingAuthority, starts_on: datetime.date, ends_on: datetime.date
) -> OfficerLoan:
    """A lead or administrator of the lender offers one of its officers to another authority."""
    return _propose(by, user, lender, borrower, (starts_on, ends_on), is_asked=False)


def _propose(
    by: User, user: User, lender: VettingAuthority, borrower: VettingAuthority, days: tuple[datetime.date, datetime.date], *, is_asked: bool
) -> OfficerLoan:
    own = borrower if is_asked else lender
    if not can_manage_loans(by, own):
        raise NotAllowedError(_("Only a lead or an administrator of %(authority)s can do this. Ask one.") % {"authority": own.name})
    if lender == borrower:
        raise LoanError(_("An authority can't lend to itself. Choose another one."))
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    _refuse_wrong_days(*days)
    _refuse_wrong_officer(user, lender, borrower)
    _end_due(overdue_loans().filter(user=user))
    if OfficerLoan.objects.filter(user=user, borrower=borrower, state__in=LIVE_LOANS).exists():
        raise LoanError(
            _("There is such a loan already, agreed or waiting for an answer. End or take back that one first."), field="officer"
        )
    starts_on, ends_on = days
    loan = OfficerLoan.objects.create(
        user=user,
        lender=lender,
        borrower=borrower,
        starts_on=starts_on,
        ends_on=ends_on,
        is_asked=is_asked,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    _tell("loan_proposed", loan, loan.asked_side.contact_email)
    return _recorded("loan.propose", loan, by, own)


@transaction.atomic
def accept_loan(*, by: User, loan: OfficerLoan) -> OfficerLoan:
    """The other side agrees. From its first day the officer works for the borrower too."""
    locked = _lock(loan)
    side = locked.asked_side
    _refuse_answer(by, locked, side)
    LOAN.target(locked.state, LoanEvent.ACCEPT)
    if locked.ends_on < clock.today():
        raise LoanError(_("Its last day is over. Ask for a new one."))
    _refuse_wrong_officer(locked.user, locked.lender, locked.borrower)
    now = clock.now()
    LOAN.fire(locked, LoanEvent.ACCEPT, answered_by=by, answered_at=now)
    Officer.objects.create(user=locked.user, authority=locked.borrower, role=OfficerRole.OFFICER, since=now, loan=locked)
    for address in (locked.user.email, locked.proposing_side.contact_email):
        _tell("loan_agreed", locked, address)
    return _recorded("loan.accept", locked, by, side)


@transaction.atomic
def decline_loan(*, by: User, loan: OfficerLoan) -> OfficerLoan:
    locked = _lock(loan)
    side = locked.asked_side
    _refuse_answer(by, locked, side)
    LOAN.fire(locked, LoanEvent.DECLINE, answered_by=by, answered_at=clock.now())
    _tell("loan_declined", locked, locked.proposing_side.contact_email)
    return _recorded("loan.decline", locked, by, side)


@transaction.atomic
def take_back_loan(*, by: User, loan: OfficerLoan) -> OfficerLoan:
    """Before the other side has answered."""
    locked = _lock(loan)
    if locked.state == LoanState.OFFERED and not can_take_back_loan(by, locked):
        raise NotAllowedError(_("Only the authority that proposed it can take it back."))
    LOAN.fire(locked, LoanEvent.WITHDRAW, ended_by=by, ended_at=clock.now())
    return _recorded("loan.take_back", locked, by, locked.proposing_side)


@transaction.atomic
def end_loan(*, by: User, loan: OfficerLoan) -> OfficerLoan:
    """Before its last day, by either side. The officer is out of the borrower's cases at once; what they did there stays."""
    locked = _lock(loan)
    if locked.state == LoanState.ACCEPTED and not can_end_loan(by, locked):
        raise NotAllowedError(_("Only a lead or an administrator of one of the two authorities can end this. Ask one."))
    side = locked.lender if can_manage_loans(by, locked.lender) else locked.borrower
    return _end(locked, by, side)


@transaction.atomic
def end_loans_of(*, by: User | None, user: User, lender: VettingAuthority) -> None:
    """Who no longer works for the lender can't be lent by it: what runs ends, what is open is taken back."""
    if works_of_their_own(user, lender):
        return
    for loan in OfficerLoan.objects.filter(user=user, lender=lender, state__in=LIVE_LOANS).order_by("pk"):
        locked = _lock(loan)
        if locked.state == LoanState.ACCEPTED:
            _end(locked, by, lender)
        elif locked.state == LoanState.OFFERED:
            LOAN.fire(locked, LoanEvent.WITHDRAW, ended_by=by, ended_at=clock.now())
            _recorded("loan.take_back", locked, by, lender)


@transaction.atomic
def end_due_loans() -> int:
    """Writes down what is over anyway: at midnight in London after the last day. Safe to run twice, at once or late."""
    return _end_due(overdue_loans())


def _end_due(loans: QuerySet[OfficerLoan]) -> int:
    done = 0
    for loan in loans:
        locked = _lock(loan)
        if locked.state == LoanState.ACCEPTED:
            _end(locked, None, locked.lender)
            done += 1
        elif locked.state == LoanState.OFFERED:
            LOAN.fire(locked, LoanEvent.WITHDRAW, ended_at=clock.now())
            _recorded("loan.take_back", locked, None, locked.proposing_side)
            done += 1
    return done


def _end(loan: OfficerLoan, by: User | None, side: VettingAuthority) -> OfficerLoan:
    now = clock.now()
    LOAN.fire(loan, LoanEvent.END, ended_by=by, ended_at=now)
    Officer.objects.filter(loan=loan, ended_at=None).update(ended_at=now)
    for address in (loan.user.email, loan.lender.contact_email, loan.borrower.contact_email):
        _tell("loan_over", loan, address)
    return _recorded("loan.end", loan, by, side)


def _refuse_wrong_days(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if starts_on < clock.today():
        raise LoanError(_("A loan begins today or later."), field="starts_on")
    if ends_on < starts_on:
        raise LoanError(_("The last day comes before the first."), field="ends_on")
    if ends_on > starts_on + LONGEST_LOAN:
        raise LoanError(_("A loan lasts a year at most. Choose an earlier last day, and ask again when it is over."), field="ends_on")


def _refuse_wrong_officer(user: User, lender: VettingAuthority, borrower: VettingAuthority) -> None:
    if not user.is_active or not works_of_their_own(user, lender):
        words = {"name": user.name, "authority": lender.name}
        raise LoanError(_("%(name)s is no officer of %(authority)s. Choose somebody who works there.") % words, field="officer")
    if can_work_queue(user, borrower):
        words = {"name": user.name, "authority": borrower.name}
        raise LoanError(_("%(name)s works for %(authority)s already. Choose somebody else.") % words, field="officer")


def _refuse_answer(by: User, loan: OfficerLoan, side: VettingAuthority) -> None:
    if loan.state != LoanState.OFFERED or can_answer_loan(by, loan):
        return
    if by.pk == loan.proposed_by_id:
        raise FourEyesError(_("You proposed this, so somebody of the other authority answers."))
    raise NotAllowedError(_("Only a lead or an administrator of %(authority)s can answer this. Ask one.") % {"authority": side.name})


def _lock(loan: OfficerLoan) -> OfficerLoan:
    """The officer first, so that two proposals about one person, or an answer and an end, go one after the other."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=loan.user_id)
    rows = OfficerLoan.objects.select_for_update(of=("self",)).select_related("user", "lender", "borrower")
    return rows.get(pk=loan.pk)


def _tell(kind: str, loan: OfficerLoan, to: str) -> None:
    outbox.post(f"vetting.{kind}", to=to, event=f"loan:{loan.pk}:{kind}", payload={"loan": loan.pk})


def _recorded(action: str, loan: OfficerLoan, by: User | None, side: VettingAuthority) -> OfficerLoan:
    details = {"user": loan.user_id, "lender": loan.lender_id, "borrower": loan.borrower_id, "until": loan.ends_on.isoformat()}
    audit.record(action, loan, by=by, acting_for=side.name, details=details)
    return loan
