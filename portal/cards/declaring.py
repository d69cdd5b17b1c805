"""The page on which one check is answered: what is asked, why, how one comes by it, and what is never kept."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.models import Person
from portal.queries.declarations import Question
from vetting.models import Check
from vetting.rules.policy import CheckType

READABLE = {"CODE_OF_CONDUCT": "portal/declare/code_of_conduct.html"}  # what there is to read before one agrees to it


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """`about` are the lines beside the form; `note` is what an officer wrote; `stands` how it stands now."""

    name: str
    subject: str
    authority: str
    about: list[tuple[str, str]]
    never: list[str]
    reads: str
    note: str
    stands: str
    may_answer: bool
    is_new_to_officers: bool


def declaration_page(question: Question, sent_back: Check | None, *, may_answer: bool) -> DeclarationPage:
    one, kind = question.requirement, question.check_type
    lines = [
        (_("Why"), one.why),
        (_("How"), one.how),
        (_("Cost"), one.cost),
        (_("How long it takes"), one.wait),
        (_("How long it counts"), counts_for(kind)),
    ]
    return DeclarationPage(
        name=one.name,
        subject=one.subject,
        authority=question.authority.name,
        about=[(label, text) for label, text in lines if text],
        never=[*kind.never_recorded, _("files and copies of any kind")],
        reads=READABLE.get(kind.code, ""),
        note=f"{sent_back.get_sent_back_reason_display()}. {sent_back.sent_back_note}" if sent_back else "",
        stands=_stands(one.state, one.until),
        may_answer=may_answer,
        is_new_to_officers=question.version.state == "draft",
    )


def counts_for(kind: CheckType) -> str:
    if kind.validity.given:
        return _("Until the last day that you give.")
    if kind.validity.months is None or kind.validity.months_if:
        return ""
    return _("%(months)d months. You are reminded before it runs out.") % {"months": kind.validity.months}


def _stands(state: str, until: datetime.date | None) -> str:
    day = date_format(until, "j F Y") if until else ""
    match state:
        case "verified":
            return _("In place until %(day)s. A newer answer takes its place once an officer has looked.") % {"day": day} if day else ""
        case "recorded":
            return _("Answered, and waiting for an officer. You can still change it.")
        case "expired":
            return _("It ran out on %(day)s.") % {"day": day}
    return ""


def statement_for(question: Question, reader: Any) -> str:
    """What is said with the tick. An adult without an account has told whoever ticks it."""
    subject = question.subject
    if isinstance(subject, Person) and subject.user_id != reader.pk:
        return _("%(name)s has told me this, and it is true") % {"name": subject.name}
    return _("This is true")
