"""Two records of one human became one: days, checks and clearances are one human's too."""

from django.db import transaction

from core import clock
from core.services import audit
from vetting.enums import CheckScope, CheckSource
from vetting.models import (
    AdversePanel,
    Check,
    Clearance,
    Concern,
    PlannedUse,
    ReferenceRequest,
    ReferralPrompt,
    RegulatedActivityAssessment,
    StatusConsent,
    Waiver,
)
from vetting.services.accreditation.merging import merge_accreditations
from vetting.services.clearances import derive
from vetting.states import CHECK, CLEARANCE, CheckEvent, CheckState, ClearanceEvent, ClearanceState
from vetting.states.leads import WAIVER, WaiverEvent, WaiverState
from vetting.states.panels import PANEL, PanelEvent, PanelState


@transaction.atomic
def merge_person(*, keep_id: int, gone_id: int) -> None:
    """Move everything about the gone record to the kept one. A suspension of either is a suspension of the human."""
    shared = PlannedUse.objects.filter(person=keep_id).values("session")
    PlannedUse.objects.filter(person=gone_id, session__in=shared).delete()
    _drop_twin_referees(keep_id, gone_id)
    _supersede_twin_declarations(keep_id, gone_id)
    _withdraw_twin_waivers(keep_id, gone_id)
    _take_back_twin_panels(keep_id, gone_id)
    twins = StatusConsent.objects.filter(person=keep_id, withdrawn_at=None).values("authority")
    StatusConsent.objects.filter(person=gone_id, withdrawn_at=None, authority__in=twins).delete()  # one human's yes stands once
    moved = (AdversePanel, PlannedUse, Check, RegulatedActivityAssessment, ReferenceRequest, Concern, ReferralPrompt, StatusConsent, Waiver)
    for model in moved:
        model._default_manager.filter(person=gone_id).update(person=keep_id)
    merge_accreditations(keep_id=keep_id, gone_id=gone_id)
    kept = {one.authority_id: one for one in _standing(keep_id)}
    for gone in _standing(gone_id):
        twin = kept.get(gone.authority_id)
        if twin is not None:
            _withdraw(twin if gone.state == ClearanceState.SUSPENDED else gone)
        Clearance.objects.filter(pk=gone.pk).update(person=keep_id)
    derive.refresh(people=[keep_id, gone_id])
    derive.tell({(CheckScope.PERSON, keep_id)})


def _drop_twin_referees(keep_id: int, gone_id: int) -> None:
    """Somebody whom one provider named for both records is one referee."""
    kept = {(row.provider_id, row.email.lower()) for row in ReferenceRequest.objects.filter(person=keep_id)}
    twins = [row.pk for row in ReferenceRequest.objects.filter(person=gone_id) if (row.provider_id, row.email.lower()) in kept]
    ReferenceRequest.objects.filter(pk__in=twins).delete()


def _supersede_twin_declarations(keep_id: int, gone_id: int) -> None:
    """Of two answers to the same question that nobody has verified yet, the later one stays."""
    waiting = Check.objects.select_for_update().filter(source=CheckSource.PROVIDER, state__in=[CheckState.RECORDED, CheckState.SENT_BACK])
    newest: set[tuple[int, str]] = set()
    for check in waiting.filter(person__in=[keep_id, gone_id]).order_by("-recorded_at", "-pk"):
        if (check.authority_id, check.check_type) in newest:
            CHECK.fire(check, CheckEvent.SUPERSEDE)
        newest.add((check.authority_id, check.check_type))


def _withdraw_twin_waivers(keep_id: int, gone_id: int) -> None:
    """One question for a second person is enough, where both records had the same one."""
    proposed = Waiver.objects.select_for_update().filter(state=WaiverState.PROPOSED)
    kept = set(proposed.filter(person=keep_id).values_list("authority", "check_type"))
    for waiver in proposed.filter(person=gone_id):
        if (waiver.authority_id, waiver.check_type) in kept:
            WAIVER.fire(waiver, WaiverEvent.WITHDRAW, ended_at=clock.now())
            audit.record("waiver.withdraw", waiver, by=None, reason="merged")


def _take_back_twin_panels(keep_id: int, gone_id: int) -> None:
    """One panel to be held about one human is enough."""
    required = AdversePanel.objects.select_for_update().filter(state=PanelState.REQUIRED)
    kept = set(required.filter(person=keep_id).values_list("authority", flat=True))
    for panel in required.filter(person=gone_id, authority__in=kept):
        PANEL.fire(panel, PanelEvent.TAKE_BACK)
        audit.record("panel.take_back", panel, by=None, reason="merged")


def _standing(person_id: int) -> list[Clearance]:
    rows = Clearance.objects.select_for_update(of=("self",)).filter(person=person_id)
    return list(rows.exclude(state=ClearanceState.WITHDRAWN).order_by("pk"))


def _withdraw(clearance: Clearance) -> None:
    CLEARANCE.fire(clearance, ClearanceEvent.WITHDRAW, ended_at=clock.now())
    audit.record("clearance.withdraw", clearance, by=None, reason="merged")
