"""Whose move a case is, what an officer may do with it now, and where they may not, why."""

import dataclasses
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from vetting.enums import OfficerRole
from vetting.models import Case, Check, Officer
from vetting.policies.cases import can_decide_case, checks_relied_on
from vetting.policies.loans import can_manage_loans
from vetting.policies.roles import WORKING, can_work_queue, holds, why_others_do_it, without_interest_in
from vetting.queries.cases.claims import has_gone_quiet
from vetting.states import CaseState

RECOMMEND = "vetting_case_recommend"


@dataclasses.dataclass(frozen=True)
class Move:
    """A button. `posts` is one that acts at once; any other opens a page that asks first. `is_grave` takes something away."""

    label: str
    url_name: str
    is_main: bool = False
    posts: bool = False
    is_grave: bool = False


@dataclasses.dataclass(frozen=True)
class Turn:
    """What stands at the top of a case: whose move it is, in a sentence, and what this officer may do."""

    is_yours: bool
    headline: str
    detail: str
    moves: tuple[Move, ...] = ()


def whose_move(case: Case, user: Any) -> tuple[str, str]:
    """In a word or two for lists; and whether it is yours, could be yours ("possible"), or somebody else's. Needs no query."""
    if case.state == CaseState.OPEN:
        return _("Nobody's yet"), "possible"
    if case.state == CaseState.CLAIMED:
        if case.claimed_by_id == user.pk:
            return _("Yours"), "yours"
        return (_("%(name)s, quiet") % {"name": case.claimed_by}, "possible") if has_gone_quiet(case) else (str(case.claimed_by), "others")
    if case.state == CaseState.WAITING_ON_PROVIDER:
        return _("The provider's"), "others"
    if case.state == CaseState.RECOMMENDED:
        had_a_part = user.pk in {case.recommended_by_id, case.submitted_by_id}
        return _("A second officer's"), "others" if had_a_part else "yours"
    return str(case.get_state_display()), "others"


def turn_of(case: Case, user: Any, *, to_verify: int = 0, missing: int = 0) -> Turn:
    """`to_verify` is how many of the case's checks this officer may verify now, `missing` how many it needs before it can be listed."""
    if not can_work_queue(user, case.authority):
        return Turn(False, _as_read(case), _("You may read this case; officers of %(name)s work on it.") % {"name": case.authority})
    if why_not := why_others_do_it(user, case.provider):
        return Turn(False, _as_read(case), why_not)
    turns = {
        CaseState.OPEN: _open,
        CaseState.CLAIMED: _claimed,
        CaseState.WAITING_ON_PROVIDER: _waiting,
        CaseState.RECOMMENDED: _recommended,
    }
    turn = turns.get(CaseState(case.state), _closed)(case, user)
    return _with_checks(turn, to_verify, missing)


def _as_read(case: Case) -> str:
    return _("Where it stands: %(state)s") % {"state": case.get_state_display()}


def _with_checks(turn: Turn, to_verify: int, missing: int) -> Turn:
    """Recording and verifying come before recommending and deciding, which are then the lesser buttons."""
    lesser = tuple(dataclasses.replace(move, is_main=move.is_main and move.url_name == "vetting_case_claim") for move in turn.moves)
    if to_verify:
        verify = Move(_("Verify checks (%(count)d)") % {"count": to_verify}, "vetting_case_verify", is_main=True)
        return dataclasses.replace(turn, is_yours=True, moves=(verify, *lesser))
    if not missing:
        return turn
    if any(move.url_name == RECOMMEND for move in turn.moves):
        record = Move(_("Record the next check (%(count)d to go)") % {"count": missing}, "vetting_case_record_next", is_main=True)
        return dataclasses.replace(turn, detail=_("Record what you have seen, then recommend."), moves=(record, *lesser))
    return dataclasses.replace(turn, moves=lesser)


def _open(case: Case, user: Any) -> Turn:
    claim = Move(_("Claim this case"), "vetting_case_claim", is_main=True, posts=True)
    return Turn(True, _("Nobody has this case yet"), _("Claim it to record checks, ask the provider and recommend."), (claim,))


def _claimed(case: Case, user: Any) -> Turn:
    back = Move(_("Put back in the queue"), "vetting_case_release", posts=True)
    away = Move(_("Hand over"), "vetting_case_hand_over")
    if case.claimed_by_id == user.pk:
        moves = (Move(_("Recommend"), RECOMMEND, is_main=True), Move(_("Ask the provider"), "vetting_case_ask"), away, back)
        detail = _("Everything that listing needs is recorded. Recommend; a second officer verifies and decides.")
        return Turn(True, _("It is your move"), detail, moves)
    leads = (away, back) if holds(user, case.authority, OfficerRole.LEAD) else ()
    if has_gone_quiet(case):
        return _quiet(case, leads)
    detail = _("They record checks and recommend. Ask them to hand it over if it should be yours.")
    return Turn(False, _("%(name)s is working on this") % {"name": case.claimed_by}, detail, leads)


def _quiet(case: Case, leads: tuple[Move, ...]) -> Turn:
    """Nobody is kept from a case by somebody who forgot it; and nobody's case goes by itself."""
    last = case.claim_seen_at or case.claimed_at or clock.now()
    seen = {"name": case.claimed_by, "day": date_format(last.astimezone(clock.LONDON), "j F")}
    detail = _("%(name)s last looked at it on %(day)s. Ask them, or take it over: what was recorded stays.") % seen
    take = Move(_("Take it over"), "vetting_case_take_over", is_main=True)
    return Turn(False, _("%(name)s has it, and has gone quiet") % seen, detail, (take, *leads))


def _waiting(case: Case, user: Any) -> Turn:
    return Turn(False, _("It is the provider's move"), _("They have been asked by mail. The clock stands still until they answer."))


def _recommended(case: Case, user: Any) -> Turn:
    outcome = {"name": case.recommended_by, "outcome": case.get_recommended_outcome_display().lower()}
    detail = _("%(name)s recommends: %(outcome)s.") % outcome
    send_back = Move(_("Send back with a note"), "vetting_case_send_back")
    if can_decide_case(user, case):
        moves = (Move(_("Decide"), "vetting_case_decide", is_main=True), send_back)
        return Turn(True, _("It is your move: decide"), detail, moves)
    reason = f"{detail} {why_not_decide(case, user)} {who_may_decide(case)}"
    may_borrow = can_manage_loans(user, case.authority) and not second_officers(case).exists()
    borrow = (Move(_("Borrow an officer"), "vetting_case_borrow", is_main=True),) if may_borrow else ()
    back = (send_back,) if case.recommended_by_id != user.pk else ()
    return Turn(False, _("It is a second officer's move"), reason, (*borrow, *back))


def _closed(case: Case, user: Any) -> Turn:
    if case.state == CaseState.WITHDRAWN:
        return Turn(
            False, _("The provider took this back"), _("The offer is a draft again. If they hand it in anew, there will be a new case.")
        )
    decision = case.decision
    words = {"outcome": decision.get_outcome_display(), "name": decision.decided_by, "second": decision.recommended_by}
    headline = _("%(outcome)s by %(name)s") % words
    detail = _("Recommended by %(second)s. Newer evidence for a check that runs out is recorded below.") % words
    return Turn(False, headline, detail)


def why_not_decide(case: Case, user: Any) -> str:
    """In a sentence, what keeps this officer from deciding; empty where nothing does."""
    if can_decide_case(user, case):
        return ""
    if not can_work_queue(user, case.authority):
        return _("Only officers and leads of %(authority)s decide.") % {"authority": case.authority}
    if user.pk == case.recommended_by_id:
        return _("You recommended it, so somebody else decides.")
    if user.pk == case.submitted_by_id:
        return _("You handed it in, so somebody else decides.")
    if case.version.people.filter(user=user.pk).exists():
        return _("You lead this offer yourself, so somebody else decides.")
    if Check.objects.filter(checks_relied_on(case), performed_by=user.pk).exists():
        return _("You made a check that it rests on, so somebody else decides.")
    return why_others_do_it(user, case.provider)


def second_officers(case: Case) -> QuerySet[User]:
    """Who could decide: can_decide_case as a list."""
    parts = Officer.objects.acting().filter(authority=case.authority_id, role__in=WORKING)
    leading = case.version.people.exclude(user=None)
    performed = Check.objects.filter(checks_relied_on(case))
    taken_part = [pk for pk in (case.submitted_by_id, case.recommended_by_id) if pk]
    working = User.objects.filter(pk__in=parts.values("user"), is_active=True)
    return (
        without_interest_in(working, case.provider)
        .exclude(pk__in=taken_part)
        .exclude(pk__in=leading.values("user"))
        .exclude(pk__in=performed.values("performed_by"))
        .order_by("first_name", "last_name", "pk")
    )


def who_may_decide(case: Case) -> str:
    names = ", ".join(user.name for user in second_officers(case))
    if names:
        return _("These may: %(names)s.") % {"names": names}
    words = _("Nobody in %(authority)s is left who may: a lead or an administrator borrows an officer, or appoints another one.")
    return words % {"authority": case.authority}
