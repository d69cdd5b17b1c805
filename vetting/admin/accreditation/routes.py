"""Addresses of the pages about accreditation."""

from django.urls import path

from vetting.admin.accreditation import actions, pages

ONE = "vetting/accreditation/<int:pk>"

PATHS = [
    path("vetting/accreditation/", pages.AccreditationListView.as_view(), name="vetting_accreditations"),
    path("vetting/accreditation/invite/<int:authority>/<int:person>/", actions.InviteView.as_view(), name="vetting_accreditation_invite"),
    path(f"{ONE}/", pages.AccreditationView.as_view(), name="vetting_accreditation"),
    path(f"{ONE}/induction/", actions.InductionView.as_view(), name="vetting_accreditation_induct"),
    path(f"{ONE}/accredit/", actions.AccreditView.as_view(), name="vetting_accreditation_accredit"),
    path(f"{ONE}/again/", actions.ObserveAgainView.as_view(), name="vetting_accreditation_again"),
    path(f"{ONE}/withdraw/", actions.WithdrawView.as_view(), name="vetting_accreditation_withdraw"),
]
