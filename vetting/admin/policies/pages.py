"""Policies of an officer's authorities: which holds, what is being written, and what a new version would change."""

import difflib
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from vetting.admin.cases.moves import Move
from vetting.admin.officer_views import OfficersOnly
from vetting.enums import CheckScope
from vetting.models import PolicyDraft
from vetting.policies.policies import can_publish_policy, can_write_policy
from vetting.queries.policies.drafts import authorities_read_by, drafts_read_by, read_draft
from vetting.queries.policies.preview import preview_of
from vetting.rules.writing import policy_text
from vetting.states import DraftState

ON_A_PAGE = 50
MOST_LINES = 400
KINDS = [*((scope.value, scope.label) for scope in CheckScope), ("day", _("Planned day"))]


def find_draft(user: Any, pk: int) -> PolicyDraft:
    """Raises Http404 for one of an authority that the user has no part in."""
    return get_object_or_404(drafts_read_by(user), pk=pk)


def listing_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_policies"), "label": _("Policies")}


class PolicyListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/policy_list.html"
    page_title = _("Policies")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drafts = list(drafts_read_by(self.request.user))
        offices = [
            (authority, [one for one in drafts if one.authority_id == authority.pk], can_write_policy(self.request.user, authority))
            for authority in authorities_read_by(self.request.user)
        ]
        context: dict[str, Any] = super().get_context_data(offices=offices, **kwargs)
        return context


class DraftPage(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = find_draft(request.user, kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.draft.authority.name

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb()]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(draft=self.draft, **kwargs)
        return context


class DraftView(DraftPage):
    """What it changes, and whose move it is."""

    template_name = "vetting/admin/policy_draft.html"
    page_title = _("New version")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            moves=moves_of(self.draft, user), why_not=why_not(self.draft, user), lines=changed_lines(self.draft), **kwargs
        )


def moves_of(draft: PolicyDraft, user: Any) -> list[Move]:
    writes, publishes = can_write_policy(user, draft.authority), can_publish_policy(user, draft)
    preview = Move(_g("See what would change"), "vetting_policy_preview")
    discard = Move(_g("Put away"), "vetting_policy_discard", is_grave=True)
    if draft.state == DraftState.DRAFT and writes:
        edits = [Move(_g("Change settings"), "vetting_policy_settings"), Move(_g("Change the text"), "vetting_policy_text")]
        return [*edits, preview, Move(_g("Propose"), "vetting_policy_propose", is_main=True), discard]
    if draft.state == DraftState.PROPOSED:
        publish = [Move(_g("Publish"), "vetting_policy_publish", is_main=True)] if publishes else []
        back = [Move(_g("Take back"), "vetting_policy_take_back")] if publishes or writes else []
        return [*publish, preview, *back]
    if draft.state == DraftState.PUBLISHED:
        return [preview, *([discard] if writes else [])]
    return [preview] if draft.state == DraftState.DRAFT else []


def why_not(draft: PolicyDraft, user: Any) -> str:
    if draft.state == DraftState.PROPOSED and draft.proposed_by_id == user.pk:
        return _g("You proposed it, so somebody else of the authority publishes it.")
    if draft.state == DraftState.DRAFT and not can_write_policy(user, draft.authority):
        return _g("You may read this; a vetting lead of the authority changes it.")
    return ""


def changed_lines(draft: PolicyDraft) -> list[tuple[str, str]]:
    """Lines that go ("-") and come ("+") against the policy that it began from, with a little around them (" ")."""
    before, after = policy_text(draft.based_on.content).splitlines(), draft.text.splitlines()
    found = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return [("…", "") if line.startswith("@@") else (line[:1], line[1:]) for line in found[:MOST_LINES]]


class PreviewView(DraftPage):
    """Worked out by the rules, now. Nothing is changed by looking."""

    template_name = "vetting/admin/policy_preview.html"
    page_title = _("What would change")

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb(), {"url": reverse("vetting_policy_draft", args=[self.draft.pk]), "label": _("New version")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.draft
        _source, content = read_draft(draft.text, draft.authority, draft.based_on)
        preview = preview_of(draft.authority, content, draft.holds_from)
        counts = [(label, preview.count(kind, comes_in=False), preview.count(kind, comes_in=True)) for kind, label in KINDS]
        page = Paginator(preview.changes, ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(preview=preview, counts=counts, page=page, kinds=dict(KINDS), **kwargs)
