"""Words of vetting. The rules behind them are in the policy (vetting/policies data) and in docs/vetting.md."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorityKind(models.TextChoices):
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    TRUST = "trust", _("Trust")
    CONSORTIUM = "consortium", _("Consortium")
    SCHOOL = "school", _("School")


class OfficerRole(models.TextChoices):
    OFFICER = "officer", _("Vetting officer")
    LEAD = "lead", _("Vetting lead")
    ADMINISTRATOR = "administrator", _("Authority administrator")
    AUDITOR = "auditor", _("Auditor (reads only)")


class EvidenceRoute(models.TextChoices):
    """Who looked at what. No route keeps a copy."""

    SEEN_ORIGINAL = "seen_original", _("Original seen by an officer")
    UPDATE_SERVICE = "update_service", _("DBS Update Service")
    EMPLOYER_ASSURANCE = "employer_assurance", _("Letter of assurance from the employer")
    DECLARATION = "declaration", _("The provider's own declaration")


class CheckSource(models.TextChoices):
    """Who says so. What an authority's earlier register says is a reminder: it is never verified, and counts for nothing."""

    OFFICER = "officer", _("An officer")
    IMPORT = "import", _("The authority's earlier register")
    PROVIDER = "provider", _("The provider")


class SentBackReason(models.TextChoices):
    """Why an officer gives a declaration back. A sentence of theirs goes with it."""

    UNCLEAR = "unclear", _("It is not clear")
    DATE_LOOKS_WRONG = "date_looks_wrong", _("A date looks wrong")
    DOES_NOT_COVER = "does_not_cover", _("It does not cover what is offered")
    OTHER_EVIDENCE = "other_evidence", _("An officer has to see something first")


class CheckOutcome(models.TextChoices):
    PASS = "pass", _("Pass")
    PASS_WITH_CONDITIONS = "pass_with_conditions", _("Pass, with conditions")
    FAIL = "fail", _("Fail")
    INCONCLUSIVE = "inconclusive", _("Inconclusive")


class ConditionsCode(models.TextChoices):
    """On what condition a check was passed. Each is kept by the program: a condition that nobody keeps would be no condition."""

    STAFF_PRESENT = "staff_present", _("Only with school staff in the room throughout")


class CheckScope(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    VENUE = "venue", _("Venue")
    OFFER = "offer", _("Offer")


class ClearanceLevel(models.TextChoices):
    LISTED_ONLY = "listed_only", _("Listed only")
    SUPERVISED = "supervised", _("With school staff present")
    UNSUPERVISED = "unsupervised", _("Without school staff in the room")


class RequirementReach(models.TextChoices):
    """Of whom a school asks a check in addition."""

    EVERYBODY = "everybody", _("Everybody who comes")
    ALONE = "alone", _("Only adults without our staff in the room throughout")


class CaseKind(models.TextChoices):
    NEW_OFFER = "new_offer", _("New offer")
    CHANGED_OFFER = "changed_offer", _("Changed offer")
    RENEWAL = "renewal", _("Renewal")


class DecisionOutcome(models.TextChoices):
    CLEARED = "cleared", _("Cleared")
    DECLINED = "declined", _("Declined")


class SuspensionGround(models.TextChoices):
    """Never shown to providers, schools or the public: they read “currently unavailable”."""

    ALLEGATION_LADO = "allegation_lado", _("Allegation, referred to the LADO")
    DBS_NO_LONGER_CURRENT = "dbs_no_longer_current", _("DBS status no longer current")
    BARRED_OR_DISQUALIFIED = "barred_or_disqualified", _("Barred or disqualified")
    POLICE_OR_COURT_MATTER = "police_or_court_matter", _("Police or court matter")
    CHECK_EXPIRED_BLOCKING = "check_expired_blocking", _("A check that is needed ran out")
    INSURANCE_LAPSED = "insurance_lapsed", _("Insurance lapsed")
    INCIDENT_UNDER_REVIEW = "incident_under_review", _("Incident under review")
    FALSE_INFORMATION = "false_information", _("False information")
    CONDUCT_LOW_LEVEL_PATTERN = "conduct_low_level_pattern", _("Conduct: low-level concerns that add up")
    COMPLAINT_UPHELD = "complaint_upheld", _("Complaint upheld")
    POLICY_BREACH_DATA = "policy_breach_data", _("Broke the rules on personal data")
    LEGAL_STATUS_CHANGE = "legal_status_change", _("Legal status changed, or the organisation ended")
    PROVIDER_REQUEST = "provider_request", _("The provider asked")
    OTHER_LEAD_ONLY = "other_lead_only", _("Other (leads only)")


# One officer is enough for these; everything else waits for a lead.
IMMEDIATE_GROUNDS = (
    SuspensionGround.ALLEGATION_LADO,
    SuspensionGround.DBS_NO_LONGER_CURRENT,
    SuspensionGround.BARRED_OR_DISQUALIFIED,
    SuspensionGround.POLICE_OR_COURT_MATTER,
)


class WaiverReason(models.TextChoices):
    """Why a check is not asked for a while. For officers; others read only until when."""

    AWAITED = "awaited", _("Applied for, and the answer is awaited")
    NOT_OBTAINABLE = "not_obtainable", _("Can't be had at the moment, through nobody's fault")
    SEEN_ELSEWHERE = "seen_elsewhere", _("Another body has looked, and its word is awaited")
    OUT_OF_PROPORTION = "out_of_proportion", _("Out of proportion to so short an activity")


class AppealGround(models.TextChoices):
    """Why a provider thinks that a decision is wrong."""

    FACT_ERROR = "fact_error", _("It rests on a fact that is wrong")
    PROCESS_ERROR = "process_error", _("A step was left out, or taken in the wrong way")
    NEW_EVIDENCE = "new_evidence", _("We can show something that nobody has seen yet")
    DISPROPORTIONATE = "disproportionate", _("It goes further than is needed")


class AppealAnswer(models.TextChoices):
    """What the provider reads first. None of them says why something was suspended."""

    FACT_CORRECTED = "fact_corrected", _("A fact was wrong. It has been put right.")
    STEP_REPEATED = "step_repeated", _("A step on our side was not as it should be. It is taken again.")
    NEW_COUNTS = "new_counts", _("What you can show now makes a difference.")
    TOO_FAR = "too_far", _("The decision went further than was needed.")
    FACTS_STAND = "facts_stand", _("We have gone through the facts again. They stand.")
    STEPS_STAND = "steps_stand", _("We have gone through the steps again. They were as they should be.")
    NEW_CHANGES_NOTHING = "new_changes_nothing", _("What you can show now does not change the decision.")
    NEEDED = "needed", _("The decision goes no further than is needed.")


UPHOLDING = (AppealAnswer.FACT_CORRECTED, AppealAnswer.STEP_REPEATED, AppealAnswer.NEW_COUNTS, AppealAnswer.TOO_FAR)


class ConcernRoute(models.TextChoices):
    """Who was told. What was told is theirs, and is written nowhere here."""

    SCHOOL_LEAD = "school_lead", _("The school's safeguarding lead, or the head")
    LADO = "lado", _("The LADO, the council's designated officer")
    EMERGENCY = "emergency", _("999")


class ConcernOutcome(models.TextChoices):
    SUSPENDED = "suspended", _("A clearance was suspended")
    CARRIES_ON = "carries_on", _("Looked at with whoever was told: bookings go on")
    WITH_OTHERS = "with_others", _("In the hands of the LADO, the police or the school, who will tell us")
    MISTAKEN = "mistaken", _("Raised by mistake, or about somebody else")


class ConsentScope(models.TextChoices):
    """To what an adult consents. The codes are those of the policy's field about it."""

    ONCE = "once", _("This look-up")
    WHILE_LISTED = "while_listed", _("Look-ups while listed here")


class HoldReason(models.TextChoices):
    """Why something is kept past its time. The matter itself stands elsewhere, under the reference."""

    LEGAL_CLAIM = "legal_claim", _("A legal claim, made or likely")
    COURT_ORDER = "court_order", _("An order of a court")
    POLICE = "police", _("Asked by the police or a prosecutor")
    SAFEGUARDING = "safeguarding", _("Asked by the LADO or for a safeguarding review")
    INQUIRY = "inquiry", _("A public inquiry, inspection or audit")
    COMPLAINT = "complaint", _("A complaint or an appeal")
    DATA_REQUEST = "data_request", _("A request about somebody's own data")


class HoldKind(models.TextChoices):
    PROVIDER = "provider", _("Provider")
    PERSON = "person", _("Person")
    SCHOOL = "school", _("School")
    BOOKING = "booking", _("Booking")


class Learned(models.TextChoices):
    """What a school adult who was there says of one session. No story: a code."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class HaveAgain(models.TextChoices):
    YES = "yes", _("Yes")
    OTHER_AGE = "other_age", _("With another age group")
    NO = "no", _("No")


class ReferralKind(models.TextChoices):
    """To whom a lead may have to pass somebody on. The program asks; people refer, outside it."""

    LADO = "lado", _("The LADO, the council's designated officer")
    DBS = "dbs", _("The Disclosure and Barring Service")
    TRA = "tra", _("The Teaching Regulation Agency")
    POLICE = "police", _("The police")
    CHARITY_COMMISSION = "charity_commission", _("The Charity Commission")
    OFSTED = "ofsted", _("Ofsted")


class ReferralReason(models.TextChoices):
    DUTY = "duty", _("Made: the law obliges us")
    POWER = "power", _("Made: we may, and it protects children")
    NO_HARM = "no_harm", _("Not required: no harm or risk of harm is meant")
    OTHERS_DID = "others_did", _("Not required: whose duty it is has made it")
    MISTAKEN = "mistaken", _("Not required: raised by mistake")
    ENQUIRIES = "enquiries", _("Deferred: others are still asking")
    ADVICE = "advice", _("Deferred: we wait for advice")
