"""The buttons on a case. Each calls one service."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from vetting.admin.adverse.lines import panels_with_conditions
from vetting.admin.cases.checks import CaseChecks
from vetting.admin.cases.forms import AskForm, ClearForm, DeclineForm, HandOverForm, NoteForm, RecommendForm, SendBackForm
from vetting.admin.cases.frame import CaseFormView, CaseStepView
from vetting.admin.cases.moves import why_not_decide
from vetting.enums import ClearanceLevel, DecisionOutcome
from vetting.models import Case
from vetting.policies.panels import why_not_clear
from vetting.queries.asked.readiness import readiness_of
from vetting.queries.cases.claims import could_have, has_gone_quiet
from vetting.rules.adverse import rules_out_level
from vetting.services.cases import claims
from vetting.services.cases import handling as cases
from vetting.states import CaseEvent


class ClaimView(CaseStepView):
    success = _("The case is yours.")

    def step(self, case: Case) -> None:
        cases.claim_case(by=self.officer, case=case)


class ReleaseView(CaseStepView):
    success = _("The case is back in the queue. What was recorded stays.")

    def step(self, case: Case) -> None:
        cases.release_case(by=self.officer, case=case)


class HandOverView(CaseFormView):
    page_title = _("Hand over")
    event = CaseEvent.HAND_OVER
    form_class = HandOverForm
    intro = _("It is theirs from then on, with everything that was recorded and your note.")
    button = _("Hand it over")
    success = _("Handed over.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"colleagues": could_have(self.case)}

    def act(self, form: Any) -> None:
        claims.hand_over(by=self.officer, case=self.case, **form.cleaned_data)


class TakeOverView(CaseFormView):
    page_title = _("Take over")
    event = CaseEvent.HAND_OVER
    button = _("Take it over")
    success = _("The case is yours. What was recorded stays.")

    @property
    def intro(self) -> str:
        return _g("%(name)s has it, and has not touched it for a while. If you can reach them, ask first.") % {"name": self.case.claimed_by}

    @property
    def why_not_now(self) -> str:
        if super().why_not_now or has_gone_quiet(self.case):
            return super().why_not_now
        return _g("%(name)s is working on this. Ask them to hand it over, or ask a lead.") % {"name": self.case.claimed_by}

    def act(self, form: Any) -> None:
        claims.take_over(by=self.officer, case=self.case)


class AskView(CaseFormView):
    page_title = _("Ask the provider")
    event = CaseEvent.ASK_PROVIDER
    form_class = AskForm
    intro = _("They get a mail and answer on their own pages. The clock stands still until they do.")
    button = _("Send the question")
    success = _("The provider has been asked.")

    def act(self, form: Any) -> None:
        cases.ask_provider(by=self.officer, case=self.case, question=form.cleaned_data["question"])


class RecommendView(CaseFormView):
    page_title = _("Recommend")
    event = CaseEvent.RECOMMEND
    template_name = "vetting/admin/recommend.html"
    form_class = RecommendForm
    intro = _("A second officer verifies the checks and decides: somebody who neither handed it in nor recorded what it rests on.")
    button = _("Recommend")
    success = _("Recommended. A second officer verifies and decides.")

    def act(self, form: Any) -> None:
        cases.recommend(by=self.officer, case=self.case, outcome=form.cleaned_data["outcome"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(missing=CaseChecks(self.case, self.request.user).still_missing, **kwargs)


class SendBackView(CaseFormView):
    page_title = _("Send back")
    event = CaseEvent.SEND_BACK
    form_class = SendBackForm
    intro = _("The case returns to the officer who recommended it, with your note.")
    button = _("Send back")
    success = _("The case went back.")

    def act(self, form: Any) -> None:
        cases.send_back(by=self.officer, case=self.case, note=form.cleaned_data["note"])


class DecideView(CaseFormView):
    """Decides as was recommended; whoever sees it differently sends the case back."""

    template_name = "vetting/admin/decide.html"
    event = CaseEvent.DECIDE

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.clears = self.case.recommended_outcome != DecisionOutcome.DECLINED
        self.destructive = not self.clears
        self.page_title = _("Clear") if self.clears else _("Decline")
        self.button = _("Clear and list it") if self.clears else _("Decline it")
        self.success = _("Cleared: the offer is on the site now.") if self.clears else _("Declined. The provider has been told.")
        self.missing = {level: self.missing_for(level) for level in ClearanceLevel.values} if self.clears else {}
        self.panels = panels_with_conditions(self.case, request.user) if self.clears else []

    def missing_for(self, level: str) -> tuple[str, ...]:
        return readiness_of(self.case.version, self.case.authority, level).missing

    def get_form_class(self) -> type[Any]:
        return ClearForm if self.clears else DeclineForm

    def get_form_kwargs(self) -> dict[str, Any]:
        ruled_out = [level for level in self.missing if any(rules_out_level(one.conditions, level) for one in self.panels)]
        possible = [level for level, missing in self.missing.items() if not missing and level not in ruled_out]
        return super().get_form_kwargs() | ({"levels": possible} if self.clears else {})

    def get_initial(self) -> dict[str, Any]:
        return {"level": ClearanceLevel.SUPERVISED}

    def act(self, form: Any) -> None:
        cases.decide(by=self.officer, case=self.case, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            clears=self.clears,
            why_not=why_not_decide(self.case, self.request.user) or (why_not_clear(self.request.user, self.case) if self.clears else ""),
            panels=self.panels,
            to_verify=len(CaseChecks(self.case, self.request.user).to_verify),
            possible=not self.clears or not all(self.missing.values()),
            not_possible=[(ClearanceLevel(level).label, missing) for level, missing in self.missing.items() if missing],
            **kwargs,
        )


class NoteView(CaseFormView):
    page_title = _("Add a note")
    form_class = NoteForm
    button = _("Add the note")
    success = _("Noted.")

    def act(self, form: Any) -> None:
        cases.add_note(by=self.officer, case=self.case, text=form.cleaned_data["text"])
