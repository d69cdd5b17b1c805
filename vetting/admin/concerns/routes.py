"""Addresses of the pages about concerns."""

from django.urls import path

from vetting.admin.concerns import actions, contacts, pages

CONCERN = "vetting/concerns/<int:pk>"

PATHS = [
    path("vetting/concerns/", pages.ConcernListView.as_view(), name="vetting_concerns"),
    path(f"{CONCERN}/", pages.ConcernView.as_view(), name="vetting_concern"),
    path(f"{CONCERN}/acknowledge/", actions.AcknowledgeView.as_view(), name="vetting_concern_acknowledge"),
    path(f"{CONCERN}/close/", actions.CloseView.as_view(), name="vetting_concern_close"),
    path("vetting/cases/<int:pk>/concern/", actions.RaiseFromCaseView.as_view(), name="vetting_case_concern"),
    path("vetting/clearances/<int:pk>/concern/", actions.RaiseFromClearanceView.as_view(), name="vetting_clearance_concern"),
    path("vetting/authorities/<int:pk>/lado/", contacts.LadoView.as_view(), name="vetting_lado"),
]
