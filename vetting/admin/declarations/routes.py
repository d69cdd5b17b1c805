"""Addresses of the pages on which officers look at what people declared."""

from django.urls import path

from vetting.admin.declarations import pages

PATHS = [
    path("vetting/answers/", pages.AnswersView.as_view(), name="vetting_declarations"),
    path("vetting/cases/<int:pk>/answers/", pages.CaseAnswersView.as_view(), name="vetting_case_declarations"),
]
