"""Addresses of the pages about clearances."""

from django.urls import path

from vetting.admin.clearances import actions, lapsing, looks

CLEARANCE = "vetting/clearances/<int:pk>"

PATHS = [
    path(f"{CLEARANCE}/suspend/", actions.SuspendView.as_view(), name="vetting_clearance_suspend"),
    path(f"{CLEARANCE}/confirm/", actions.ConfirmSuspensionView.as_view(), name="vetting_suspension_confirm"),
    path(f"{CLEARANCE}/reinstate/", actions.ReinstateView.as_view(), name="vetting_clearance_reinstate"),
    path(f"{CLEARANCE}/withdraw/", actions.WithdrawView.as_view(), name="vetting_clearance_withdraw"),
    path("vetting/lapsing/", lapsing.LapsingView.as_view(), name="vetting_lapsing"),
    path("vetting/statuses/", looks.LooksView.as_view(), name="vetting_looks"),
]
