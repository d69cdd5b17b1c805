"""The list of referrals to consider, the page of one with its decision, and putting one on the list from a clearance. For leads alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.clearances.subjects import find_clearance, name_of
from vetting.admin.officer_views import OfficerFormView, OfficersOnly
from vetting.admin.referrals.forms import DecideForm, RaiseForm
from vetting.models import ReferralPrompt
from vetting.models.referrals import OPEN, ReferralPromptQuerySet
from vetting.policies.referrals import can_raise_referral, leads_somewhere
from vetting.queries.referrals.open import about
from vetting.services.referrals import prompts

RECENTLY_DECIDED = 20


def referrals_seen(user: Any) -> ReferralPromptQuerySet:
    related = ("authority", "provider", "person", "clearance", "raised_by", "considered_by")
    return ReferralPrompt.objects.visible_to(user).select_related(*related)


class ReferralListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/referrals.html"
    page_title = _("Referrals")
    header_icon = "redirect"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not leads_somewhere(request.user):
            raise Http404

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = referrals_seen(self.request.user)
        decided = seen.exclude(state__in=OPEN).order_by("-considered_at")[:RECENTLY_DECIDED]
        context: dict[str, Any] = super().get_context_data(waiting=seen.still_open(), decided=decided, **kwargs)
        return context


class ReferralView(OfficerFormView):
    template_name = "vetting/admin/referral.html"
    page_title = _("Consider a referral")
    header_icon = "redirect"
    form_class = DecideForm
    button = _("Keep this answer")
    success = _("Kept. What was made or is not required stays as it is; what is deferred stays on the list.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.prompt = get_object_or_404(referrals_seen(request.user), pk=kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        prompts.record_looking(by=self.officer, prompt=self.prompt)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": ReferralListView.page_title}]

    def get_success_url(self) -> str:
        return reverse("vetting_referrals")

    def get_page_subtitle(self) -> str:
        return str(self.prompt.person.name if self.prompt.person else self.prompt.provider)

    def act(self, form: Any) -> None:
        prompts.decide(by=self.officer, prompt=self.prompt, considered=prompts.Considered(**form.cleaned_data))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(prompt=self.prompt, is_open=self.prompt.state in OPEN, **kwargs)


class RaiseView(OfficerFormView):
    page_title = _("Consider a referral")
    header_icon = "redirect"
    form_class = RaiseForm
    intro = _("It goes on the list of your authority's leads. Do not record details here: only that it is to be considered, and to whom.")
    button = _("Put it on the list")
    success = _("It is on the list of referrals.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.clearance = find_clearance(request.user, kwargs["pk"])
        if not can_raise_referral(request.user, self.clearance) or about(self.clearance) == (None, None):
            raise Http404

    def crumbs(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("vetting_clearances:index"), "label": _("Clearances")}
        return [listing, {"url": self.get_success_url(), "label": name_of(self.clearance)}]

    def get_success_url(self) -> str:
        return reverse("vetting_clearances:inspect", args=[self.clearance.pk])

    def get_page_subtitle(self) -> str:
        return name_of(self.clearance)

    def act(self, form: Any) -> None:
        prompts.raise_by_hand(by=self.officer, clearance=self.clearance, kind=form.cleaned_data["kind"])
