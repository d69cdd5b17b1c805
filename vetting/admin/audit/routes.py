"""Addresses of the auditor's pages."""

from django.urls import path

from vetting.admin.audit import pages

PATHS = [
    path("vetting/audit/", pages.LogView.as_view(), name="vetting_audit"),
    path("vetting/audit/decisions/", pages.DecisionListView.as_view(), name="vetting_audit_decisions"),
    path("vetting/audit/decisions/<int:pk>/", pages.DecisionView.as_view(), name="vetting_audit_decision"),
]
