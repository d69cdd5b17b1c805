from vetting.models.acceptances import AssuranceStatement, SchoolAcceptance
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.cases import Case, CaseNote, Decision
from vetting.models.checks import Check
from vetting.models.clearances import Clearance, ClearancePeriod, PlannedUse, RegulatedActivityAssessment, Suspension
from vetting.models.drafts import PolicyDraft
from vetting.models.policies import Policy

__all__ = [
    "AssuranceStatement",
    "Case",
    "CaseNote",
    "Check",
    "Clearance",
    "ClearancePeriod",
    "Decision",
    "Officer",
    "PlannedUse",
    "Policy",
    "PolicyDraft",
    "RegulatedActivityAssessment",
    "SchoolAcceptance",
    "Suspension",
    "VettingAuthority",
]
