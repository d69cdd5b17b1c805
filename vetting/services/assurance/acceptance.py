"""A school accepts an authority's assurance of a provider. A list is never enough: each school stays responsible."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Provider
from schools.models import School
from vetting.exceptions import AcceptanceError, NotAllowedError
from vetting.models import AssuranceStatement, SchoolAcceptance
from vetting.policies.assurance import can_accept_assurance
from vetting.queries.assurance.acceptance import statement_to_accept
from vetting.queries.policies.content import content_of


@transaction.atomic
def accept_assurance(*, by: User, school: School, provider: Provider) -> SchoolAcceptance:
    """Record that the school relies on what the authority says, until its first check runs out and for a year at most.

    Accepting the same statement again returns the acceptance that is there. Raises NotAllowedError for somebody who may not accept for the
    school, AcceptanceError where there is nothing to accept.
    """
    if not can_accept_assurance(by, school):
        raise NotAllowedError(_("Only an approver or the safeguarding lead of the school can accept this. Ask one of them."))
    today = clock.today()
    statement = statement_to_accept(provider, today)
    if statement is None:
        raise AcceptanceError(_("This provider is not assured at the moment, so there is nothing to accept. Choose another, or ask later."))
    acceptance, is_new = SchoolAcceptance.objects.get_or_create(
        school=school,
        provider=provider,
        statement=statement,
        withdrawn_at=None,
        defaults={"accepted_by": by, "accepted_on": today, "expires_on": _last_day(statement, today)},
    )
    if is_new:
        audit.record("acceptance.give", acceptance, by=by, acting_for=school.name, details={"statement": str(statement.uuid)})
    return acceptance


def _last_day(statement: AssuranceStatement, today: datetime.date) -> datetime.date:
    months = content_of(statement.policy).number("ACCEPTANCE_MAX_MONTHS", today)
    return min(statement.holds_until, today + relativedelta(months=months))


@transaction.atomic
def withdraw_acceptance(*, by: User, acceptance: SchoolAcceptance) -> SchoolAcceptance:
    """The school no longer relies on it. What is confirmed stays: cancelling is the school's own step."""
    if not can_accept_assurance(by, acceptance.school):
        raise NotAllowedError(_("Only an approver or the safeguarding lead of the school can take this back. Ask one of them."))
    locked = SchoolAcceptance.objects.select_for_update().get(pk=acceptance.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.withdrawn_by = clock.now(), by
        locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("acceptance.withdraw", locked, by=by, acting_for=acceptance.school.name)
    return locked
