"""What the regulated-activity table answered, kept with its inputs; and what officers rule where the law gives no number."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Offer, Person
from vetting.enums import CheckScope
from vetting.exceptions import CaseError, FourEyesError, NotAllowedError
from vetting.models import Case, RegulatedActivityAssessment, VettingAuthority
from vetting.policies.roles import can_work_queue, why_others_do_it
from vetting.queries.asked.asking import PartAsked
from vetting.queries.asked.readiness import Readiness
from vetting.queries.policies.content import content_of
from vetting.rules.details import short_text
from vetting.services.clearances import derive

LONGEST_REASON = 200


def keep_assessments(*, case: Case, readiness: Readiness) -> list[RegulatedActivityAssessment]:
    """The table's answer for every adult of the offer, as a decision found it. What was kept before is superseded, never edited."""
    kept = []
    for one in readiness.parts:
        if one.part.person is not None:
            before = _current(one.part.person, case.offer).filter(decided_by=None)
            kept.append(_supersede(before.first(), _row(one, one.part.person, case.offer)))
    return kept


@transaction.atomic
def rule_on_activity(
    *, by: User, authority: VettingAuthority, person: Person, offer: Offer, is_regulated: bool, reason: str
) -> RegulatedActivityAssessment:
    """An officer says whether what the adult does in the offer is regulated activity, where the table leaves it open. Gives the reason."""
    if not can_work_queue(by, authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": authority.name})
    if why_not := why_others_do_it(by, person, offer):
        raise FourEyesError(why_not)
    text = short_text(reason, _("Reason"), "reason", LONGEST_REASON)
    if not text:
        raise CaseError(_("Give the reason: it is kept with the ruling."), field="reason")
    ruling = RegulatedActivityAssessment(
        person=person,
        offer=offer,
        inputs={"reason": text, "authority": authority.pk},
        rule="ruling",
        is_regulated=is_regulated,
        maximum_level="enhanced_cbl" if is_regulated else "enhanced",
        law_effective_from=content_of(authority.policy).effective_from,
        decided_by=by,
        decided_at=clock.now(),
    )
    _supersede(_current(person, offer).filter(decided_by__isnull=False).first(), ruling)
    audit.record("assessment.rule", ruling, by=by, acting_for=authority.name, details={"is_regulated": is_regulated})
    derive.subject_changed((CheckScope.PERSON, person.pk))
    return ruling


def _current(person: Person, offer: Offer) -> QuerySet[RegulatedActivityAssessment]:
    rows = RegulatedActivityAssessment.objects.select_for_update(of=("self",))
    return rows.filter(person=person, offer=offer, superseded_by=None)


def _supersede(before: RegulatedActivityAssessment | None, now: RegulatedActivityAssessment) -> RegulatedActivityAssessment:
    now.save()
    if before is not None:
        before.superseded_by = now
        before.save(update_fields=["superseded_by"])
    return now


def _row(one: PartAsked, person: Person, offer: Offer) -> RegulatedActivityAssessment:
    row, version = one.assessment.row, one.part.version
    return RegulatedActivityAssessment(
        person=person,
        offer=offer,
        inputs={
            "pattern": one.assessment.pattern.value,
            "nature": version.nature,
            "supervision": version.supervision,
            "setting": version.setting,
            "engagement": one.part.engagement,
            "planned_days": len(one.part.elsewhere),
        },
        rule=row.id,
        is_regulated=row.regulated,
        maximum_level=row.maximum,
        law_effective_from=row.effective_from,
        decided_at=clock.now(),
    )
