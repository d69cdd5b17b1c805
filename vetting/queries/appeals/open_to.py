"""Against what of an offer its provider can appeal, and what it has lodged."""

import dataclasses
import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from core import clock
from directory.models import Offer
from directory.states import VersionState
from vetting.enums import DecisionOutcome
from vetting.models import Appeal, Case, Clearance, Suspension, VettingAuthority
from vetting.queries.clearances.evidence import subjects_filter
from vetting.queries.clearances.standings import subjects_in
from vetting.queries.policies.content import content_of
from vetting.rules.appealing import last_day_to_lodge
from vetting.states import CaseState
from vetting.states.leads import AppealState


@dataclasses.dataclass(frozen=True)
class Appealable:
    """A declined case or a suspension, and the last day for it."""

    authority: VettingAuthority
    last_day: datetime.date
    case: Case | None = None
    suspension: Suspension | None = None


def appealable(offer: Offer) -> tuple[Appealable, ...]:
    """What stands against the offer, is not too long ago, and has no appeal of this provider yet."""
    found = [_of_case(case) for case in _declined(offer)] + [_of_suspension(one) for one in _suspended(offer)]
    return tuple(one for one in found if one.last_day >= clock.today())


def appeals_about(offer: Offer) -> QuerySet[Appeal]:
    """The provider's own, lodged on the offer's page or against what the offer rests on; newest first."""
    own = Appeal.objects.counting().filter(provider=offer.provider_id)
    return own.filter(Q(offer=offer) | Q(suspension__in=_standing(offer))).select_related("authority")


def appeals_to_decide(user: User) -> QuerySet[Appeal]:
    """What waits at the user's authorities, the most urgent first."""
    return Appeal.objects.visible_to(user).filter(state=AppealState.LODGED).order_by("decide_by", "lodged_at", "pk")


def _declined(offer: Offer) -> list[Case]:
    """The newest case, if it was declined and the draft has not been handed in again."""
    newest = (
        Case.objects.filter(offer=offer).select_related("decision", "version", "authority__policy").order_by("-submitted_at", "-pk")[:1]
    )
    return [case for case in newest if is_declined(case) and not case.appeals.counting().exists()]


def is_declined(case: Case) -> bool:
    """Declined, and its draft waits at the provider."""
    decided = case.state == CaseState.DECIDED and case.decision.outcome == DecisionOutcome.DECLINED
    return decided and case.version.state == VersionState.DRAFT


def _suspended(offer: Offer) -> list[Suspension]:
    tried = Appeal.objects.counting().filter(provider=offer.provider_id, suspension__isnull=False)
    rows = _standing(offer).exclude(pk__in=tried.values("suspension"))
    return list(rows.select_related("clearance__authority__policy").order_by("suspended_at", "pk"))


def _standing(offer: Offer) -> QuerySet[Suspension]:
    clearances = Clearance.objects.filter(subjects_filter(subjects_in([offer.pk])))
    return Suspension.objects.filter(lifted_at=None, clearance__in=clearances)


def _of_case(case: Case) -> Appealable:
    return Appealable(case.authority, _last_day(case.authority, case.decision.decided_at), case=case)


def _of_suspension(suspension: Suspension) -> Appealable:
    authority = suspension.clearance.authority
    return Appealable(authority, _last_day(authority, suspension.suspended_at), suspension=suspension)


def _last_day(authority: VettingAuthority, moment: datetime.datetime) -> datetime.date:
    return last_day_to_lodge(content_of(authority.policy), moment.astimezone(clock.LONDON).date())
