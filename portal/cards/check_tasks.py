"""One check as its provider reads it: where it stands, who is waiting on whom since when, and where their part is done."""

import dataclasses
import datetime
import enum

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from portal.queries.checks import Known
from vetting.enums import CheckScope, CheckSource
from vetting.models import Check
from vetting.queries.asked.requirements import Requirement
from vetting.queries.cases.references import REFEREES_LEAST, REFERENCES
from vetting.states import CheckState, ReferenceState

Words = str | Promise
RENEW_WITHIN = datetime.timedelta(days=60)


class Move(enum.StrEnum):
    """Whose turn it is. `EXTRA` is nobody's: good to have, and asked of nobody."""

    YOURS = "yours"
    OFFICERS = "officers"
    OTHERS = "others"
    EXTRA = "extra"
    DONE = "done"


@dataclasses.dataclass(frozen=True, slots=True)
class CheckTask:
    """One check that the work needs. `since` says in words how long somebody has been waiting, `note` what an officer wrote.

    `do` and `url` lead to where the reader does their part; `far` says how far that is.
    """

    name: str
    subject: str
    state: Words
    tone: str
    move: Move
    why: str
    how: str
    cost: str
    wait: str
    since: Words = ""
    do: Words = ""
    url: str = ""
    far: str = ""
    note: str = ""
    look_ups: str = ""  # where consent to look-ups of its status is given and withdrawn
    is_looked_up: bool = False
    remark: str = ""  # what a school may ask about, though nothing hangs on it

    @property
    def is_done(self) -> bool:
        return self.move == Move.DONE

    @property
    def order(self) -> int:
        """What can be done at once comes first: what was sent back, what is answered here, then what has to be got elsewhere."""
        return 0 if self.note else 1 if self.url else 2


def check_task(one: Requirement, known: Known) -> CheckTask:
    task, key = dataclasses.replace(_standing(one, known), remark=" ".join(one.remarks)), (one.code, one.subject_key[1])
    if key not in known.look_ups:
        return task
    url = reverse("portal:offer-consent", args=[known.offer.slug, one.subject_key[1]])
    return dataclasses.replace(task, look_ups=url, is_looked_up=known.look_ups[key])


def _standing(one: Requirement, known: Known) -> CheckTask:
    check = known.unverified.get((one.code, one.subject_key))
    task = _plain(one, known)
    if one.is_met:
        return _in_place(task, one, known, check)
    if check is not None and check.state == CheckState.SENT_BACK:
        return _sent_back(task, one, known, check)
    if check is not None:
        return _waiting(task, one, known, check)
    if one.code == REFERENCES and known.referees.get(one.subject_key[1]) is not None:
        return _with_referees(task, one, known)
    if one.code in known.declarable:
        return _to_answer(task, one, known)
    return task


def _plain(one: Requirement, known: Known) -> CheckTask:
    """Before anything is known of it: whose it is to begin."""
    move = Move.EXTRA if one.state == "advisory" else Move.OFFICERS if one.whose_move == "officer" else Move.YOURS
    state, tone = _to_begin(one, move)
    return CheckTask(
        name=one.name,
        subject=one.subject,
        state=state,
        tone=tone,
        move=move,
        why=one.why,
        how=one.how,
        cost=one.cost,
        wait=one.wait,
        since=_since(move, _asked_on(one, known)),
    )


def _to_begin(one: Requirement, move: Move) -> tuple[str, str]:
    if one.state == "expired":
        return _("Ran out on %(date)s") % {"date": _day(one.until)}, "bad"
    if move == Move.EXTRA:
        return _("Good to have"), "plain"
    return (_("To do"), "ask") if move == Move.YOURS else (_("Officers see to it"), "plain")


def _asked_on(one: Requirement, known: Known) -> datetime.date | None:
    """Since when it is missing: what ran out later than the offer was sent in, since then."""
    if known.sent_on is None:
        return None
    ran_out = one.until + datetime.timedelta(days=1) if one.state == "expired" and one.until else known.sent_on
    return max(ran_out, known.sent_on)


def _since(move: Move, day: datetime.date | None, who: str = "") -> str:
    if move in {Move.EXTRA, Move.DONE}:
        return ""
    if day is None:
        return _("Begins when you send the offer in") if move == Move.OFFICERS else ""
    words = {
        Move.YOURS: _("The officers have waited for you since %(day)s"),
        Move.OFFICERS: _("With the officers since %(day)s"),
        Move.OTHERS: _("Waits for %(who)s since %(day)s"),
    }[move]
    return words % {"day": _day(day), "who": who}


def _in_place(task: CheckTask, one: Requirement, known: Known, check: Check | None) -> CheckTask:
    until = one.until
    if one.state == "waived":
        state, tone = _("Not asked until %(date)s") % {"date": _day(until)}, "plain"
    else:
        state, tone = _("Holds until %(date)s") % {"date": _day(until)} if until else _("Done"), "good"
    done = dataclasses.replace(task, state=state, tone=tone, move=Move.DONE, since="")
    if check is not None and check.state == CheckState.RECORDED:
        return dataclasses.replace(done, far=_("A newer one waits for an officer's look"))
    runs_out_soon = until is not None and until - clock.today() <= RENEW_WITHIN
    if one.code in known.declarable and not _is_anothers(one, known) and (runs_out_soon or check is not None):
        note = str(check.sent_back_note) if check else ""
        return dataclasses.replace(done, do=_("Answer it anew"), url=_answer_url(one, known), note=note)
    return done


def _sent_back(task: CheckTask, one: Requirement, known: Known, check: Check) -> CheckTask:
    if _is_anothers(one, known):
        return _of_another(task, one, known, _local(check.sent_back_at))
    why = check.get_sent_back_reason_display()
    return dataclasses.replace(
        task,
        state=_("Please look again"),
        tone="bad",
        move=Move.YOURS,
        since=_since(Move.YOURS, _local(check.sent_back_at)),
        note=f"{why}. {check.sent_back_note}",
        do=_("Correct your answer"),
        url=_answer_url(one, known),
    )


def _waiting(task: CheckTask, one: Requirement, known: Known, check: Check) -> CheckTask:
    since = _since(Move.OFFICERS, max(_local(check.recorded_at), known.sent_on) if known.sent_on else None)
    task = dataclasses.replace(task, tone="plain", move=Move.OFFICERS, since=since)
    if check.source != CheckSource.PROVIDER:
        return dataclasses.replace(task, state=_("Seen, waits for a second officer"))
    task = dataclasses.replace(task, state=_("Answered"))
    if _is_anothers(one, known):
        return task
    return dataclasses.replace(task, do=_("Change your answer"), url=_answer_url(one, known))


def _to_answer(task: CheckTask, one: Requirement, known: Known) -> CheckTask:
    if _is_anothers(one, known):
        return task if task.move == Move.EXTRA else _of_another(task, one, known, _asked_on(one, known))
    return dataclasses.replace(task, do=_("Answer it here"), url=_answer_url(one, known))


def _of_another(task: CheckTask, one: Requirement, known: Known, day: datetime.date | None) -> CheckTask:
    """They sign in and say it themselves; their part comes with the offer."""
    who = known.speak_for_themselves[one.subject_key[1]]
    since = _since(Move.OTHERS, day, who) or _("%(who)s gets a mail when you send the offer in, and answers it alone") % {"who": who}
    return dataclasses.replace(task, move=Move.OTHERS, tone="plain", state=_("Theirs to answer"), since=since)


def _is_anothers(one: Requirement, known: Known) -> bool:
    return one.scope == CheckScope.PERSON and one.subject_key[1] in known.speak_for_themselves


def _answer_url(one: Requirement, known: Known) -> str:
    return reverse("portal:offer-declare", args=[known.offer.slug, one.code, str(one.scope), one.subject_key[1]])


def _with_referees(task: CheckTask, one: Requirement, known: Known) -> CheckTask:
    states = known.referees[one.subject_key[1]]
    named, answered = len(states), sum(state == ReferenceState.ANSWERED for state in states)
    task = dataclasses.replace(
        task, do=_("Name referees") if named < REFEREES_LEAST else _("See who answered"),
        url=reverse("portal:offer-referees", args=[known.offer.slug, one.subject_key[1]]),
    )  # fmt: skip
    if not named:
        return task
    words = ngettext("%(number)d referee named", "%(number)d referees named", named) % {"number": named}
    task = dataclasses.replace(task, far=_("%(named)s, %(answered)d answered") % {"named": words, "answered": answered})
    if named < REFEREES_LEAST:
        return task
    if ReferenceState.NAMED in states:
        return dataclasses.replace(task, move=Move.OTHERS, tone="plain", state=_("Asked once you send it in"), since="")
    if answered == named:
        return dataclasses.replace(task, move=Move.OFFICERS, tone="plain", state=_("Referees answered"), since="")
    day = known.awaited.get(one.subject_key[1])
    if day is None:
        return dataclasses.replace(task, move=Move.OFFICERS, tone="plain", state=_("An officer rings them"), since="")
    since = _since(Move.OTHERS, _local(day), _("your referees"))
    return dataclasses.replace(task, move=Move.OTHERS, tone="plain", state=_("Referees asked"), since=since)


def _local(moment: datetime.datetime | None) -> datetime.date:
    return (moment or clock.now()).astimezone(clock.LONDON).date()


def _day(date: datetime.date | None) -> str:
    return date_format(date, "j F Y") if date else ""
