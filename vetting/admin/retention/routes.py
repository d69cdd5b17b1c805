"""Addresses of the pages about retention and holds."""

from django.urls import path

from vetting.admin.retention import actions, pages

PATHS = [
    path("vetting/retention/", pages.RetentionView.as_view(), name="vetting_retention"),
    path("vetting/holds/", pages.HoldListView.as_view(), name="vetting_holds"),
    path("vetting/holds/new/", pages.HoldFindView.as_view(), name="vetting_hold_find"),
    path("vetting/holds/new/<int:authority>/<str:kind>/<int:pk>/", actions.SetHoldView.as_view(), name="vetting_hold_set"),
    path("vetting/holds/<int:pk>/keep/", actions.KeepLongerView.as_view(), name="vetting_hold_keep"),
    path("vetting/holds/<int:pk>/lift/", actions.LiftView.as_view(), name="vetting_hold_lift"),
]
