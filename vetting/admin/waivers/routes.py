"""Addresses of the pages about waivers."""

from django.urls import path

from vetting.admin.waivers import actions, pages

WAIVER = "vetting/waivers/<int:pk>"
PROPOSE = "vetting/cases/<int:pk>/waive/<slug:code>/<slug:scope>/<int:subject>/"

PATHS = [
    path(PROPOSE, actions.ProposeWaiverView.as_view(), name="vetting_waiver_propose"),
    path("vetting/waivers/", pages.WaiverListView.as_view(), name="vetting_waivers"),
    path(f"{WAIVER}/", pages.WaiverView.as_view(), name="vetting_waiver"),
    path(f"{WAIVER}/grant/", actions.GrantWaiverView.as_view(), name="vetting_waiver_grant"),
    path(f"{WAIVER}/refuse/", actions.RefuseWaiverView.as_view(), name="vetting_waiver_refuse"),
    path(f"{WAIVER}/withdraw/", actions.WithdrawWaiverView.as_view(), name="vetting_waiver_withdraw"),
    path(f"{WAIVER}/revoke/", actions.RevokeWaiverView.as_view(), name="vetting_waiver_revoke"),
]
