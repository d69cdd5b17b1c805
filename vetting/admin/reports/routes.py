"""Addresses of the reports."""

from django.urls import path, re_path

from vetting.admin.reports import pages

PATHS = [
    path("vetting/reports/", pages.ReportListView.as_view(), name="vetting_reports"),
    path("vetting/reports/<slug:name>/", pages.ReportView.as_view(), name="vetting_report"),
    re_path(r"^vetting/reports/(?P<name>[a-z-]+)\.(?P<kind>csv|xlsx)$", pages.ReportFileView.as_view(), name="vetting_report_file"),
]
