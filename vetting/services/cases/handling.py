"""The life of a case from its submission to an officer's recommendation. The decision itself is in `decisions`."""

import secrets
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.models import OfferVersion
from directory.policies import can_edit_provider
from directory.services import offers
from vetting.enums import CaseKind, DecisionOutcome, OfficerRole
from vetting.exceptions import CaseError, FourEyesError, NotAllowedError, NotYetClearedError
from vetting.models import Case, CaseNote, VettingAuthority
from vetting.policies.cases import can_answer_case
from vetting.policies.panels import why_not_recommend_clearing
from vetting.policies.roles import can_work_queue, holds, why_others_do_it
from vetting.queries.asked.limits import why_not_allowed
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.cases.authorities import authority_for
from vetting.rules.details import short_text
from vetting.services.cases.decisions import decide
from vetting.services.cases.references import ask_referees
from vetting.services.cases.signs_of_life import keep_claim
from vetting.services.checks.declaring import ask_adults, carry_declarations
from vetting.states import CASE, CaseEvent

__all__ = [
    "add_note",
    "answer_officer",
    "ask_provider",
    "claim_case",
    "decide",
    "recommend",
    "release_case",
    "send_back",
    "submit_offer",
    "withdraw_case",
]
LONGEST_QUESTION = 400
LONGEST_NOTE = 200


@transaction.atomic
def submit_offer(*, by: User | None, version: OfferVersion, authority: VettingAuthority | None = None) -> Case:
    """Hand a draft in: it goes to the authority that the provider chose, else to the one near them.

    Raises what directory.services.offers.submit_version raises for a draft that is not whole, CaseError where nobody vets in the area,
    or the authority does not allow what the offer involves.
    """
    provider = version.offer.provider
    if by is not None and not can_edit_provider(by, provider):
        raise NotAllowedError(_("Only somebody who acts for this provider can hand its offer in."))
    vets = authority or authority_for(version)
    if vets is None:
        raise CaseError(_("Nobody vets in your area yet. Choose an authority yourself, or write to us and we will find one."))
    offers.submit_version(by=by, version=version)
    if reason := why_not_allowed(version, vets):
        raise CaseError(reason)
    case = Case.objects.create(
        reference=f"new-{secrets.token_hex(4)}",  # until the row has its number
        kind=CaseKind.CHANGED_OFFER if version.offer.approved_version_id else CaseKind.NEW_OFFER,
        authority=vets,
        provider=provider,
        offer=version.offer,
        version=version,
        submitted_by=by,
        submitted_at=clock.now(),
    )
    case.reference = f"V-{case.pk:06}"
    case.save(update_fields=["reference"])
    audit.record("case.submit", case, by=by, acting_for=provider.slug, details={"authority": vets.pk, "version": version.number})
    ask_referees(by=by, case=case)
    carry_declarations(case=case)
    ask_adults(case=case)
    _tell("case_received", case, provider.contact_email, "submitted")
    _tell("case_waiting", case, vets.contact_email, "submitted")
    return case


@transaction.atomic
def claim_case(*, by: User, case: Case) -> Case:
    """Take a case out of the queue. Raises CaseError, saying who has it, where somebody was quicker."""
    locked = lock_case(case)
    refuse_outsiders(by, locked)
    if locked.claimed_by == by:
        return locked
    if locked.claimed_by is not None:
        raise CaseError(_("%(name)s has this case. Ask them to give it back, or take another one.") % {"name": locked.claimed_by.name})
    now = clock.now()
    CASE.fire(locked, CaseEvent.CLAIM, claimed_by=by, claimed_at=now, claim_seen_at=now, claim_worked_at=None)
    return _recorded("case.claim", locked, by)


@transaction.atomic
def release_case(*, by: User, case: Case) -> Case:
    """Put a case back into the queue: who has it, or a lead."""
    locked = lock_case(case)
    if locked.claimed_by != by and not holds(by, locked.authority, OfficerRole.LEAD):
        raise NotAllowedError(_("Only who has the case, or a lead, can put it back."))
    CASE.fire(locked, CaseEvent.RELEASE, claimed_by=None, claimed_at=None)
    return _recorded("case.release", locked, by)


@transaction.atomic
def ask_provider(*, by: User, case: Case, question: str) -> Case:
    """Ask the provider something. The case's clock stands still until they answer."""
    locked = lock_case(case)
    _refuse_others(by, locked)
    text = short_text(question, _("Question"), "question", LONGEST_QUESTION)
    if not text:
        raise CaseError(_("Write what you want to know."), field="question")
    CASE.fire(locked, CaseEvent.ASK_PROVIDER, question=text, answer="", waiting_since=clock.now(), claim_worked_at=clock.now())
    _tell("case_question", locked, locked.provider.contact_email, f"asked:{clock.now().isoformat()}")
    return _recorded("case.ask", locked, by)


@transaction.atomic
def answer_officer(*, by: User, case: Case, answer: str = "") -> Case:
    """The provider answers, or says that what was asked for is done. The clock runs again."""
    locked = lock_case(case)
    if not can_answer_case(by, locked):
        raise NotAllowedError(_("Only somebody who acts for this provider can answer."))
    now = clock.now()
    text = short_text(answer, _("Answer"), "answer", LONGEST_QUESTION)
    waited = now - (locked.waiting_since or now)
    changes = {"answer": text, "waiting_since": None, "waited_seconds": locked.waited_seconds + int(waited.total_seconds())}
    CASE.fire(locked, CaseEvent.PROVIDER_ANSWERS, claim_seen_at=now, **changes)
    officer = cast("User", locked.claimed_by)  # the database holds that a case that waits is somebody's
    _tell("case_answered", locked, officer.email, f"answered:{now.isoformat()}")
    return _recorded("case.answer", locked, by)


@transaction.atomic
def recommend(*, by: User, case: Case, outcome: str) -> Case:
    """Who has the case says what they would decide; a second officer then verifies and decides.

    Raises NotYetClearedError where clearing is recommended and a check that listing needs has not even been recorded.
    """
    locked = lock_case(case)
    _refuse_others(by, locked)
    if outcome == DecisionOutcome.CLEARED:
        if why_not := why_not_recommend_clearing(by, locked):
            raise CaseError(why_not)
        needed = [one for one in requirements_for(locked.version, locked.authority) if one.effect == "blocks_publish"]
        missing = [one for one in needed if one.state in {"missing", "expired"}]
        if missing:
            names = ", ".join(f"{one.name} ({one.subject})" for one in missing)
            raise NotYetClearedError(_("Not recorded yet: %(names)s.") % {"names": names})
    changes = {"recommended_by": by, "recommended_at": clock.now(), "recommended_outcome": DecisionOutcome(outcome)}
    CASE.fire(locked, CaseEvent.RECOMMEND, **changes)
    return _recorded("case.recommend", locked, by, reason=outcome)


@transaction.atomic
def send_back(*, by: User, case: Case, note: str = "") -> Case:
    """The second officer sees it differently: back to who had it."""
    locked = lock_case(case)
    refuse_outsiders(by, locked)
    changes = {"recommended_by": None, "recommended_at": None, "recommended_outcome": ""}
    CASE.fire(locked, CaseEvent.SEND_BACK, claim_seen_at=clock.now(), **changes)
    if note:
        add_note(by=by, case=locked, text=note)
    return _recorded("case.send_back", locked, by)


@transaction.atomic
def withdraw_case(*, by: User, case: Case) -> Case:
    """The provider takes it back: the offer is a draft again, to change or leave."""
    locked = lock_case(case)
    if not can_answer_case(by, locked):
        raise NotAllowedError(_("Only somebody who acts for this provider can take its offer back."))
    CASE.fire(locked, CaseEvent.WITHDRAW, closed_at=clock.now(), waiting_since=None)
    offers.send_back_version(by=by, version=locked.version)
    return _recorded("case.withdraw", locked, by)


@transaction.atomic
def add_note(*, by: User, case: Case, text: str) -> CaseNote:
    """A short working note for officers. No place for evidence or concerns: long or copied text is refused."""
    refuse_outsiders(by, case)
    kept = short_text(text, _("Note"), "text", LONGEST_NOTE)
    if not kept:
        raise CaseError(_("Write the note first."), field="text")
    note = CaseNote.objects.create(case=case, author=by, text=kept, written_at=clock.now())
    audit.record("case.note", case, by=by, acting_for=case.authority.name)
    keep_claim(by=by, case=case, wrote=True)
    return note


def lock_case(case: Case) -> Case:
    """The case as it stands now, held until the transaction ends."""
    related = ("authority__policy", "provider", "offer", "version", "claimed_by")
    return Case.objects.select_for_update(of=("self",)).select_related(*related).get(pk=case.pk)


def refuse_outsiders(by: User, case: Case) -> None:
    """Raises NotAllowedError or FourEyesError, saying who else can."""
    if not can_work_queue(by, case.authority):
        raise NotAllowedError(_("Only an officer of %(authority)s can do this.") % {"authority": case.authority.name})
    if why_not := why_others_do_it(by, case.provider):
        raise FourEyesError(why_not)


def _refuse_others(by: User, case: Case) -> None:
    refuse_outsiders(by, case)
    if case.claimed_by != by:
        raise CaseError(_("Claim the case first: whoever has it asks and recommends."))


def _recorded(action: str, case: Case, by: User, reason: str = "") -> Case:
    audit.record(action, case, by=by, acting_for=case.authority.name, reason=reason)
    return case


def _tell(kind: str, case: Case, to: str, happening: str) -> None:
    outbox.post(f"vetting.{kind}", to=to, event=f"case:{case.pk}:{happening}", payload={"case": case.pk})
