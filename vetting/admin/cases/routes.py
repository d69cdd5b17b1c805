"""Addresses of the pages about cases, their checks and their references."""

from django.urls import path

from vetting.admin.cases import actions, assigning, references, rulings
from vetting.admin.checks import actions as check_actions
from vetting.admin.checks import taking_over

CASE = "vetting/cases/<int:pk>"
CHECK = f"{CASE}/checks/<int:check>"
REFERENCES = f"{CASE}/references"

PATHS = [
    path("vetting/cases/assign/", assigning.AssignView.as_view(), name="vetting_cases_assign"),
    path(f"{CASE}/claim/", actions.ClaimView.as_view(), name="vetting_case_claim"),
    path(f"{CASE}/release/", actions.ReleaseView.as_view(), name="vetting_case_release"),
    path(f"{CASE}/hand-over/", actions.HandOverView.as_view(), name="vetting_case_hand_over"),
    path(f"{CASE}/take-over/", actions.TakeOverView.as_view(), name="vetting_case_take_over"),
    path(f"{CASE}/ask/", actions.AskView.as_view(), name="vetting_case_ask"),
    path(f"{CASE}/recommend/", actions.RecommendView.as_view(), name="vetting_case_recommend"),
    path(f"{CASE}/send-back/", actions.SendBackView.as_view(), name="vetting_case_send_back"),
    path(f"{CASE}/decide/", actions.DecideView.as_view(), name="vetting_case_decide"),
    path(f"{CASE}/note/", actions.NoteView.as_view(), name="vetting_case_note"),
    path(f"{CASE}/rule/<int:person>/", rulings.RuleView.as_view(), name="vetting_case_rule"),
    path(f"{CASE}/verify/", check_actions.VerifyView.as_view(), name="vetting_case_verify"),
    path(f"{CASE}/record/", check_actions.RecordNextView.as_view(), name="vetting_case_record_next"),
    path(f"{CASE}/record/<slug:code>/<slug:scope>/<int:subject>/", check_actions.RecordCheckView.as_view(), name="vetting_check_record"),
    path(f"{CASE}/take-over-checks/", taking_over.TakeOverNextView.as_view(), name="vetting_case_take_over_checks"),
    path(f"{CHECK}/take-over/", taking_over.TakeOverCheckView.as_view(), name="vetting_check_take_over"),
    path(f"{CHECK}/verify/", check_actions.VerifyCheckView.as_view(), name="vetting_check_verify"),
    path(f"{CHECK}/revoke/", check_actions.RevokeCheckView.as_view(), name="vetting_check_revoke"),
    path(f"{REFERENCES}/<int:person>/", references.ReferencesView.as_view(), name="vetting_case_references"),
    path(f"{REFERENCES}/<int:reference>/ask/", references.AskAgainView.as_view(), name="vetting_reference_ask"),
]
