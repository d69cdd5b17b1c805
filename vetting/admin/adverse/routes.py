"""Addresses of the pages about panels on adverse information."""

from django.urls import path

from vetting.admin.adverse import pages

PATHS = [
    path("vetting/cases/<int:pk>/adverse/<int:person>/", pages.RequireView.as_view(), name="vetting_adverse_require"),
    path("vetting/adverse/<int:pk>/", pages.RecordView.as_view(), name="vetting_adverse"),
    path("vetting/adverse/<int:pk>/take-back/", pages.TakeBackView.as_view(), name="vetting_adverse_take_back"),
]
