"""Referees: named by the applicant, asked by a link that opens once, and reminded."""

import datetime
import re
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from core.tokens import derived_token, hash_token
from directory.models import OfferVersion, Person, ProviderMember
from directory.policies import can_edit_provider
from vetting.enums.references import Contentment, RefereeKind
from vetting.exceptions import NotAllowedError, RefereeError
from vetting.models import Case, ReferenceRequest
from vetting.policies.cases import can_see_reference
from vetting.policies.roles import can_work_queue
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.cases.references import REFEREES_MOST, REFERENCES
from vetting.rules.details import short_text
from vetting.states import REFERENCE, ReferenceEvent, ReferenceState

LINK_DAYS = 28
CHASE_AFTER_DAYS = (7, 14, 21)
EARLIEST_YEAR = 1940
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,18}")


@transaction.atomic
def name_referee(
    *, by: User, version: OfferVersion, person: Person, name: str, email: str, kind: str, known_since: int
) -> ReferenceRequest:
    """The applicant says who can speak for an adult of the offer. Where the offer is with officers already, the referee is asked at once.

    Raises RefereeError, naming the field, for somebody who can't be a referee.
    """
    if not can_edit_provider(by, version.offer.provider):
        raise NotAllowedError(_("Only somebody who acts for this provider can name referees."))
    locked = Person.objects.select_for_update().get(pk=person.pk)
    _refuse_unasked(version, locked)
    named = ReferenceRequest.objects.filter(person=locked, provider=version.offer.provider)
    _refuse_unfit(version, locked, email)
    if named.filter(email__iexact=email).exists():
        raise RefereeError(_("You have named this address already. Name somebody else."), field="email")
    if named.count() >= REFEREES_MOST:
        raise RefereeError(_("%(most)d referees are enough. Take one back before you name another.") % {"most": REFEREES_MOST})
    if not EARLIEST_YEAR <= known_since <= clock.today().year:
        raise RefereeError(_("Give the year, such as 2019. It can't lie in the future."), field="known_since")
    seed = uuid.uuid4()
    reference = ReferenceRequest.objects.create(
        person=locked,
        provider=version.offer.provider,
        name=short_text(name, _("Their name"), "name", 80),
        email=email,
        kind=RefereeKind(kind),
        known_since=known_since,
        named_by=by,
        named_at=clock.now(),
        seed=seed,
        token_hash=hash_token(derived_token("vetting.reference", seed)),
    )
    audit.record("reference.name", reference, by=by, acting_for=version.offer.provider.slug)
    case = Case.objects.filter(version=version).still_open().first()
    if case is not None:
        _ask(reference, case, by=by)
    return reference


def _refuse_unasked(version: OfferVersion, person: Person) -> None:
    asked = {one.subject_key[1] for one in requirements_for(version) if one.code == REFERENCES}
    if person.pk not in asked:
        raise RefereeError(_("No references are asked of %(name)s for this offer.") % {"name": person.name})


def _refuse_unfit(version: OfferVersion, person: Person, email: str) -> None:
    """Nobody speaks for themselves, or for who they work with here."""
    provider = version.offer.provider
    members = ProviderMember.objects.filter(provider=provider, left_at=None, user__email__iexact=email)
    own = {provider.contact_email.lower(), person.user.email.lower() if person.user else ""}
    if email.lower() in own or members.exists():
        message = _("This address is one of %(provider)s itself. Name somebody outside it.")
        raise RefereeError(message % {"provider": provider.name}, field="email")


@transaction.atomic
def take_back_referee(*, by: User, reference: ReferenceRequest) -> None:
    """The applicant takes a name back that has not answered. It is forgotten, and the link opens nothing."""
    locked = _lock(reference)
    if not can_edit_provider(by, locked.provider):
        raise NotAllowedError(_("Only somebody who acts for this provider can take a referee back."))
    if locked.state == ReferenceState.ANSWERED:
        raise RefereeError(_("They have answered already, so their name stays until the case is decided."))
    audit.record("reference.take_back", locked, by=by, acting_for=locked.provider.slug)
    locked.delete()


@transaction.atomic
def ask_referees(*, by: User | None, case: Case) -> int:
    """Ask everybody who was named for the adults of a case and has not been asked. How many were."""
    known = ReferenceRequest.objects.select_for_update().filter(person__in=case.version.people.all(), provider=case.provider)
    known.filter(case__authority=case.authority_id).update(case=case)
    waiting = list(known.filter(state=ReferenceState.NAMED))
    for reference in waiting:
        _ask(reference, case, by=by)
    return len(waiting)


@transaction.atomic
def ask_again(*, by: User, reference: ReferenceRequest) -> ReferenceRequest:
    """An officer sends a new link; the one before opens nothing any more."""
    locked = _lock(reference)
    if locked.case is None or not can_work_queue(by, locked.case.authority) or not can_see_reference(by, locked):
        raise NotAllowedError(_("Only an officer of the authority that asked can ask again."))
    _ask(locked, locked.case, by=by)
    return locked


def _ask(reference: ReferenceRequest, case: Case, *, by: User | None) -> None:
    now, seed = clock.now(), uuid.uuid4()
    REFERENCE.fire(
        reference,
        ReferenceEvent.ASK,
        case=case,
        seed=seed,
        token_hash=hash_token(derived_token("vetting.reference", seed)),
        asked_at=now,
        expires_at=now + datetime.timedelta(days=LINK_DAYS),
    )
    event, payload = f"reference:{reference.pk}:{seed}", {"reference": reference.pk, "seed": str(seed)}
    outbox.post("vetting.reference_asked", to=reference.email, event=event, payload=payload)
    for days in CHASE_AFTER_DAYS:
        due = now + datetime.timedelta(days=days)
        outbox.post("vetting.reference_reminder", to=reference.email, event=f"{event}:{days}", payload=payload, due_at=due)
    audit.record("reference.ask", reference, by=by, acting_for=case.authority.name)


@transaction.atomic
def answer_reference(*, reference: ReferenceRequest, phone: str = "", **answers: Any) -> ReferenceRequest:
    """The referee's one answer: known_as, known_for, seen_with_children, content and has_concern, and where to ring them.

    Raises RefereeError where the link opens nothing any more, or a number is needed and missing.
    """
    locked = _lock(reference)
    if locked.seed != reference.seed or locked.expires_at is None or locked.expires_at <= clock.now():
        raise RefereeError(_("This link opens nothing any more. Ring the authority that wrote to you."))
    number = " ".join(phone.split())
    if number and not TELEPHONE.fullmatch(number):
        raise RefereeError(_("Write a telephone number, like 01670 123456."), field="phone")
    if not number and (answers["has_concern"] or answers["content"] != Contentment.YES):
        raise RefereeError(_("Give a number on which an officer can ring you."), field="phone")
    REFERENCE.fire(locked, ReferenceEvent.ANSWER, answered_at=clock.now(), phone=number, **answers)
    audit.record("reference.answer", locked, by=None)
    _tell_officers(locked, "answered")
    return locked


@transaction.atomic
def lapse_unanswered() -> int:
    """Whoever has not answered by the last day is rung instead. How many that are."""
    late = ReferenceRequest.objects.select_for_update(of=("self",), skip_locked=True).select_related("case__authority", "case__claimed_by")
    found = list(late.filter(state=ReferenceState.ASKED, expires_at__lte=clock.now()))
    for reference in found:
        REFERENCE.fire(reference, ReferenceEvent.LAPSE)
        audit.record("reference.lapse", reference, by=None)
        _tell_officers(reference, "unanswered")
    return len(found)


def _tell_officers(reference: ReferenceRequest, happening: str) -> None:
    case = reference.case
    if case is None:
        return
    to = case.claimed_by.email if case.claimed_by else case.authority.contact_email
    event = f"reference:{reference.pk}:{reference.seed}:{happening}"
    outbox.post("vetting.reference_news", to=to, event=event, payload={"reference": reference.pk})


def _lock(reference: ReferenceRequest) -> ReferenceRequest:
    rows = ReferenceRequest.objects.select_for_update(of=("self",))
    found = rows.select_related("provider", "person__user", "case__authority", "case__claimed_by").filter(pk=reference.pk).first()
    if found is None:
        raise RefereeError(_("This referee has been taken back meanwhile."))
    return found
