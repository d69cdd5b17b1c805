"""Recording, verifying and revoking checks. One officer records, another verifies; until then a check counts for nothing."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Person
from vetting.enums import CheckOutcome, CheckSource
from vetting.exceptions import CheckRefusedError, FourEyesError, NotAllowedError, OverAskingError
from vetting.models import Check, VettingAuthority
from vetting.policies.checks import can_verify_check, subject_of_row
from vetting.policies.roles import CheckSubject, can_work_queue, why_others_do_it
from vetting.queries.clearances.consents import live_consent
from vetting.queries.clearances.eligibility import why_not_to_ask
from vetting.queries.clearances.evidence import SCOPE_FIELDS, subject_key, subject_of, subjects_filter
from vetting.queries.clearances.statuses import why_not_to_look
from vetting.queries.policies.content import content_of
from vetting.rules.policy import CheckType
from vetting.rules.recording import Recording, checked
from vetting.services.assurance.statements import reissue_about
from vetting.services.cases.signs_of_life import keep_claims_about
from vetting.services.clearances import derive
from vetting.services.clearances.suspensions import suspend_on_status
from vetting.services.officers import hold_part
from vetting.states import CHECK, CheckEvent, CheckState


def record_check(*, by: User, authority: VettingAuthority, check_type: str, subject: CheckSubject, **recording: Any) -> Check:
    """Write down that the officer made a check. `recording` has the fields of vetting.rules.recording.Recording.

    Only what the policy lists for the type is kept. Raises OverAskingError where this may not be asked of the subject, CheckRefusedError
    (with the field) for what can't be right or may not be kept. The same check, where nobody has verified it yet, gives way to this one.
    What was asked beyond the rules is kept in the audit log, by type and officer, so that it can be counted.
    """
    try:
        return _record(by, authority, check_type, subject, recording)
    except OverAskingError:
        with transaction.atomic():  # of its own, since nothing of the refused record stays
            audit.record("check.over_asking", subject, by=by, acting_for=authority.name, details={"type": check_type})
        raise


@transaction.atomic
def _record(by: User, authority: VettingAuthority, check_type: str, subject: CheckSubject, recording: dict[str, Any]) -> Check:
    _refuse_outsiders(by, authority, subject)
    kind = _check_type(authority, check_type, subject)
    today = clock.today()
    reason = why_not_to_ask(kind, subject, content_of(authority.policy), today)
    if reason:
        raise OverAskingError(reason)
    reason = why_not_to_look(kind, subject, authority, today)
    if reason:
        raise CheckRefusedError(reason, field="check_type")
    kept = checked(kind, Recording(**_with_consent(kind, subject, authority, recording)), today)
    imported = give_way(same_checks(authority, check_type, subject).filter(state__in=UNVERIFIED))
    check = Check.objects.create(
        check_type=check_type,
        authority=authority,
        performed_by=by,
        recorded_at=clock.now(),
        taken_over_from=imported,
        **{field: getattr(kept, field) for field in RECORDED_FIELDS},
        **{SCOPE_FIELDS[subject_key(subject)[0]]: subject.pk},
    )
    came_from = {"imported": imported.pk} if imported else {}
    audit.record("check.record", check, by=by, acting_for=authority.name, details={"type": check_type, "route": kept.route, **came_from})
    keep_claims_about(by=by, authority=authority, subject=subject)
    suspend_on_status(by=by, check=check, check_type=kind)
    return check


def _with_consent(kind: CheckType, subject: CheckSubject, authority: VettingAuthority, recording: dict[str, Any]) -> dict[str, Any]:
    """Of a look-up, what is on file about the consent is what is kept of it, whatever was typed."""
    consent = live_consent(subject, authority) if kind.extends and isinstance(subject, Person) else None
    if consent is None:
        return recording
    on_file = {"consent_given_on": consent.given_at.astimezone(clock.LONDON).date().isoformat(), "consent_scope": consent.scope}
    asked = {field.name for field in kind.fields}
    return recording | {"details": {**recording.get("details", {}), **{name: on_file[name] for name in on_file if name in asked}}}


UNVERIFIED = (CheckState.RECORDED, CheckState.SENT_BACK)
RECORDED_FIELDS = (
    "outcome",
    "route",
    "performed_on",
    "issued_on",
    "expires_on",
    "issuing_body",
    "certificate_last4",
    "conditions_code",
    "details",
)


def same_checks(authority: VettingAuthority, check_type: str, subject: CheckSubject) -> QuerySet[Check]:
    return Check.objects.select_for_update().filter(subjects_filter([subject_key(subject)]), authority=authority, check_type=check_type)


def give_way(checks: QuerySet[Check]) -> Check | None:
    """These checks are superseded. Returns the imported one among them, to which the newer check keeps a link."""
    imported = None
    for earlier in checks:
        CHECK.fire(earlier, CheckEvent.SUPERSEDE)
        imported = earlier if earlier.source == CheckSource.IMPORT else imported
    return imported


def _refuse_outsiders(by: User, authority: VettingAuthority, subject: CheckSubject) -> None:
    if not can_work_queue(by, authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": authority.name})
    if why_not := why_others_do_it(by, subject):
        raise FourEyesError(why_not)


def _check_type(authority: VettingAuthority, code: str, subject: CheckSubject) -> CheckType:
    kind = content_of(authority.policy).by_code.get(code)
    if kind is None or kind.scope != subject_key(subject)[0]:
        raise CheckRefusedError(_("The authority's policy knows no such check of this. Choose one from the list."), field="check_type")
    return kind


@transaction.atomic
def verify_check(*, by: User, check: Check) -> Check:
    """A second officer has looked too. From now it counts, in place of the one before; everything that rests on it is worked out anew."""
    locked = _lock(check)
    subject = subject_of_row(locked)
    hold_part(by=by, authority=locked.authority)
    _refuse_outsiders(by, locked.authority, subject)
    if locked.source == CheckSource.IMPORT:
        raise CheckRefusedError(_("Nobody has looked at this yet: your earlier register says it. Record it from the evidence first."))
    _refuse_without_consent(locked)
    if by.pk == locked.performed_by_id:
        raise FourEyesError(_("You recorded this check, so another officer has to verify it."))
    if not can_verify_check(by, locked):
        raise FourEyesError(_("A pass with conditions is verified by a vetting lead. Ask one."))
    if locked.outcome != CheckOutcome.INCONCLUSIVE:
        earlier = same_checks(locked.authority, locked.check_type, subject).filter(state=CheckState.VERIFIED)
        for one in earlier:
            CHECK.fire(one, CheckEvent.SUPERSEDE)
    if locked.source == CheckSource.PROVIDER:
        locked.taken_over_from = give_way(
            same_checks(locked.authority, locked.check_type, subject).filter(state=CheckState.RECORDED, source=CheckSource.IMPORT)
        )
    changes = {"verified_by": by, "verified_at": clock.now(), "taken_over_from": locked.taken_over_from}
    CHECK.fire(locked, CheckEvent.VERIFY, **changes)
    audit.record("check.verify", locked, by=by, acting_for=locked.authority.name, details={"type": locked.check_type})
    _follow(locked, by)
    return locked


def _refuse_without_consent(check: Check) -> None:
    """A look-up that is still to be verified means looking again."""
    kind = content_of(check.authority.policy).by_code.get(check.check_type)
    if kind is not None and kind.extends and check.person is not None and live_consent(check.person, check.authority) is None:
        raise CheckRefusedError(_("They have withdrawn their consent, so nobody looks again. Revoke this record."))


@transaction.atomic
def revoke_check(*, by: User, check: Check, reason: str = "mistake") -> Check:
    """Take a check back: it was recorded by mistake, or no longer stands. It stops counting at once."""
    locked = _lock(check)
    _refuse_outsiders(by, locked.authority, subject_of_row(locked))
    counted = locked.state == CheckState.VERIFIED
    CHECK.fire(locked, CheckEvent.REVOKE, revoked_at=clock.now())
    audit.record("check.revoke", locked, by=by, acting_for=locked.authority.name, reason=reason, details={"type": locked.check_type})
    if counted:
        _follow(locked, by)
    return locked


def _follow(check: Check, by: User) -> None:
    """What rests on the check, and what is said of it."""
    derive.subject_changed(subject_of(check))
    reissue_about(subject_of(check), authority=check.authority, by=by)


def _lock(check: Check) -> Check:
    related = ("authority__policy", "person", "provider", "venue", "offer")
    return Check.objects.select_for_update(of=("self",)).select_related(*related).get(pk=check.pk)
