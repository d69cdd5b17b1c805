"""Mails about officers whom one authority lends to another."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import OfficerLoan
from vetting.states.partners import LoanState

Words = Callable[[OfficerLoan], str]


def _loan_mail(kind: str, *, state: str, subject: Words, line: Words) -> None:
    """Dropped once the loan stands otherwise."""

    @decides(f"vetting.{kind}")
    def decide(message: OutboxMessage) -> Mail | None:
        rows = OfficerLoan.objects.select_related("user", "lender", "borrower")
        loan = rows.filter(pk=message.payload["loan"], state=state).first()
        if loan is None:
            return None
        context = {"line": line(loan), "address": absolute(reverse("vetting_partners"))}
        return render("vetting/loan", context, subject=subject(loan))


def _facts(loan: OfficerLoan) -> dict[str, str]:
    return {
        "name": loan.user.name,
        "lender": loan.lender.name,
        "borrower": loan.borrower.name,
        "first": date_format(loan.starts_on, "j F Y"),
        "last": date_format(loan.ends_on, "j F Y"),
    }


def _proposed(loan: OfficerLoan) -> str:
    if loan.is_asked:
        return _("%(borrower)s asks whether %(name)s may also work for it as an officer, from %(first)s to %(last)s.") % _facts(loan)
    return _("%(lender)s offers that %(name)s also works for you as an officer, from %(first)s to %(last)s.") % _facts(loan)


_loan_mail(
    "loan_proposed",
    state=LoanState.OFFERED,
    subject=lambda loan: _("An officer between %(lender)s and %(borrower)s") % _facts(loan),
    line=_proposed,
)
_loan_mail(
    "loan_agreed",
    state=LoanState.ACCEPTED,
    subject=lambda loan: _("Agreed: %(name)s works for %(borrower)s too") % _facts(loan),
    line=lambda loan: _("%(lender)s lends %(name)s to %(borrower)s as a second officer, from %(first)s to %(last)s.") % _facts(loan),
)
_loan_mail(
    "loan_declined",
    state=LoanState.DECLINED,
    subject=lambda loan: _("Not this time: %(name)s for %(borrower)s") % _facts(loan),
    line=lambda loan: (
        _("It was declined that %(name)s of %(lender)s works for %(borrower)s. Ask another authority, or ring.") % _facts(loan)
    ),
)
_loan_mail(
    "loan_over",
    state=LoanState.ENDED,
    subject=lambda loan: _("Over: %(name)s at %(borrower)s") % _facts(loan),
    line=lambda loan: _("%(name)s of %(lender)s no longer works for %(borrower)s. What was decided there stays decided.") % _facts(loan),
)
