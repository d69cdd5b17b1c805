"""An adult's days with children, as one request sees them."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from vetting.answers import ClearanceRequest
from vetting.queries.clearances.situations import Situation
from vetting.rules.policy import Facts, PolicyContent
from vetting.rules.regulated import Assessment, Contact, assess


@dataclasses.dataclass(frozen=True)
class Days:
    """Planned already at any school, and asked for now, the request's own among them."""

    planned: list[Contact]
    proposed: list[Contact]
    judged_anew: frozenset[uuid.UUID]  # sessions whose planned row gives way to what is asked now
    closed_weeks: frozenset[int]

    def assess(self, policy: PolicyContent, facts: Facts) -> Assessment:
        return assess(policy, facts, self.planned + self.proposed, self.closed_weeks)

    def assess_alone(self, policy: PolicyContent, facts: Facts) -> Assessment:
        """As if this date, and nothing else, were asked for now."""
        return assess(policy, facts, [*self.planned, Contact(facts.date, facts.nature)], self.closed_weeks)


def days_of(
    request: ClearanceRequest, requests: Sequence[ClearanceRequest], extra: Sequence[datetime.date] | None, situation: Situation
) -> Days:
    """`extra` are further days proposed beside the request; None: the days of all the requests about the same adult."""
    together = [one for one in requests if one.person_id == request.person_id] if extra is None else [request]
    anew = frozenset(one.session for one in together)
    return Days(
        planned=situation.contacts(request.person_id, leaving_out=anew),
        proposed=[Contact(one.date, one.nature) for one in together] + [Contact(day, request.nature) for day in extra or ()],
        judged_anew=anew,
        closed_weeks=situation.closed_weeks.get(request.school_id, frozenset()),
    )
