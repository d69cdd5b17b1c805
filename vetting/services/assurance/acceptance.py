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
from vetting.exceptions import AcceptanceError, FourEyesError, NotAllowedError
from vetting.models import AssuranceStatement, Policy, SchoolAcceptance
from vetting.policies.assurance import can_accept_assurance
from vetting.policies.roles import has_interest_in
from vetting.queries.assurance.acceptance import statement_to_accept
from vetting.queries.assurance.recognitions import recognisers_of_provider
from vetting.queries.policies.content import content_of
from vetting.services.assurance.locking import lock_reliance
from vetting.signals import reliance_changed


@transaction.atomic
def accept_assurance(*, by: User, school: School, provider: Provider) -> SchoolAcceptance:
    """Record that the school relies on what the authority says, until its first check runs out and for a year at most.

    Accepting the same statement again returns the acceptance that is there. Raises NotAllowedError for somebody who may not accept for the
    school, AcceptanceError where there is nothing to accept.
    """
    refuse_unless_may_accept(by, school)
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
        recognised = [one.name for one in recognisers_of_provider(provider)]
        audit.record(
            "acceptance.give",
            acceptance,
            by=by,
            acting_for=school.name,
            details={"statement": str(statement.uuid), "recognised_by": recognised},
        )
    return acceptance


@transaction.atomic
def accept_provider(*, by: User, school: School, provider: Provider) -> SchoolAcceptance:
    """The same on its own, outside a booking: dates that waited only for it are judged again at once."""
    if has_interest_in(by, provider):
        raise FourEyesError(_("You act for this provider yourself, so somebody else of your school has to accept it."))
    lock_reliance(school)
    acceptance = accept_assurance(by=by, school=school, provider=provider)
    reliance_changed.send(sender=SchoolAcceptance, school_id=school.pk, provider_id=provider.pk)
    return acceptance


def last_day_of_a_year(policy: Policy, today: datetime.date) -> datetime.date:
    """How long a school's acceptance may last at most, by the authority's policy; never longer than a year."""
    months = min(12, content_of(policy).number("ACCEPTANCE_MAX_MONTHS", today))
    return today + relativedelta(months=months)


def _last_day(statement: AssuranceStatement, today: datetime.date) -> datetime.date:
    return min(statement.holds_until, last_day_of_a_year(statement.policy, today))


@transaction.atomic
def withdraw_acceptance(*, by: User, acceptance: SchoolAcceptance) -> SchoolAcceptance:
    """The school no longer relies on it. Confirmed dates that nothing else covers are at risk from the same moment."""
    refuse_unless_may_accept(by, acceptance.school)
    lock_reliance(acceptance.school)
    locked = SchoolAcceptance.objects.select_for_update().get(pk=acceptance.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.withdrawn_by = clock.now(), by
        locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("acceptance.withdraw", locked, by=by, acting_for=acceptance.school.name)
        reliance_changed.send(sender=SchoolAcceptance, school_id=locked.school_id, provider_id=locked.provider_id)
    return locked


@transaction.atomic
def stop_accepting(*, by: User, school: School, provider: Provider) -> None:
    """Take back whatever the school accepted of this provider by itself. A list that it accepts is another thing."""
    refuse_unless_may_accept(by, school)
    lock_reliance(school)
    for acceptance in SchoolAcceptance.objects.filter(school=school, provider=provider, withdrawn_at=None).order_by("pk"):
        withdraw_acceptance(by=by, acceptance=acceptance)


def refuse_unless_may_accept(by: User, school: School) -> None:
    if not can_accept_assurance(by, school):
        raise NotAllowedError(_("Only an approver or the safeguarding lead of the school can decide this. Ask one of them."))
