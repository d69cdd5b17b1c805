"""Who acts for a vetting authority."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from vetting.enums import OfficerRole
from vetting.exceptions import NotAllowedError
from vetting.models import Officer, VettingAuthority
from vetting.policies.roles import can_appoint_officers, is_officer
from vetting.services.authorities.loans import end_loans_of

GROUP = "Vetting officers"  # opens the Wagtail admin; what is seen there follows from the parts in authorities


@transaction.atomic
def appoint_officer(*, by: User | None, user: User, authority: VettingAuthority, role: str) -> Officer:
    """Give somebody a part in the authority, and with it the way into the admin. Only an administrator of it can, and never for themselves.

    `by` is None when the system itself sets an authority up.
    """
    _refuse(by, user, authority)
    officer, is_new = Officer.objects.get_or_create(
        user=user, authority=authority, role=OfficerRole(role), ended_at=None, loan=None, defaults={"since": clock.now()}
    )
    user.groups.add(_group())
    if is_new:
        audit.record("officer.appoint", officer, by=by, acting_for=authority.name, details={"user": user.pk, "role": role})
    return officer


@transaction.atomic
def end_appointment(*, by: User | None, officer: Officer) -> Officer:
    """Take the part back, and the way into the admin with the last one. Who worked here no more is lent by us no more.

    Raises NotAllowedError for a borrowed part: its loan is what ends.
    """
    _refuse(by, officer.user, officer.authority)
    if officer.loan_id is not None:
        raise NotAllowedError(_("This officer is borrowed. End the loan, under Partners."))
    locked = Officer.objects.select_for_update(of=("self",)).select_related("user", "authority").get(pk=officer.pk)
    if locked.ended_at is None:
        locked.ended_at = clock.now()
        locked.save(update_fields=["ended_at"])
        audit.record("officer.end", locked, by=by, acting_for=locked.authority.name, details={"user": locked.user_id, "role": locked.role})
        end_loans_of(by=by, user=locked.user, lender=locked.authority)
    if not is_officer(locked.user):
        locked.user.groups.remove(_group())
    return locked


def hold_part(*, by: User, authority: VettingAuthority) -> None:
    """Keep the parts that the user has there until the transaction ends, so that what they do is done before a part ends, or not at all.

    Call it before asking whether they may.
    """
    list(Officer.objects.select_for_update(of=("self",), no_key=True).filter(user=by, authority=authority, ended_at=None).order_by("pk"))


def _refuse(by: User | None, user: User, authority: VettingAuthority) -> None:
    if by is None:
        return
    if by == user:
        raise NotAllowedError(_("Nobody changes their own part in an authority. Ask another administrator."))
    if not can_appoint_officers(by, authority):
        raise NotAllowedError(_("Only an administrator of %(authority)s can do this. Ask one.") % {"authority": authority.name})


def _group() -> Group:
    group, is_new = Group.objects.get_or_create(name=GROUP)
    if is_new:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group
