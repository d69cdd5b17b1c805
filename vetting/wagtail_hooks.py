"""Wires the officers' pages into the Wagtail admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from vetting.admin import (
    assigning,
    case_actions,
    check_actions,
    clearance_actions,
    joining,
    lapsing,
    policy_actions,
    policy_pages,
    references,
    rulings,
)
from vetting.admin.clearance_list import ClearanceViewSet
from vetting.admin.clearance_subjects import clearances_of
from vetting.admin.panels import VettingPanel
from vetting.admin.permissions import OfficerPolicy
from vetting.admin.queue import CaseViewSet
from vetting.models import Case, Clearance
from vetting.policies import is_officer

register_permission_policy(Case, OfficerPolicy(Case, Case.objects.visible_to), exact_class=True)
register_permission_policy(Clearance, OfficerPolicy(Clearance, clearances_of), exact_class=True)


@hooks.register("register_admin_viewset")
def register_queue() -> CaseViewSet:
    return CaseViewSet()


@hooks.register("register_admin_viewset")
def register_clearances() -> ClearanceViewSet:
    return ClearanceViewSet()


@hooks.register("register_admin_urls")
def register_case_urls() -> list[Any]:
    case = "vetting/cases/<int:pk>"
    check = f"{case}/checks/<int:check>"
    return [
        path("vetting/cases/assign/", assigning.AssignView.as_view(), name="vetting_cases_assign"),
        path(f"{case}/claim/", case_actions.ClaimView.as_view(), name="vetting_case_claim"),
        path(f"{case}/release/", case_actions.ReleaseView.as_view(), name="vetting_case_release"),
        path(f"{case}/hand-over/", case_actions.HandOverView.as_view(), name="vetting_case_hand_over"),
        path(f"{case}/take-over/", case_actions.TakeOverView.as_view(), name="vetting_case_take_over"),
        path(f"{case}/ask/", case_actions.AskView.as_view(), name="vetting_case_ask"),
        path(f"{case}/recommend/", case_actions.RecommendView.as_view(), name="vetting_case_recommend"),
        path(f"{case}/send-back/", case_actions.SendBackView.as_view(), name="vetting_case_send_back"),
        path(f"{case}/decide/", case_actions.DecideView.as_view(), name="vetting_case_decide"),
        path(f"{case}/note/", case_actions.NoteView.as_view(), name="vetting_case_note"),
        path(f"{case}/rule/<int:person>/", rulings.RuleView.as_view(), name="vetting_case_rule"),
        path(f"{case}/verify/", check_actions.VerifyView.as_view(), name="vetting_case_verify"),
        path(f"{case}/record/", check_actions.RecordNextView.as_view(), name="vetting_case_record_next"),
        path(
            f"{case}/record/<slug:code>/<slug:scope>/<int:subject>/", check_actions.RecordCheckView.as_view(), name="vetting_check_record"
        ),
        path(f"{check}/verify/", check_actions.VerifyCheckView.as_view(), name="vetting_check_verify"),
        path(f"{check}/revoke/", check_actions.RevokeCheckView.as_view(), name="vetting_check_revoke"),
    ]


@hooks.register("register_admin_urls")
def register_reference_urls() -> list[Any]:
    case = "vetting/cases/<int:pk>/references"
    return [
        path(f"{case}/<int:person>/", references.ReferencesView.as_view(), name="vetting_case_references"),
        path(f"{case}/<int:reference>/ask/", references.AskAgainView.as_view(), name="vetting_reference_ask"),
    ]


@hooks.register("register_admin_urls")
def register_clearance_urls() -> list[Any]:
    clearance = "vetting/clearances/<int:pk>"
    return [
        path(f"{clearance}/suspend/", clearance_actions.SuspendView.as_view(), name="vetting_clearance_suspend"),
        path(f"{clearance}/confirm/", clearance_actions.ConfirmSuspensionView.as_view(), name="vetting_suspension_confirm"),
        path(f"{clearance}/reinstate/", clearance_actions.ReinstateView.as_view(), name="vetting_clearance_reinstate"),
        path(f"{clearance}/withdraw/", clearance_actions.WithdrawView.as_view(), name="vetting_clearance_withdraw"),
    ]


@hooks.register("register_admin_urls")
def register_lapsing_url() -> list[Any]:
    return [path("vetting/lapsing/", lapsing.LapsingView.as_view(), name="vetting_lapsing")]


@hooks.register("register_admin_urls")
def register_joining_urls() -> list[Any]:
    return [
        path("vetting/joining/", joining.JoinListView.as_view(), name="vetting_joining"),
        path("vetting/joining/<int:pk>/approve/", joining.ApproveJoinView.as_view(), name="vetting_join_approve"),
        path("vetting/joining/<int:pk>/decline/", joining.DeclineJoinView.as_view(), name="vetting_join_decline"),
    ]


@hooks.register("register_admin_urls")
def register_policy_urls() -> list[Any]:
    draft = "vetting/policies/versions/<int:pk>"
    return [
        path("vetting/policies/", policy_pages.PolicyListView.as_view(), name="vetting_policies"),
        path("vetting/policies/<int:pk>/change/", policy_actions.BeginView.as_view(), name="vetting_policy_begin"),
        path(f"{draft}/", policy_pages.DraftView.as_view(), name="vetting_policy_draft"),
        path(f"{draft}/preview/", policy_pages.PreviewView.as_view(), name="vetting_policy_preview"),
        path(f"{draft}/settings/", policy_actions.SettingsView.as_view(), name="vetting_policy_settings"),
        path(f"{draft}/text/", policy_actions.TextView.as_view(), name="vetting_policy_text"),
        path(f"{draft}/propose/", policy_actions.ProposeView.as_view(), name="vetting_policy_propose"),
        path(f"{draft}/publish/", policy_actions.PublishView.as_view(), name="vetting_policy_publish"),
        path(f"{draft}/take-back/", policy_actions.TakeBackView.as_view(), name="vetting_policy_take_back"),
        path(f"{draft}/discard/", policy_actions.DiscardView.as_view(), name="vetting_policy_discard"),
    ]


@hooks.register("register_admin_menu_item")
def policies_item() -> MenuItem:
    return OfficerMenuItem(_("Policies"), reverse("vetting_policies"), icon_name="doc-full", order=116)


class OfficerMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return is_officer(request.user)


@hooks.register("register_admin_menu_item")
def joining_item() -> MenuItem:
    return OfficerMenuItem(_("Schools joining"), reverse("vetting_joining"), icon_name="group", order=114)


@hooks.register("register_admin_menu_item")
def lapsing_item() -> MenuItem:
    return OfficerMenuItem(_("Running out"), reverse("vetting_lapsing"), icon_name="calendar", order=113)


@hooks.register("construct_homepage_panels", order=1000)
def lead_with_vetting(request: Any, panels: list[Any]) -> None:
    """An officer who writes no pages sees nothing of pages."""
    if is_officer(request.user):
        panels[:] = [VettingPanel(request.user), *(panels if user_has_any_page_permission(request.user) else [])]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("vetting/admin.css"))
