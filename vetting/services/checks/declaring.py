"""Checks that people answer themselves. Such an answer counts for nothing until an officer without interest has looked at it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.models import OfferVersion, Person
from vetting.enums import CheckScope, CheckSource
from vetting.exceptions import CheckRefusedError, NotAllowedError
from vetting.models import Case, Check, VettingAuthority
from vetting.policies.checks import subject_of_row
from vetting.policies.declarations import answers_for_themselves, can_declare
from vetting.policies.roles import CheckSubject
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.cases.authorities import authority_for
from vetting.queries.clearances.eligibility import why_not_to_ask
from vetting.queries.clearances.evidence import SCOPE_FIELDS, subject_key, subject_of, subjects_filter
from vetting.queries.policies.content import content_of
from vetting.rules.declaring import can_be_declared, declared
from vetting.rules.policy import CheckType
from vetting.rules.recording import Recording
from vetting.services.checks.recording import RECORDED_FIELDS, UNVERIFIED, give_way, same_checks
from vetting.states import CaseState, CheckState

LATER = datetime.timedelta(minutes=30)  # people answer several in a row: the officer gets one mail about them


@transaction.atomic
def declare(
    *,
    by: User,
    version: OfferVersion,
    check_type: str,
    subject: CheckSubject,
    details: Mapping[str, Any],
    expires_on: datetime.date | None = None,
) -> Check:
    """Answer a check for oneself, one's organisation, place or offer, to the authority that looks at the offer.

    A later answer takes the place of an earlier one that nobody has verified; the same answer sent twice is one. Raises NotAllowedError for
    somebody whose word it isn't, CheckRefusedError (with the field) for what isn't asked here, can't be right or may not be kept.
    """
    if not can_declare(by, subject):
        raise NotAllowedError(_not_yours(subject))
    authority = authority_for(version)
    if authority is None:
        raise CheckRefusedError(_("Nobody vets in your area yet, so nothing is asked."))
    type(subject)._default_manager.select_for_update(no_key=True).get(pk=subject.pk)
    kind = _asked_type(authority, check_type, subject)
    kept = declared(kind, details, expires_on, clock.today())
    unverified = same_checks(authority, check_type, subject).filter(state__in=UNVERIFIED)
    if unverified.filter(source=CheckSource.OFFICER).exists():
        raise CheckRefusedError(_("An officer has recorded this already, and a second one looks at it. You need do nothing."))
    waiting = unverified.filter(source=CheckSource.PROVIDER)
    earlier = waiting.filter(state=CheckState.RECORDED).first()
    if earlier is not None and _says_the_same(earlier, kept, by):
        return earlier
    give_way(waiting)
    check = _keep(kept, kind, authority, subject, by)
    _tell_officers(version, check)
    return check


def _not_yours(subject: CheckSubject) -> str:
    if isinstance(subject, Person) and answers_for_themselves(subject):
        return _("%(name)s has an account here and answers this in their own name. Ask them to sign in.") % {"name": subject.name}
    return _("Only somebody who acts for it can answer this.")


def _asked_type(authority: VettingAuthority, code: str, subject: CheckSubject) -> CheckType:
    content = content_of(authority.policy)
    kind = content.by_code.get(code)
    if kind is None or kind.scope != subject_key(subject)[0] or not can_be_declared(kind):
        raise CheckRefusedError(_("An officer sees to this check, so there is nothing to answer here."))
    reason = why_not_to_ask(kind, subject, content, clock.today())
    if reason:
        raise CheckRefusedError(reason)
    return kind


def _says_the_same(earlier: Check, kept: Recording, by: User) -> bool:
    said = (earlier.details, earlier.expires_on, earlier.performed_on, earlier.performed_by_id)
    return said == (kept.details, kept.expires_on, kept.performed_on, by.pk)


def _keep(kept: Recording, kind: CheckType, authority: VettingAuthority, subject: CheckSubject, by: User) -> Check:
    check = Check.objects.create(
        check_type=kind.code,
        authority=authority,
        source=CheckSource.PROVIDER,
        performed_by=by,
        recorded_at=clock.now(),
        **{field: getattr(kept, field) for field in RECORDED_FIELDS},
        **{SCOPE_FIELDS[subject_key(subject)[0]]: subject.pk},
    )
    audit.record("check.declare", check, by=by, acting_for=authority.name, details={"type": kind.code})
    return check


def _tell_officers(version: OfferVersion, check: Check) -> None:
    """Whoever has the case; for an offer that is decided, the authority. While nobody has claimed it, the queue says enough."""
    case = Case.objects.filter(version=version, authority=check.authority_id).select_related("claimed_by").order_by("-pk").first()
    if case is None or case.state in {CaseState.OPEN, CaseState.WITHDRAWN}:
        return
    has_it = case.claimed_by if case.state != CaseState.DECIDED else None
    to = has_it.email if has_it else check.authority.contact_email
    event = f"case:{case.pk}:declared:{clock.today()}"
    outbox.post("vetting.declared", to=to, event=event, payload={"case": case.pk}, due_at=clock.now() + LATER)


@transaction.atomic
def carry_declarations(*, case: Case) -> list[Check]:
    """What people have answered to another authority they need not type again: it waits here too, for an officer of this authority.

    Of an adult, only the adult's own words and those of this provider's members are carried.
    """
    asked = requirements_for(case.version, case.authority)
    needed = {(one.code, one.subject_key) for one in asked if one.state in {"missing", "expired", "advisory"}}
    content, today = content_of(case.authority.policy), clock.today()
    living = Check.objects.filter(source=CheckSource.PROVIDER, state__in=[CheckState.RECORDED, CheckState.VERIFIED])
    elsewhere = living.filter(subjects_filter({key for _code, key in needed})).exclude(authority=case.authority)
    carried = []
    for check in elsewhere.select_related("person", "provider", "venue", "offer", "performed_by").order_by("-recorded_at", "-pk"):
        key, kind = (check.check_type, subject_of(check)), content.by_code.get(check.check_type)
        if key not in needed or kind is None or not can_be_declared(kind) or not _is_ours(check, case):
            continue
        try:
            kept = declared(kind, check.details, check.expires_on if kind.validity.given else None, today)
        except CheckRefusedError:
            continue  # this authority asks it otherwise, or it has run out: they are asked again
        needed.remove(key)
        carried.append(_keep(kept, kind, case.authority, subject_of_row(check), check.performed_by))
    return carried


def _is_ours(check: Check, case: Case) -> bool:
    if check.person is not None and check.person.user_id != check.performed_by_id:
        return case.provider.members.filter(user=check.performed_by_id, left_at=None).exists()
    return True


@transaction.atomic
def ask_adults(*, case: Case) -> int:
    """Write to each adult of a case who answers for themselves and acts for nobody here. How many that are."""
    asked = {
        one.subject_key[1]
        for one in requirements_for(case.version, case.authority)
        if one.scope == CheckScope.PERSON and one.is_required and one.state in {"missing", "expired"}
    }
    members = case.provider.members.filter(left_at=None).values("user")
    adults = case.version.people.filter(pk__in=asked, user__is_active=True).exclude(user__in=members)
    addresses = list(adults.values_list("pk", "user__email"))
    for pk, to in addresses:
        outbox.post("vetting.adult_asked", to=to, event=f"case:{case.pk}:adult:{pk}", payload={"case": case.pk, "person": pk})
    return len(addresses)
