"""The question that everything rests on, and its answer: is this adult, provider and place cleared for this, on this date?"""

import dataclasses
import datetime
import enum
import uuid

from django.utils.functional import Promise


class Verdict(enum.StrEnum):
    CLEARED = "cleared"
    AWAITING_RENEWAL = "awaiting_renewal"  # a check that may renew runs out first: held, confirmed by itself on renewal
    NEEDS_OFFICER = "needs_officer"  # the law gives no number: an officer must say
    NOT_CLEARED = "not_cleared"


@dataclasses.dataclass(frozen=True)
class ClearanceRequest:
    """One adult at one session. `school_id` is used to count days across schools, and never comes back in an answer."""

    session: uuid.UUID
    date: datetime.date
    school_id: int
    provider_id: int
    person_id: int
    venue_id: int | None  # None: at the school
    offer_id: int
    nature: str  # directory.enums.ActivityNature
    supervision: str  # directory.enums.SupervisionMode
    setting: str  # directory.enums.Setting
    engagement: str  # directory.enums.EngagementBasis
    years: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True)
class Reason:
    """Why, in a sentence that a coordinator may read: names a check or a rule, never a finding and never another school."""

    code: str
    text: str | Promise
    check: str = ""  # the code of the check type it is about
    until: datetime.date | None = None  # the last day on which it held, or the first on which it could
    may_renew: bool = False  # about something that people renew as a matter of course: never identity, a DBS check or a suspension


@dataclasses.dataclass(frozen=True)
class ClearanceAnswer:
    """`reasons` is empty only for a plain yes. `rule` is the row of the regulated-activity table that decided; `policy` its version."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    rule: str
    policy: str
    cleared_until: datetime.date | None = None

    @property
    def may_hold(self) -> bool:
        """Whether time may be held for the session at all."""
        return self.verdict in {Verdict.CLEARED, Verdict.AWAITING_RENEWAL}
