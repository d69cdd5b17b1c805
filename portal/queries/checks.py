"""What is known about the checks of an offer, for its provider: where each stands, and who answers it."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from core import clock
from directory.models import Offer, OfferVersion
from vetting.enums import CheckScope
from vetting.models import Case, Check, VettingAuthority
from vetting.policies.declarations import answers_for_themselves
from vetting.queries.asked.requirements import Requirement
from vetting.queries.asked.waiting import Key, unverified_checks
from vetting.queries.cases.references import awaited_since, referees_of
from vetting.queries.clearances.consents import look_ups_allowed
from vetting.queries.policies.content import content_of
from vetting.rules.declaring import can_be_declared
from vetting.states import CaseState


@dataclasses.dataclass(frozen=True)
class Known:
    """What is known about the checks of an offer. `sent_on` is when it was handed in, None for what is still being written.

    `referees` holds the states of the referees of each adult, `awaited` since when answers of theirs are awaited; `declarable` the codes
    that people answer themselves; `speak_for_themselves` the adults other than the reader who answer in their own name; `look_ups`, by
    certificate and adult, whether its status may be looked up.
    """

    offer: Offer
    sent_on: datetime.date | None
    referees: Mapping[int, Sequence[str]]
    awaited: Mapping[int, datetime.datetime]
    unverified: Mapping[Key, Check]
    declarable: frozenset[str]
    speak_for_themselves: Mapping[int, str]
    look_ups: Mapping[tuple[str, int], bool]


def known_about(
    version: OfferVersion, case: Case | None, requirements: Sequence[Requirement], authority: VettingAuthority | None, reader: Any
) -> Known:
    """Five queries, however many checks are asked."""
    provider = version.offer.provider
    referees = referees_of(requirements, provider)
    is_sent = case is not None and case.state != CaseState.WITHDRAWN
    return Known(
        offer=version.offer,
        sent_on=case.submitted_at.astimezone(clock.LONDON).date() if case is not None and is_sent else None,
        referees=referees,
        awaited=awaited_since(referees, provider) if any(referees.values()) else {},
        unverified=unverified_checks(requirements, authority) if authority else {},
        declarable=declarable_codes(authority) if authority else frozenset(),
        speak_for_themselves=_others(version, requirements, reader),
        look_ups=look_ups_allowed(requirements, authority) if authority else {},
    )


def declarable_codes(authority: VettingAuthority) -> frozenset[str]:
    return frozenset(check.code for check in content_of(authority.policy).checks if can_be_declared(check))


def _others(version: OfferVersion, requirements: Sequence[Requirement], reader: Any) -> dict[int, str]:
    """Adults with an account, other than the reader, who answer in their own name."""
    asked = {one.subject_key[1] for one in requirements if one.scope == CheckScope.PERSON}
    people = version.people.select_related("user").filter(pk__in=asked, user__isnull=False)
    return {person.pk: person.name for person in people if answers_for_themselves(person) and person.user_id != reader.pk}
