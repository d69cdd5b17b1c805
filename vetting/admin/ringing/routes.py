"""Addresses of the pages about whom to ring."""

from django.urls import path

from vetting.admin.ringing import pages

PATHS = [
    path("vetting/ringing/", pages.RingListView.as_view(), name="vetting_ringing"),
    path("vetting/ringing/<slug:task>/", pages.CallView.as_view(), name="vetting_ring_call"),
]
