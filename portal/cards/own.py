"""An adult's own list: what is asked of them alone, by authority, each with where it stands."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.parts import Task
from directory.models import Person
from vetting.models import Check
from vetting.queries.asked.own import OwnQuestion, own_questions
from vetting.queries.asked.waiting import unverified_checks
from vetting.states import CheckState


@dataclass(frozen=True, slots=True)
class OwnGroup:
    authority: str
    tasks: list[Task]


def own_tasks(person: Person) -> list[OwnGroup]:
    questions = own_questions(person)
    groups = []
    for authority in dict.fromkeys(one.authority for one in questions):
        theirs = [one for one in questions if one.authority == authority]
        waiting = unverified_checks([one.requirement for one in theirs], authority)
        groups.append(OwnGroup(authority.name, [_task(one, waiting.get(one.key)) for one in theirs]))
    return groups


def _task(one: OwnQuestion, check: Check | None) -> Task:
    asked = one.requirement
    scope, pk = asked.subject_key
    url = reverse("portal:offer-declare", args=[one.version.offer.slug, asked.code, str(scope), pk])
    if check is not None and check.state == CheckState.SENT_BACK:
        return Task(asked.name, _("Please look again"), "bad", url, f"{check.get_sent_back_reason_display()}. {check.sent_back_note}")
    if check is not None:
        return Task(asked.name, _("Answered, an officer looks"), "plain", url)
    if asked.is_met:
        until = date_format(asked.until, "j F Y") if asked.until else ""
        return Task(asked.name, _("Holds until %(day)s") % {"day": until} if until else _("Done"), "good", url)
    if asked.is_required:
        return Task(asked.name, _("To do"), "ask", url, asked.why)
    return Task(asked.name, _("Good to have"), "plain", url, asked.why)
