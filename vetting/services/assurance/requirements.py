"""What a school asks in addition to its authority: within the law, by name of a check, and never with a look at what one says."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from schools.models import School
from vetting.enums import RequirementReach
from vetting.exceptions import OverAskingError, RequirementError
from vetting.models import SchoolRequirement
from vetting.queries.assurance.own import policy_near
from vetting.rules.own import why_not_to_require
from vetting.services.assurance.acceptance import refuse_unless_may_accept
from vetting.services.assurance.locking import lock_reliance
from vetting.signals import reliance_changed


def add_requirement(*, by: User, school: School, check_type: str, reach: str) -> SchoolRequirement:
    """From now on this school's dates need the check too, on their day. Planned dates are judged again at once.

    Raises OverAskingError where the law does not let a school ask this of all whom it would concern; that it was tried is kept in the audit
    log, as for officers. Raises RequirementError for a check that nobody knows, or that is asked already.
    """
    try:
        return _add(by, school, check_type, reach)
    except OverAskingError:
        with transaction.atomic():  # of its own, since nothing of what was refused stays
            audit.record("check.over_asking", school, by=by, acting_for=school.name, details={"type": check_type, "reach": reach})
        raise


@transaction.atomic
def _add(by: User, school: School, check_type: str, reach: str) -> SchoolRequirement:
    refuse_unless_may_accept(by, school)
    refuse_over_asking(school, check_type, reach)
    lock_reliance(school)
    if SchoolRequirement.objects.filter(school=school, check_type=check_type, removed_at=None).exists():
        raise RequirementError(_("Your school asks for this already. Take it off the list first to ask it of others."), field="check_type")
    row = SchoolRequirement.objects.create(school=school, check_type=check_type, reach=reach, added_by=by, added_at=clock.now())
    audit.record("requirement.add", row, by=by, acting_for=school.name, details={"type": check_type, "reach": reach})
    reliance_changed.send(sender=SchoolRequirement, school_id=school.pk, provider_id=None)
    return row


def refuse_over_asking(school: School, check_type: str, reach: str) -> None:
    """Raises OverAskingError, or RequirementError for what is not on the authority's list of checks. Writes nothing."""
    policy = policy_near(school)
    check = policy.by_code.get(check_type) if policy else None
    if policy is None or check is None or check.off:
        raise RequirementError(_("Choose a check from the list."), field="check_type")
    if reach not in RequirementReach.values:
        raise RequirementError(_("Choose of whom you ask it."), field="reach")
    reason = why_not_to_require(policy, check, clock.today(), alone_only=reach == RequirementReach.ALONE)
    if reason:
        raise OverAskingError(reason, field="check_type")


@transaction.atomic
def remove_requirement(*, by: User, requirement: SchoolRequirement) -> SchoolRequirement:
    """The school no longer asks it. Dates that lacked nothing else recover at once. Safe to repeat."""
    refuse_unless_may_accept(by, requirement.school)
    lock_reliance(requirement.school)
    locked = SchoolRequirement.objects.select_for_update(of=("self",)).select_related("school").get(pk=requirement.pk)
    if locked.removed_at is None:
        locked.removed_at, locked.removed_by = clock.now(), by
        locked.save(update_fields=["removed_at", "removed_by"])
        audit.record("requirement.remove", locked, by=by, acting_for=locked.school.name, details={"type": locked.check_type})
        reliance_changed.send(sender=SchoolRequirement, school_id=locked.school_id, provider_id=None)
    return locked
