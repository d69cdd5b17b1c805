"""Addresses of the pages about conflicts of interest."""

from django.urls import path

from vetting.admin.conflicts import pages

PATHS = [
    path("vetting/conflicts/", pages.ConflictListView.as_view(), name="vetting_conflicts"),
    path("vetting/conflicts/<int:pk>/end/", pages.EndConflictView.as_view(), name="vetting_conflict_end"),
    path("vetting/cases/<int:pk>/conflict/", pages.DeclareConflictView.as_view(), name="vetting_case_conflict"),
]
