"""What every page about one case shares: where it is, and that only officers of its authority find it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from core.exceptions import DomainError
from vetting.admin.officer_views import NO_FILES, OfficerFormView, OfficersOnly
from vetting.models import Case
from vetting.services.cases.readings import record_reading
from vetting.states import CASE


def case_url(case: Case) -> str:
    return reverse("vetting_cases:inspect", args=[case.pk])


def case_crumbs(case: Case) -> list[dict[str, Any]]:
    return [{"url": reverse("vetting_cases:index"), "label": _("Vetting queue")}, {"url": case_url(case), "label": case.version.title}]


def find_case(user: Any, pk: int) -> Case:
    """With what its pages show. Raises Http404 for a case of an authority that the user has no part in; that they tried is kept."""
    cases = Case.objects.visible_to(user).select_related(
        "provider", "offer__provider", "offer__approved_version", "version__venue", "version__space", "version__offer__provider"
    )
    people = ("authority__policy", "claimed_by", "recommended_by", "submitted_by", "decision__decided_by", "decision__policy")
    case = cases.select_related(*people).filter(pk=pk).first()
    if case is None:
        others = Case.objects.select_related("authority").filter(pk=pk).first()
        if others is not None and user.is_authenticated:
            record_reading(by=user, case=others)
        raise Http404
    return case


class CaseFormView(OfficerFormView):
    """An action on one case that takes a form. `event` is the step that it takes, where it takes one."""

    event = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = find_case(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.why_not_now:
            messages.warning(request, self.why_not_now)
            return redirect(case_url(self.case))
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        if self.why_not_now:
            form.add_error(None, self.why_not_now)
            return self.form_invalid(form)
        return super().form_valid(form)

    @property
    def why_not_now(self) -> str:
        """Where the life of a case has no such step from where it stands: that somebody was quicker, say."""
        if not self.event or CASE.allows(self.case.state, self.event):
            return ""
        return _g("This can't be done now. The case stands like this: %(state)s.") % {"state": self.case.get_state_display()}

    def get_success_url(self) -> str:
        return case_url(self.case)

    def get_page_subtitle(self) -> str:
        return self.case.version.title

    def crumbs(self) -> list[dict[str, Any]]:
        return case_crumbs(self.case)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **kwargs)


class CaseStepView(OfficersOnly, View):
    """A button on the case page that acts at once. Where it is refused, the case page says why."""

    success: Any = ""
    acts = True

    def step(self, case: Case) -> None:
        """Call the service. Raises DomainError where it refuses."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect(case_url(find_case(request.user, pk)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = find_case(request.user, pk)
        try:
            if request.FILES:
                raise DomainError(NO_FILES)
            self.step(case)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, str(self.success))
        return redirect(case_url(case))
