"""Wires the officers' pages into the Wagtail admin."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permissions import register_permission_policy

from vetting.admin.cases.queue import CaseViewSet
from vetting.admin.clearances.listing import ClearanceViewSet
from vetting.admin.clearances.subjects import clearances_of
from vetting.admin.menu import AUTHORITY, AUTHORITY_HOOK, DAYS_WORK, authority_menu
from vetting.admin.panels import VettingPanel
from vetting.admin.permissions import OfficerPolicy
from vetting.admin.routes import PATHS
from vetting.models import Case, Clearance
from vetting.policies.roles import is_officer

register_permission_policy(Case, OfficerPolicy(Case, Case.objects.visible_to), exact_class=True)
register_permission_policy(Clearance, OfficerPolicy(Clearance, clearances_of), exact_class=True)


@hooks.register("register_admin_viewset")
def register_queue() -> CaseViewSet:
    return CaseViewSet()


@hooks.register("register_admin_viewset")
def register_clearances() -> ClearanceViewSet:
    return ClearanceViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return PATHS


hooks.register("register_admin_menu_item", authority_menu)
for item in DAYS_WORK:
    hooks.register("register_admin_menu_item", item)
for item in AUTHORITY:
    hooks.register(AUTHORITY_HOOK, item)


@hooks.register("construct_homepage_panels", order=1000)
def lead_with_vetting(request: Any, panels: list[Any]) -> None:
    """An officer who writes no pages sees nothing of pages."""
    if is_officer(request.user):
        panels[:] = [VettingPanel(request.user), *(panels if user_has_any_page_permission(request.user) else [])]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("vetting/admin.css"))
