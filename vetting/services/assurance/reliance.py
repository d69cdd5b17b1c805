"""A school accepts an authority's whole list for a year, leaves providers out of it, and takes it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Provider
from schools.models import School
from vetting.enums import ClearanceLevel
from vetting.exceptions import AcceptanceError
from vetting.models import ReliancePolicy, VettingAuthority
from vetting.services.assurance.acceptance import last_day_of_a_year, refuse_unless_may_accept
from vetting.services.assurance.locking import lock_reliance
from vetting.signals import reliance_changed


@transaction.atomic
def accept_list(*, by: User, school: School, authority: VettingAuthority, level: str = ClearanceLevel.UNSUPERVISED) -> ReliancePolicy:
    """Accept whom the authority assures, up to the level, for a year from today. One that stands is replaced; who was left out stays so.

    Of each provider it holds only while the authority assures it. Raises NotAllowedError for somebody who may not accept for the school.
    """
    refuse_unless_may_accept(by, school)
    if level not in (ClearanceLevel.SUPERVISED, ClearanceLevel.UNSUPERVISED):
        raise AcceptanceError(_("Choose how far your school relies on it."), field="level")
    lock_reliance(school)
    today, now = clock.today(), clock.now()
    earlier = ReliancePolicy.objects.standing().filter(school=school, authority=authority).select_for_update().first()
    if earlier:
        earlier.replaced_at = now
        earlier.save(update_fields=["replaced_at"])
    policy = ReliancePolicy.objects.create(
        school=school,
        authority=authority,
        accepts_level_max=level,
        agreed_by=by,
        agreed_at=now,
        starts_on=today,
        ends_on=last_day_of_a_year(authority.policy, today),
    )
    policy.left_out.set(earlier.left_out.all() if earlier else [])
    audit.record("reliance.agree", policy, by=by, acting_for=school.name, details={"authority": authority.name, "level": level})
    _tell(policy)
    return policy


@transaction.atomic
def withdraw_list(*, by: User, policy: ReliancePolicy) -> ReliancePolicy:
    """The school no longer accepts the list. Confirmed dates that nothing else covers are at risk from the same moment. Safe to repeat."""
    locked = _locked(by, policy)
    if locked.withdrawn_at is None and locked.replaced_at is None:
        locked.withdrawn_at, locked.withdrawn_by = clock.now(), by
        locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("reliance.withdraw", locked, by=by, acting_for=locked.school.name)
        _tell(locked)
    return locked


@transaction.atomic
def leave_out(*, by: User, policy: ReliancePolicy, provider: Provider) -> None:
    """Everybody on the list but this one. Its confirmed dates are at risk, unless the school has accepted it by itself."""
    locked = _locked(by, policy)
    if not locked.left_out.filter(pk=provider.pk).exists():
        locked.left_out.add(provider)
        audit.record("reliance.leave_out", locked, by=by, acting_for=locked.school.name, details={"provider": provider.pk})
        _tell(locked, provider)


@transaction.atomic
def take_in(*, by: User, policy: ReliancePolicy, provider: Provider) -> None:
    """The list's acceptance covers this provider again."""
    locked = _locked(by, policy)
    if locked.left_out.filter(pk=provider.pk).exists():
        locked.left_out.remove(provider)
        audit.record("reliance.take_in", locked, by=by, acting_for=locked.school.name, details={"provider": provider.pk})
        _tell(locked, provider)


def _locked(by: User, policy: ReliancePolicy) -> ReliancePolicy:
    refuse_unless_may_accept(by, policy.school)
    lock_reliance(policy.school)
    return ReliancePolicy.objects.select_for_update(of=("self",)).select_related("school").get(pk=policy.pk)


def _tell(policy: ReliancePolicy, provider: Provider | None = None) -> None:
    reliance_changed.send(sender=ReliancePolicy, school_id=policy.school_id, provider_id=provider.pk if provider else None)
