"""Partners: officers lent and borrowed, from the first question to the last day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core import clock
from vetting.admin.authorities.forms import AskLoanForm, OfferLoanForm
from vetting.admin.cases.frame import find_case
from vetting.admin.cases.moves import Move
from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.models import OfficerLoan, VettingAuthority
from vetting.policies.loans import can_answer_loan, can_end_loan, can_take_back_loan
from vetting.queries.authorities.loans import borrowable, lendable, loans_read_by, managed_by
from vetting.services.authorities import loans
from vetting.states.partners import LOAN, LoanEvent, LoanState


def moves_of(loan: OfficerLoan, user: Any) -> list[Move]:
    if can_answer_loan(user, loan):
        return [Move(_g("Agree"), "vetting_loan_accept", is_main=True), Move(_g("Decline"), "vetting_loan_decline")]
    if can_take_back_loan(user, loan):
        return [Move(_g("Take back"), "vetting_loan_take_back")]
    return [Move(_g("End now"), "vetting_loan_end", is_grave=True)] if can_end_loan(user, loan) else []


def standing_of(loan: OfficerLoan) -> str:
    """In words; what is over by its days reads so, whether or not anybody has written it down."""
    today = clock.today()
    if loan.state == LoanState.ACCEPTED and loan.ends_on >= today:
        return _g("Runs") if loan.starts_on <= today else _g("Agreed, begins later")
    if loan.state in (LoanState.ACCEPTED, LoanState.OFFERED) and loan.ends_on < today:
        return _g("Over")
    if loan.state == LoanState.OFFERED:
        return _g("Waits for %(authority)s") % {"authority": loan.asked_side}
    return str(loan.get_state_display())


class PartnersView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/partners.html"
    page_title = _("Partners")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.officer
        lines = [(loan, standing_of(loan), moves_of(loan, user)) for loan in loans_read_by(user)]
        context: dict[str, Any] = super().get_context_data(lines=lines, managed=managed_by(user), **kwargs)
        return context


class LoanFormView(OfficerFormView):
    header_icon = "group"

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": _("Partners")}]

    def get_success_url(self) -> str:
        return reverse("vetting_partners")


class ProposeView(LoanFormView):
    """On behalf of one authority of the user's."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.authority = get_object_or_404(own_authorities(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.authority.name

    def get_initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}


class AskLoanView(ProposeView):
    page_title = _("Ask for an officer")
    form_class = AskLoanForm
    intro = _("Their authority is asked. Once it agrees, they verify and decide here until the last day. Four eyes bind them too.")
    button = _("Ask")
    success = _("Asked. Their authority answers.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parts": borrowable(self.authority)}

    def act(self, form: Any) -> None:
        entered = form.cleaned_data
        part, days = entered["officer"], {"starts_on": entered["starts_on"], "ends_on": entered["ends_on"]}
        loans.ask_for_officer(by=self.officer, borrower=self.authority, user=part.user, lender=part.authority, **days)


class OfferLoanView(ProposeView):
    page_title = _("Offer an officer")
    form_class = OfferLoanForm
    intro = _("The other authority is asked. They go on working here; what they see there stays there.")
    button = _("Offer")
    success = _("Offered. The other authority answers.")

    def get_form_kwargs(self) -> dict[str, Any]:
        others = VettingAuthority.objects.exclude(pk=self.authority.pk)
        return super().get_form_kwargs() | {"officers": lendable(self.authority), "borrowers": others}

    def act(self, form: Any) -> None:
        entered = form.cleaned_data
        who = {"user": entered["officer"], "borrower": entered["borrower"]}
        days = {"starts_on": entered["starts_on"], "ends_on": entered["ends_on"]}
        loans.offer_officer(by=self.officer, lender=self.authority, **who, **days)


class LoanStepView(LoanFormView):
    """A step of a loan that is asked once more. `event` is the one that it fires."""

    event = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.loan = get_object_or_404(loans_read_by(request.user), pk=kwargs["pk"])
        if not LOAN.allows(self.loan.state, self.event):
            raise Http404

    def get_page_subtitle(self) -> str:
        return str(self.loan)


class AcceptLoanView(LoanStepView):
    event = LoanEvent.ACCEPT
    page_title = _("Agree")
    intro = _("From the first day on they act for both authorities. Either can end it at once.")
    button = _("Agree")
    success = _("Agreed. They have been told.")

    def act(self, form: Any) -> None:
        loans.accept_loan(by=self.officer, loan=self.loan)


class DeclineLoanView(LoanStepView):
    event = LoanEvent.DECLINE
    page_title = _("Decline")
    button = _("Decline")
    success = _("Declined. The other authority has been told.")

    def act(self, form: Any) -> None:
        loans.decline_loan(by=self.officer, loan=self.loan)


class TakeBackLoanView(LoanStepView):
    event = LoanEvent.WITHDRAW
    page_title = _("Take back")
    button = _("Take back")
    success = _("Taken back.")

    def act(self, form: Any) -> None:
        loans.take_back_loan(by=self.officer, loan=self.loan)


class EndLoanView(LoanStepView):
    event = LoanEvent.END
    page_title = _("End the loan")
    intro = _("They are out of the other authority's cases at once. What they decided there stays decided.")
    button = _("End the loan")
    success = _("Ended. Both authorities and the officer have been told.")
    destructive = True

    def act(self, form: Any) -> None:
        loans.end_loan(by=self.officer, loan=self.loan)


class BorrowView(OfficersOnly, View):
    """From a case that nobody here may decide to the form that asks another authority."""

    acts = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("vetting_loan_ask", find_case(request.user, pk).authority_id)
