"""Addresses of the pages about appeals."""

from django.urls import path

from vetting.admin.appeals import pages

APPEAL = "vetting/appeals/<int:pk>"

PATHS = [
    path("vetting/appeals/", pages.AppealListView.as_view(), name="vetting_appeals"),
    path(f"{APPEAL}/", pages.AppealView.as_view(), name="vetting_appeal"),
    path(f"{APPEAL}/decide/", pages.DecideAppealView.as_view(), name="vetting_appeal_decide"),
]
