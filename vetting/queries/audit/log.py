"""What of the audit log is about an authority, narrowed to what somebody asks, and put into words without any value."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.models import AuditEvent
from vetting.models import (
    Appeal,
    AssuranceStatement,
    Case,
    Check,
    Clearance,
    ReferenceRequest,
    SchoolAcceptance,
    VettingAuthority,
)

GROUPS = {
    "decisions": (gettext_lazy("Decisions and recommendations"), ("case.decide", "case.recommend", "case.send_back", "assessment.rule")),
    "looked_at": (gettext_lazy("Evidence looked at, or tried to"), ("evidence.read", "evidence.refused", "reference.read")),
    "taken": (gettext_lazy("Exports and downloads"), ("export.", "letter.")),
    "checks": (gettext_lazy("Checks and references"), ("check.", "reference.")),
    "clearances": (gettext_lazy("Clearances and suspensions"), ("clearance.", "accreditation.")),
    "relied_on": (gettext_lazy("Assurance, acceptance, recognition"), ("statement.", "acceptance.", "recognition.")),
    "cases": (gettext_lazy("Cases and appeals"), ("case.", "appeal.")),
    "rules": (gettext_lazy("Policies, officers and exceptions"), ("policy.", "officer.", "waiver.", "conflict.")),
    "kept": (gettext_lazy("Retention and holds"), ("hold.", "retention.", "audit.")),
}
SUBJECTS: dict[str, type[Any]] = {
    "vetting.appeal": Appeal,
    "vetting.case": Case,
    "vetting.check": Check,
    "vetting.clearance": Clearance,
    "vetting.assurancestatement": AssuranceStatement,
}

FOR_LEADS_ALONE = (
    "vetting.referralprompt",
    "vetting.adversepanel",
)  # that there is one is itself a hint; the log keeps it, its pages don't show it


@dataclasses.dataclass(frozen=True)
class Asked:
    """What the log is narrowed to. Days are in London, both included."""

    who: str = ""
    provider: str = ""
    group: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclasses.dataclass(frozen=True)
class Line:
    """One event. `about` names the kind of thing and its number; `case` is the case to open, where it is one of the authority's."""

    number: int
    at: datetime.datetime
    who: str
    what: str
    about: str
    why: str
    details: str
    case: int | None = None


def events_of(authority: VettingAuthority) -> QuerySet[AuditEvent]:
    """What its officers did, and what anybody did with its cases, checks, clearances and statements; newest first."""
    about = Q(acting_for=authority.name)
    for label, model in SUBJECTS.items():
        about |= Q(object_type=label, object_id__in=_numbers(model._default_manager.filter(authority=authority)))
    references = ReferenceRequest.objects.filter(case__authority=authority)
    acceptances = SchoolAcceptance.objects.filter(statement__authority=authority)
    about |= Q(object_type="vetting.referencerequest", object_id__in=_numbers(references))
    about |= Q(object_type="vetting.schoolacceptance", object_id__in=_numbers(acceptances))
    if authority.local_authority is not None:
        about |= Q(action="export.scr", object_id__in=_numbers(authority.local_authority.schools.all()))
    return AuditEvent.objects.filter(about).exclude(object_type__in=FOR_LEADS_ALONE).order_by("-at", "-pk")


def narrowed(events: QuerySet[AuditEvent], asked: Asked) -> QuerySet[AuditEvent]:
    if asked.who:
        events = events.filter(actor_id__in=people_named(asked.who).values("pk"))
    if asked.provider:
        events = events.filter(_about_provider(asked.provider))
    if asked.group in GROUPS:
        begins = Q()
        for action in GROUPS[asked.group][1]:
            begins |= Q(action__startswith=action)
        events = events.filter(begins)
    if asked.first:
        events = events.filter(at__gte=clock.start_of(asked.first))
    if asked.last:
        events = events.filter(at__lt=clock.start_of(asked.last + datetime.timedelta(days=1)))
    return events


def people_named(words: str) -> QuerySet[User]:
    """Whose name or address has every one of these words."""
    people = User.objects.all()
    for word in words.split():
        people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    return people


def _about_provider(words: str) -> Q:
    """Of the provider, its people, offers and places."""
    subject = Q(provider__name__icontains=words) | Q(person__provider_links__provider__name__icontains=words)
    subject |= Q(offer__provider__name__icontains=words) | Q(venue__provider__name__icontains=words)
    rows: dict[str, QuerySet[Any]] = {
        "vetting.case": Case.objects.filter(provider__name__icontains=words),
        "vetting.check": Check.objects.filter(subject),
        "vetting.clearance": Clearance.objects.filter(subject),
        "vetting.assurancestatement": AssuranceStatement.objects.filter(provider__name__icontains=words),
        "vetting.referencerequest": ReferenceRequest.objects.filter(provider__name__icontains=words),
    }
    about = Q(pk=None)
    for label, found in rows.items():
        about |= Q(object_type=label, object_id__in=_numbers(found))
    return about


def lines_of(events: Iterable[AuditEvent], authority: VettingAuthority) -> list[Line]:
    """In words: names of who acted, kinds and numbers of what it was about, codes of why."""
    page = list(events)
    names = {user.pk: user.name for user in User.objects.filter(pk__in={event.actor_id for event in page if event.actor_id})}
    cases = _cases(page, authority)
    return [_line(event, names, cases) for event in page]


def _cases(events: list[AuditEvent], authority: VettingAuthority) -> dict[str, Case]:
    numbers = {event.object_id for event in events if event.object_type == "vetting.case"}
    return {str(case.pk): case for case in Case.objects.filter(pk__in=numbers, authority=authority)}


def _line(event: AuditEvent, names: Mapping[int, str], cases: Mapping[str, Case]) -> Line:
    case = cases.get(event.object_id) if event.object_type == "vetting.case" else None
    unknown = _("Somebody who has left (%(number)s)") % {"number": event.actor_id}
    return Line(
        number=event.pk,
        at=event.at,
        who=names.get(event.actor_id, unknown) if event.actor_id else _("Junction"),
        what=_words(event.action),
        about=case.reference if case else f"{_kind(event.object_type)} {event.object_id}",
        why=_words(event.reason_code),
        details=", ".join(f"{key}: {_short(value)}" for key, value in sorted(event.details.items())),
        case=case.pk if case else None,
    )


def _kind(label: str) -> str:
    """What people call such a row; its bare name where there is no such table any more."""
    app, _dot, name = label.partition(".")
    try:
        return str(apps.get_model(app, name)._meta.verbose_name)
    except LookupError:
        return name


def _words(code: str) -> str:
    return code.replace(".", ": ").replace("_", " ")


def _short(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _numbers(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Their keys as the log writes them."""
    numbers: QuerySet[Any] = rows.order_by().annotate(number=Cast("pk", CharField())).values("number")
    return numbers
