"""One check as its provider reads it: where it stands, whose move it is, and where their part is done."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import Offer
from vetting.queries.asked.requirements import Requirement
from vetting.queries.cases.references import REFEREES_LEAST, REFERENCES
from vetting.states import ReferenceState

Words = str | Promise


@dataclass(frozen=True, slots=True)
class CheckTask:
    """One check that the work needs. `move` says whose turn it is, in words; empty where nobody's.

    `do` and `url` lead to where the provider does their part; `far` says how far that is.
    """

    name: str
    subject: str
    state: Words
    tone: str
    move: Words
    why: str
    how: str
    cost: str
    wait: str
    is_done: bool
    do: Words = ""
    url: str = ""
    far: str = ""


def check_task(one: Requirement, offer: Offer, referees: Mapping[int, Sequence[str]]) -> CheckTask:
    """`referees` holds the states of the referees of each adult of whom references are asked."""
    task = _plain(one)
    if one.code == REFERENCES and one.state in ("missing", "expired", "advisory"):
        return _with_referees(task, one, offer, referees[one.subject_key[1]])
    return task


def _with_referees(task: CheckTask, one: Requirement, offer: Offer, states: Sequence[str]) -> CheckTask:
    named, answered = len(states), sum(state == ReferenceState.ANSWERED for state in states)
    task = dataclasses.replace(
        task, do=_("Name referees") if named < REFEREES_LEAST else _("See who answered"),
        url=reverse("portal:offer-referees", args=[offer.slug, one.subject_key[1]]),
    )  # fmt: skip
    if not named:
        return task
    words = ngettext("%(number)d referee named", "%(number)d referees named", named) % {"number": named}
    far = _("%(named)s, %(answered)d answered") % {"named": words, "answered": answered}
    if named < REFEREES_LEAST:
        return dataclasses.replace(task, far=far)
    if ReferenceState.NAMED in states:
        move, state = "", _("Asked once you send it in")
    elif answered < named:
        move, state = _("Your referees' move"), _("Referees asked")
    else:
        move, state = _("An officer's move"), _("Referees answered")
    return dataclasses.replace(task, far=far, move=move, state=state, tone="plain")


def _plain(one: Requirement) -> CheckTask:
    state, tone = _check_state(one)
    return CheckTask(
        name=one.name,
        subject=one.subject,
        state=state,
        tone=tone,
        move={"provider": _("Your move"), "officer": _("An officer's move")}.get(one.whose_move, ""),
        why=one.why,
        how=one.how,
        cost=one.cost,
        wait=one.wait,
        is_done=one.is_met,
    )


def _check_state(one: Requirement) -> tuple[str, str]:
    until = date_format(one.until, "j F Y") if one.until else ""
    match one.state:
        case "verified":
            return (_("Holds until %(date)s") % {"date": until} if until else _("Done")), "good"
        case "recorded":
            return _("Seen, waits for a second officer"), "ask"
        case "expired":
            return _("Ran out on %(date)s") % {"date": until}, "bad"
        case "advisory":
            return _("Good to have"), "plain"
        case _:
            return (
                _("To do") if one.whose_move == "provider" else _("Officers see to it")
            ), "ask" if one.whose_move == "provider" else "plain"
