"""How many checks wait for a provider, offer by offer: what its own page says first, while the offers are with officers."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.cards.check_tasks import Move, check_task
from portal.queries.checks import known_about
from portal.queries.provider_offers import OfferStanding
from vetting.queries.asked.requirements import requirements_for
from vetting.states import CaseState

MOST = 5  # offers looked through: each costs a dozen queries, and whoever has more has enough to begin with


def checks_waiting(standings: Sequence[OfferStanding], reader: Any) -> Mapping[int, int]:
    """By the number of the offer, where there are any. An offer about which an officer has asked says that instead."""
    with_officers = [one for one in standings if one.case is not None and one.case.state != CaseState.DECIDED and not one.is_asked]
    found = {one.offer.pk: _moves(one, reader) for one in with_officers[:MOST]}
    return {pk: number for pk, number in found.items() if number}


def _moves(standing: OfferStanding, reader: Any) -> int:
    version, case = standing.beside, standing.case
    if version is None or case is None:
        return 0
    version.offer = standing.offer
    requirements = requirements_for(version, case.authority)
    known = known_about(version, case, requirements, case.authority, reader)
    return sum(check_task(one, known).move == Move.YOURS for one in requirements)
