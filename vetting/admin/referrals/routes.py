"""Addresses of the pages about referrals."""

from django.urls import path

from vetting.admin.referrals import pages

PATHS = [
    path("vetting/referrals/", pages.ReferralListView.as_view(), name="vetting_referrals"),
    path("vetting/referrals/<int:pk>/", pages.ReferralView.as_view(), name="vetting_referral"),
    path("vetting/clearances/<int:pk>/referral/", pages.RaiseView.as_view(), name="vetting_clearance_referral"),
]
