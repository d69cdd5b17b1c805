"""Life cycles of vetting. Due for review and lapsed are derived from dates, not stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine
from vetting.states.concerns import CONCERN as CONCERN
from vetting.states.concerns import ConcernEvent as ConcernEvent
from vetting.states.concerns import ConcernState as ConcernState
from vetting.states.referrals import REFERRAL as REFERRAL
from vetting.states.referrals import ReferralEvent as ReferralEvent
from vetting.states.referrals import ReferralState as ReferralState


class CaseState(models.TextChoices):
    OPEN = "open", _("Unclaimed")
    CLAIMED = "claimed", _("With an officer")
    WAITING_ON_PROVIDER = "waiting_on_provider", _("Waiting on the provider")
    RECOMMENDED = "recommended", _("Waiting for a second officer")
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED_CASES = (CaseState.DECIDED, CaseState.WITHDRAWN)


class CaseEvent(models.TextChoices):
    CLAIM = "claim"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    ASK_PROVIDER = "ask_provider"
    PROVIDER_ANSWERS = "provider_answers"
    RECOMMEND = "recommend"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


CASE = Machine(
    "vetting case",
    {
        (CaseState.OPEN, CaseEvent.CLAIM): CaseState.CLAIMED,
        (CaseState.OPEN, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
        (CaseState.CLAIMED, CaseEvent.RELEASE): CaseState.OPEN,
        (CaseState.CLAIMED, CaseEvent.HAND_OVER): CaseState.CLAIMED,
        (CaseState.CLAIMED, CaseEvent.ASK_PROVIDER): CaseState.WAITING_ON_PROVIDER,
        (CaseState.CLAIMED, CaseEvent.RECOMMEND): CaseState.RECOMMENDED,
        (CaseState.CLAIMED, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
        (CaseState.WAITING_ON_PROVIDER, CaseEvent.PROVIDER_ANSWERS): CaseState.CLAIMED,
        (CaseState.WAITING_ON_PROVIDER, CaseEvent.HAND_OVER): CaseState.WAITING_ON_PROVIDER,
        (CaseState.WAITING_ON_PROVIDER, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
        (CaseState.RECOMMENDED, CaseEvent.SEND_BACK): CaseState.CLAIMED,
        (CaseState.RECOMMENDED, CaseEvent.DECIDE): CaseState.DECIDED,
        (CaseState.RECOMMENDED, CaseEvent.WITHDRAW): CaseState.WITHDRAWN,
    },
)


class CheckState(models.TextChoices):
    RECORDED = "recorded", _("Recorded, waiting for a second officer")
    SENT_BACK = "sent_back", _("Sent back to whoever declared it")
    VERIFIED = "verified", _("Verified")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


class CheckEvent(models.TextChoices):
    VERIFY = "verify"
    SEND_BACK = "send_back"
    REVOKE = "revoke"
    SUPERSEDE = "supersede"


CHECK = Machine(
    "check",
    {
        (CheckState.RECORDED, CheckEvent.VERIFY): CheckState.VERIFIED,
        (CheckState.RECORDED, CheckEvent.SEND_BACK): CheckState.SENT_BACK,
        (CheckState.RECORDED, CheckEvent.REVOKE): CheckState.REVOKED,
        (CheckState.RECORDED, CheckEvent.SUPERSEDE): CheckState.SUPERSEDED,
        (CheckState.SENT_BACK, CheckEvent.SUPERSEDE): CheckState.SUPERSEDED,
        (CheckState.VERIFIED, CheckEvent.REVOKE): CheckState.REVOKED,
        (CheckState.VERIFIED, CheckEvent.SUPERSEDE): CheckState.SUPERSEDED,
    },
)


class ClearanceState(models.TextChoices):
    CLEARED = "cleared", _("Cleared")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("Reinstated")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClearanceEvent(models.TextChoices):
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    WITHDRAW = "withdraw"


CLEARANCE = Machine(
    "clearance",
    {
        (ClearanceState.CLEARED, ClearanceEvent.SUSPEND): ClearanceState.SUSPENDED,
        (ClearanceState.CLEARED, ClearanceEvent.WITHDRAW): ClearanceState.WITHDRAWN,
        (ClearanceState.SUSPENDED, ClearanceEvent.REINSTATE): ClearanceState.REINSTATED,
        (ClearanceState.SUSPENDED, ClearanceEvent.WITHDRAW): ClearanceState.WITHDRAWN,
        (ClearanceState.REINSTATED, ClearanceEvent.SUSPEND): ClearanceState.SUSPENDED,
        (ClearanceState.REINSTATED, ClearanceEvent.WITHDRAW): ClearanceState.WITHDRAWN,
    },
)


class ReferenceState(models.TextChoices):
    NAMED = "named", _("Named, not asked yet")
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Has answered")
    UNANSWERED = "unanswered", _("Has not answered")


class ReferenceEvent(models.TextChoices):
    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"


REFERENCE = Machine(
    "reference",
    {
        (ReferenceState.NAMED, ReferenceEvent.ASK): ReferenceState.ASKED,
        (ReferenceState.ASKED, ReferenceEvent.ASK): ReferenceState.ASKED,
        (ReferenceState.ASKED, ReferenceEvent.ANSWER): ReferenceState.ANSWERED,
        (ReferenceState.ASKED, ReferenceEvent.LAPSE): ReferenceState.UNANSWERED,
        (ReferenceState.UNANSWERED, ReferenceEvent.ASK): ReferenceState.ASKED,
    },
)

IN_FORCE = (ClearanceState.CLEARED, ClearanceState.REINSTATED)


class DraftState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    PROPOSED = "proposed", _("Waiting for a second person")
    PUBLISHED = "published", _("Published, holds from its day")
    IN_FORCE = "in_force", _("Brought into force")
    DISCARDED = "discarded", _("Put away")


class DraftEvent(models.TextChoices):
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    PUBLISH = "publish"
    BRING_IN = "bring_in"
    DISCARD = "discard"


POLICY_DRAFT = Machine(
    "policy draft",
    {
        (DraftState.DRAFT, DraftEvent.PROPOSE): DraftState.PROPOSED,
        (DraftState.DRAFT, DraftEvent.DISCARD): DraftState.DISCARDED,
        (DraftState.PROPOSED, DraftEvent.TAKE_BACK): DraftState.DRAFT,
        (DraftState.PROPOSED, DraftEvent.PUBLISH): DraftState.PUBLISHED,
        (DraftState.PUBLISHED, DraftEvent.BRING_IN): DraftState.IN_FORCE,
        (DraftState.PUBLISHED, DraftEvent.DISCARD): DraftState.DISCARDED,
    },
)


class AccreditationState(models.TextChoices):
    BEGUN = "begun", _("Invited, induction to come")
    INDUCTED = "inducted", _("Inducted, observed session to come")
    OBSERVED = "observed", _("Observed, waiting for an officer")
    ACCREDITED = "accredited", _("Accredited")
    LAPSED = "lapsed", _("Run out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AccreditationEvent(models.TextChoices):
    INDUCT = "induct"
    OBSERVE = "observe"
    OBSERVE_AGAIN = "observe_again"
    ACCREDIT = "accredit"
    RENEW = "renew"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


ACCREDITATION = Machine(
    "accreditation",
    {
        (AccreditationState.BEGUN, AccreditationEvent.INDUCT): AccreditationState.INDUCTED,
        (AccreditationState.BEGUN, AccreditationEvent.WITHDRAW): AccreditationState.WITHDRAWN,
        (AccreditationState.INDUCTED, AccreditationEvent.OBSERVE): AccreditationState.OBSERVED,
        (AccreditationState.INDUCTED, AccreditationEvent.WITHDRAW): AccreditationState.WITHDRAWN,
        (AccreditationState.OBSERVED, AccreditationEvent.OBSERVE_AGAIN): AccreditationState.INDUCTED,
        (AccreditationState.OBSERVED, AccreditationEvent.ACCREDIT): AccreditationState.ACCREDITED,
        (AccreditationState.OBSERVED, AccreditationEvent.WITHDRAW): AccreditationState.WITHDRAWN,
        (AccreditationState.ACCREDITED, AccreditationEvent.RENEW): AccreditationState.ACCREDITED,
        (AccreditationState.ACCREDITED, AccreditationEvent.LAPSE): AccreditationState.LAPSED,
        (AccreditationState.ACCREDITED, AccreditationEvent.WITHDRAW): AccreditationState.WITHDRAWN,
    },
)

UNDER_WAY = (AccreditationState.BEGUN, AccreditationState.INDUCTED, AccreditationState.OBSERVED)
LIVE_ACCREDITATIONS = (*UNDER_WAY, AccreditationState.ACCREDITED)


class ObservationState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")


class ObservationEvent(models.TextChoices):
    ANSWER = "answer"
    CLOSE = "close"


OBSERVATION = Machine(
    "observation",
    {
        (ObservationState.ASKED, ObservationEvent.ANSWER): ObservationState.ANSWERED,
        (ObservationState.ASKED, ObservationEvent.CLOSE): ObservationState.CLOSED,
    },
)
