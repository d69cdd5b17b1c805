"""Against what of an offer its provider can appeal, and what it has lodged."""

import dataclasses
import datetime
from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from core import clock
from directory.models import Offer
from directory.states import VersionState
from vetting.enums import DecisionOutcome
from vetting.models import Appeal, Case, Clearance, Suspension, VettingAuthority
from vetting.queries.clearances.evidence import SCOPE_FIELDS, subjects_filter
from vetting.queries.clearances.standings import subjects_in
from vetting.queries.policies.content import content_of
from vetting.rules.appealing import last_day_to_lodge
from vetting.states import CaseState, ClearanceState
from vetting.states.leads import AppealState


@dataclasses.dataclass(frozen=True)
class Appealable:
    """A declined case, a suspension or a withdrawn clearance, and the last day for it."""

    authority: VettingAuthority
    last_day: datetime.date
    case: Case | None = None
    suspension: Suspension | None = None
    clearance: Clearance | None = None


def appealable(offer: Offer) -> tuple[Appealable, ...]:
    """What stands against the offer, is not too long ago, and has no appeal of this provider yet."""
    found = [_of_case(case) for case in _declined(offer)] + [_of_suspension(one) for one in _suspended(offer)]
    found += [_of_clearance(one) for one in _withdrawn(offer)]
    return tuple(one for one in found if one.last_day >= clock.today())


def appeals_about(offer: Offer) -> QuerySet[Appeal]:
    """The provider's own, lodged on the offer's page or against what the offer rests on; newest first."""
    own = Appeal.objects.counting().filter(provider=offer.provider_id)
    about = Q(offer=offer) | Q(suspension__in=_standing(offer)) | Q(clearance__in=_gone(offer))
    return own.filter(about).select_related("authority")


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


def is_gone(appeal: Appeal) -> bool:
    """Whether what was withdrawn is still withdrawn: the authority has not cleared the same anew."""
    return appeal.clearance is not None and _gone(appeal.offer).contains(appeal.clearance)


def _suspended(offer: Offer) -> list[Suspension]:
    tried = Appeal.objects.counting().filter(provider=offer.provider_id, suspension__isnull=False)
    rows = _standing(offer).exclude(pk__in=tried.values("suspension"))
    return list(rows.select_related("clearance__authority__policy").order_by("suspended_at", "pk"))


def _standing(offer: Offer) -> QuerySet[Suspension]:
    clearances = Clearance.objects.filter(subjects_filter(subjects_in([offer.pk])))
    return Suspension.objects.filter(lifted_at=None, clearance__in=clearances)


def _withdrawn(offer: Offer) -> list[Clearance]:
    tried = Appeal.objects.counting().filter(provider=offer.provider_id, clearance__isnull=False)
    return list(_gone(offer).exclude(pk__in=tried.values("clearance")).select_related("authority__policy").order_by("ended_at", "pk"))


def _gone(offer: Offer) -> QuerySet[Clearance]:
    """What a lead withdrew, not because the provider asked for it, and what the authority has not cleared anew since."""
    same = Q(pk__in=[])
    for field in SCOPE_FIELDS.values():
        same |= Q(**{field: OuterRef(field)})
    anew = Clearance.objects.exclude(state=ClearanceState.WITHDRAWN).filter(same, authority=OuterRef("authority"))
    rows = Clearance.objects.filter(subjects_filter(subjects_in([offer.pk])), withdrawn_by__isnull=False, at_request=False)
    return rows.filter(~Exists(anew))


def _of_case(case: Case) -> Appealable:
    return Appealable(case.authority, _last_day(case.authority, case.decision.decided_at), case=case)


def _of_suspension(suspension: Suspension) -> Appealable:
    authority = suspension.clearance.authority
    return Appealable(authority, _last_day(authority, suspension.suspended_at), suspension=suspension)


def _of_clearance(clearance: Clearance) -> Appealable:
    return Appealable(clearance.authority, last_day_against(clearance), clearance=clearance)


def last_day_against(clearance: Clearance) -> datetime.date:
    """Of one that a lead withdrew."""
    ended_at = cast("datetime.datetime", clearance.ended_at)  # the database holds that what was withdrawn has a moment
    return _last_day(clearance.authority, ended_at)


def _last_day(authority: VettingAuthority, moment: datetime.datetime) -> datetime.date:
    return last_day_to_lodge(content_of(authority.policy), moment.astimezone(clock.LONDON).date())
