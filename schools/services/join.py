"""The first member of a school: asks, and is approved by an officer who rings the school on a number found independently."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from schools.enums import SchoolRole
from schools.exceptions import JoinError
from schools.models import JoinRequest, NumberSource, School, SchoolMember
from schools.services.members import add_member, lock_school
from schools.states import JOINING, JoinEvent, JoinState

OPEN_REQUESTS = 3  # of one person at once
FIRST_ROLES = (SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR)


@transaction.atomic
def ask_to_join(*, by: User, school: School, job_title: str, wants_roles: Collection[str] = ()) -> JoinRequest:
    """Put a request into the officers' queue. Nobody is written to: an officer rings. Raises JoinError."""
    lock_school(school.pk)
    _refuse_asking(by, school)
    request = JoinRequest.objects.create(
        school=school, user=by, job_title=job_title.strip(), wants_roles=sorted(set(wants_roles)), asked_at=clock.now()
    )
    audit.record("school.ask_to_join", request, by=by, details={"school": school.pk})
    return request


def _refuse_asking(user: User, school: School) -> None:
    names = {"school": school.name}
    if SchoolMember.objects.filter(school=school, user=user, left_at=None).exists():
        raise JoinError(_("You act for %(school)s already.") % names, code="member")
    if not school.is_active:
        message = _("The national register doesn't show %(school)s as open. Choose the school that followed it.")
        raise JoinError(message % names, code="closed")
    if school.members.filter(left_at=None).exists():
        message = _("%(school)s is on Junction already. Ask an administrator there to invite you: they need only your e-mail address.")
        raise JoinError(message % names, code="by_invitation")
    open_requests = list(JoinRequest.objects.filter(user=user, state=JoinState.ASKED).values_list("school", flat=True))
    if school.pk in open_requests:
        raise JoinError(_("You have asked already. An officer rings the school next."), code="asked")
    if len(open_requests) >= OPEN_REQUESTS:
        raise JoinError(_("You have asked for three schools. Wait for an answer, or withdraw a request."), code="too_many")


@transaction.atomic
def withdraw_join_request(*, by: User, request: JoinRequest) -> None:
    JOINING.fire(request, JoinEvent.WITHDRAW)
    audit.record("school.withdraw_join", request, by=by, details={"school": request.school_id})


@transaction.atomic
def approve_join_request(
    *,
    by: User,
    request: JoinRequest,
    number_source: str,
    spoke_to_role: str,
    rung_at: datetime.datetime,
    makes_approver: bool = False,
) -> SchoolMember:
    """An officer rang the school, and it knows the person. They become its administrator and coordinator.

    Whether `by` is an officer is the caller's to check. The approver role comes only by `makes_approver`, since a school with one person
    could not be given one otherwise. Raises JoinError.
    """
    lock_school(request.school_id)
    _refuse_own(by, request)
    _refuse_call(request, number_source, spoke_to_role, rung_at)
    if request.school.members.filter(left_at=None).exists():
        message = _("Somebody acts for this school by now. Decline this request: the school's administrator can invite them.")
        raise JoinError(message, code="has_members")
    now = clock.now()
    changes = {"number_source": number_source, "spoke_to_role": spoke_to_role.strip(), "rung_at": rung_at}
    JOINING.fire(request, JoinEvent.APPROVE, decided_by=by, decided_at=now, **changes)
    roles = (*FIRST_ROLES, SchoolRole.APPROVER) if makes_approver else FIRST_ROLES
    member = add_member(by=request.user, school=request.school, user=request.user, roles=roles, job_title=request.job_title, granted_by=by)
    details = {"school": request.school_id, "user": request.user_id, "number_source": number_source, "makes_approver": makes_approver}
    audit.record("school.approve_join", request, by=by, details=details)
    outbox.post("schools.join_approved", to=request.user.email, event=f"join:{request.pk}", payload={"request": request.pk})
    return member


@transaction.atomic
def decline_join_request(*, by: User, request: JoinRequest, reason: str) -> None:
    """`reason` is told to the person as it is written. Whether `by` is an officer is the caller's to check. Raises JoinError."""
    _refuse_own(by, request)
    if not reason.strip():
        raise JoinError(_("Say why, in a sentence that the person will read."), code="no_reason", field="reason")
    JOINING.fire(request, JoinEvent.DECLINE, decided_by=by, decided_at=clock.now(), decline_reason=reason.strip())
    audit.record("school.decline_join", request, by=by, details={"school": request.school_id, "user": request.user_id})
    outbox.post("schools.join_declined", to=request.user.email, event=f"join:{request.pk}", payload={"request": request.pk})


def _refuse_own(officer: User, request: JoinRequest) -> None:
    if officer.pk == request.user_id:
        raise JoinError(_("This is your own request. Another officer must decide it."), code="own")


def _refuse_call(request: JoinRequest, number_source: str, spoke_to_role: str, rung_at: datetime.datetime) -> None:
    if number_source not in NumberSource.values:
        message = _("Say where you found the number. It can't be the one that the person gave.")
        raise JoinError(message, code="source", field="number_source")
    if not spoke_to_role.strip():
        message = _("Say whom you spoke to by their job, such as “business manager”.")
        raise JoinError(message, code="spoke_to", field="spoke_to_role")
    if rung_at > clock.now():
        raise JoinError(_("The call can't be in the future. Enter when you rang the school."), code="future", field="rung_at")
    if rung_at < request.asked_at:
        raise JoinError(_("The call can't be before the person asked. Ring the school about this request."), code="early", field="rung_at")
