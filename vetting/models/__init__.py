from vetting.models.acceptances import AssuranceStatement, SchoolAcceptance
from vetting.models.accreditation import Accreditation, Observation
from vetting.models.appeals import Appeal
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.calls import Call
from vetting.models.cases import Case, CaseNote, Decision
from vetting.models.checks import Check
from vetting.models.clearances import Clearance, ClearancePeriod, PlannedUse, RegulatedActivityAssessment, Suspension
from vetting.models.concerns import Concern
from vetting.models.conflicts import ConflictDeclaration
from vetting.models.consents import StatusConsent
from vetting.models.drafts import PolicyDraft
from vetting.models.holds import LegalHold
from vetting.models.loans import OfficerLoan
from vetting.models.panels import AdversePanel
from vetting.models.policies import Policy, RuleSet
from vetting.models.recognitions import CrossAuthorityAlert, Recognition
from vetting.models.references import ReferenceRequest
from vetting.models.referrals import ReferralPrompt
from vetting.models.reliance import ReliancePolicy, SchoolRequirement
from vetting.models.waivers import Waiver

__all__ = [
    "Accreditation",
    "AdversePanel",
    "Appeal",
    "AssuranceStatement",
    "Call",
    "Case",
    "CaseNote",
    "Check",
    "Clearance",
    "ClearancePeriod",
    "Concern",
    "ConflictDeclaration",
    "CrossAuthorityAlert",
    "Decision",
    "LegalHold",
    "Observation",
    "Officer",
    "OfficerLoan",
    "PlannedUse",
    "Policy",
    "PolicyDraft",
    "Recognition",
    "ReferenceRequest",
    "ReferralPrompt",
    "RegulatedActivityAssessment",
    "ReliancePolicy",
    "RuleSet",
    "SchoolAcceptance",
    "SchoolRequirement",
    "StatusConsent",
    "Suspension",
    "VettingAuthority",
    "Waiver",
]
