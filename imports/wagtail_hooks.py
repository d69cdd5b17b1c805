"""Wires the pages of imports into the Wagtail admin."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from imports.admin import batch, bringing, inviting, mapping
from imports.policies import authorities_led_by


@hooks.register("register_admin_urls")
def register_import_urls() -> list[Any]:
    one = "vetting/imports/<int:pk>"
    invitation = "vetting/imports/invitations/<int:pk>"
    return [
        path("vetting/imports/", bringing.ImportListView.as_view(), name="imports_list"),
        path("vetting/imports/new/", bringing.BringView.as_view(), name="imports_new"),
        path("vetting/imports/template/", bringing.TemplateFileView.as_view(), name="imports_template"),
        path(f"{one}/", batch.BatchView.as_view(), name="imports_batch"),
        path(f"{one}/columns/", mapping.MappingView.as_view(), name="imports_columns"),
        path(f"{one}/refused/", batch.RefusedFileView.as_view(), name="imports_refused"),
        path(f"{one}/start/", batch.StartView.as_view(), name="imports_start"),
        path(f"{one}/discard/", batch.DiscardView.as_view(), name="imports_discard"),
        path(f"{one}/undo/", batch.UndoView.as_view(), name="imports_undo"),
        path(f"{one}/invitations/", inviting.InviteView.as_view(), name="imports_invite"),
        path(f"{invitation}/revoke/", inviting.RevokeInvitationView.as_view(), name="imports_invitation_revoke"),
        path(f"{invitation}/again/", inviting.InviteAgainView.as_view(), name="imports_invitation_again"),
    ]


class LeadMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return authorities_led_by(request.user).exists()


@hooks.register("register_admin_menu_item")
def imports_item() -> MenuItem:
    return LeadMenuItem(_("Bring a register"), reverse("imports_list"), icon_name="upload", order=116)
