"""The decision of a case, by a second officer: clearances, statement and listing follow in the same transaction."""

from collections.abc import Sequence
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.services import listing, offers
from vetting.enums import CheckScope, ClearanceLevel, DecisionOutcome
from vetting.exceptions import CaseError, FourEyesError, NotAllowedError, NotYetClearedError
from vetting.models import AdversePanel, Case, Check, Decision, Waiver
from vetting.policies.cases import can_decide_case, checks_relied_on, waivers_relied_on
from vetting.policies.panels import why_not_clear
from vetting.policies.roles import can_work_queue
from vetting.queries.asked.asking import subjects_of_part
from vetting.queries.asked.readiness import Readiness, readiness_of
from vetting.queries.clearances.evidence import Subject
from vetting.rules.adverse import rules_out_level, rules_out_setting
from vetting.rules.details import short_text
from vetting.services.assurance.statements import issue_statement
from vetting.services.cases.assessments import keep_assessments
from vetting.services.cases.grants import grant_clearances
from vetting.services.clearances import derive
from vetting.services.officers import hold_part
from vetting.states import CASE, CaseEvent, CaseState

LONGEST_MESSAGE = 400


@transaction.atomic
def decide(*, by: User, case: Case, outcome: str, level: str = ClearanceLevel.SUPERVISED, message: str = "") -> Decision:
    """Decide as was recommended. Cleared, the offer is listed in the same transaction; declined, it is a draft again, with a message.

    Raises FourEyesError for whoever had a part in it, CaseError where the recommendation was another, NotYetClearedError with the names of
    what is missing for the level.
    """
    locked = _lock(case)
    _refuse_wrong_officers(by, locked)
    if locked.state != CaseState.RECOMMENDED:
        raise CaseError(_("Nobody has recommended anything on this case, so there is nothing to decide yet."))
    if outcome != locked.recommended_outcome:
        raise CaseError(_("This is not what was recommended. Send the case back if you see it differently."), field="outcome")
    if outcome == DecisionOutcome.CLEARED:
        return _clear(by, locked, ClearanceLevel(level))
    return _decline(by, locked, message)


def _lock(case: Case) -> Case:
    related = ("authority__policy", "provider", "offer", "version__offer__provider", "version__venue")
    return Case.objects.select_for_update(of=("self",)).select_related(*related).get(pk=case.pk)


def _refuse_wrong_officers(by: User, case: Case) -> None:
    hold_part(by=by, authority=case.authority)
    if not can_work_queue(by, case.authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": case.authority.name})
    if not can_decide_case(by, case):
        raise FourEyesError(
            _(
                "Another officer has to decide: not one who handed it in, recommended it, made one of its checks, asked for a waiver in it "
                "or acts for the provider."
            )
        )


def _clear(by: User, case: Case, level: ClearanceLevel) -> Decision:
    _refuse_over_panels(by, case, level)
    readiness = readiness_of(case.version, case.authority, level)
    if readiness.missing:
        raise NotYetClearedError(_("Not in place for this level: %(names)s.") % {"names": ", ".join(readiness.missing)})
    if Check.objects.filter(pk__in=[one["id"] for one in readiness.recognised], performed_by=by).exists():
        raise FourEyesError(_("You made a check for another authority that this rests on, so another officer has to decide."))
    checks = list(Check.objects.filter(checks_relied_on(case)).order_by("pk"))
    waivers = list(Waiver.objects.filter(waivers_relied_on(case), expires_on__gte=clock.today()).order_by("pk"))
    decision = _record(by, case, DecisionOutcome.CLEARED, level=level, checks=checks, waivers=waivers, readiness=readiness)
    subjects = {subject for one in readiness.parts for subject in subjects_of_part(one.part)}
    grant_clearances(by=by, case=case, decision=decision, subjects=subjects, beside_staff=_kept_beside_staff(case))
    keep_assessments(case=case, readiness=readiness)
    listing.approve_version(by=by, version=case.version)
    derive.refresh(offers=[case.offer_id])
    issue_statement(by=by, authority=case.authority, provider=case.provider)
    _tell(case, "cleared")
    return decision


def _refuse_over_panels(by: User, case: Case, level: ClearanceLevel) -> None:
    """Whoever comes past the first may know of the panels, and reads their conditions."""
    if why_not := why_not_clear(by, case):
        raise CaseError(why_not)
    conditions = {code for panel in AdversePanel.objects.over(case) for code in panel.conditions}
    if rules_out_setting(conditions, case.version.setting):
        raise CaseError(_("A condition of the panel keeps an adult on the school's site, and this offer leads off it. Send the case back."))
    if rules_out_level(conditions, level):
        raise CaseError(_("The panel's conditions ask that an adult of the school is there. Choose another level."), field="level")


def _kept_beside_staff(case: Case) -> set[Subject]:
    """Adults whom a panel lets work only with an adult of the school there, whatever they were cleared for before."""
    standing = AdversePanel.objects.over(case)
    return {(CheckScope.PERSON, one.person_id) for one in standing if rules_out_level(one.conditions, ClearanceLevel.UNSUPERVISED)}


def _decline(by: User, case: Case, message: str) -> Decision:
    text = short_text(message, _("Message"), "message", LONGEST_MESSAGE)
    if not text:
        raise CaseError(_("Write what the provider can do next: it goes into the mail."), field="message")
    decision = _record(by, case, DecisionOutcome.DECLINED, message=text)
    offers.send_back_version(by=by, version=case.version)
    _tell(case, "declined")
    return decision


def _record(
    by: User,
    case: Case,
    outcome: DecisionOutcome,
    *,
    level: str = "",
    checks: Sequence[Check] = (),
    waivers: Sequence[Waiver] = (),
    readiness: Readiness | None = None,
    message: str = "",
) -> Decision:
    CASE.fire(case, CaseEvent.DECIDE, closed_at=clock.now())
    decision = Decision.objects.create(
        case=case,
        outcome=outcome,
        level=level,
        decided_by=by,
        decided_at=clock.now(),
        recommended_by_id=cast("int", case.recommended_by_id),  # the database holds that a recommended case has one
        submitted_by_id=case.submitted_by_id,
        policy=case.authority.policy,
        inputs={
            "checks": [{"id": one.pk, "type": one.check_type, "expires_on": str(one.expires_on or "")} for one in checks],
            "waivers": [{"id": one.pk, "type": one.check_type, "expires_on": str(one.expires_on)} for one in waivers],
            "rules": readiness.rules if readiness else [],
            "recognised": readiness.recognised if readiness else [],
        },
        message=message,
    )
    audit.record("case.decide", case, by=by, acting_for=case.authority.name, reason=outcome, details={"decision": decision.pk})
    return decision


def _tell(case: Case, happening: str) -> None:
    outbox.post(f"vetting.case_{happening}", to=case.provider.contact_email, event=f"case:{case.pk}:{happening}", payload={"case": case.pk})
