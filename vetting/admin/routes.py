"""Every address of the officers' pages but the lists, which Wagtail's viewsets name themselves."""

from django.urls import path

from vetting.admin import joining
from vetting.admin.accreditation import routes as accreditation
from vetting.admin.adverse import routes as adverse
from vetting.admin.appeals import routes as appeals
from vetting.admin.audit import routes as audit
from vetting.admin.authorities import routes as authorities
from vetting.admin.cases import routes as cases
from vetting.admin.clearances import routes as clearances
from vetting.admin.concerns import routes as concerns
from vetting.admin.conflicts import routes as conflicts
from vetting.admin.declarations import routes as declarations
from vetting.admin.policies import routes as policies
from vetting.admin.referrals import routes as referrals
from vetting.admin.reports import routes as reports
from vetting.admin.retention import routes as retention
from vetting.admin.ringing import routes as ringing
from vetting.admin.waivers import routes as waivers

PATHS = [
    *authorities.PATHS,
    *accreditation.PATHS,
    *adverse.PATHS,
    *appeals.PATHS,
    *cases.PATHS,
    *clearances.PATHS,
    *concerns.PATHS,
    *conflicts.PATHS,
    *declarations.PATHS,
    *policies.PATHS,
    *waivers.PATHS,
    *referrals.PATHS,
    *reports.PATHS,
    *ringing.PATHS,
    *audit.PATHS,
    *retention.PATHS,
    path("vetting/joining/", joining.JoinListView.as_view(), name="vetting_joining"),
    path("vetting/joining/<int:pk>/approve/", joining.ApproveJoinView.as_view(), name="vetting_join_approve"),
    path("vetting/joining/<int:pk>/decline/", joining.DeclineJoinView.as_view(), name="vetting_join_decline"),
]
