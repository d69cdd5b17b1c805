"""What happened to a case, from the audit log, and who looked at it."""

import dataclasses
import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.models import AuditEvent
from vetting.admin.cases.checks import CaseChecks
from vetting.models import Case, Check, RegulatedActivityAssessment, Waiver
from vetting.queries.clearances.evidence import Known, subject_of, subjects_filter

LENGTH = 60
READING = "evidence.read"
MOVES = ("case.hand_over", "case.take_over", "case.assign")
SENTENCES = {
    "case.submit": gettext_lazy("Handed in"),
    "case.claim": gettext_lazy("Claimed"),
    "case.release": gettext_lazy("Put back in the queue"),
    "case.hand_over": gettext_lazy("Handed over to %(to)s"),
    "case.take_over": gettext_lazy("Took it over from %(from)s"),
    "case.assign": gettext_lazy("Gave it to %(to)s"),
    "case.ask": gettext_lazy("Asked the provider"),
    "case.answer": gettext_lazy("The provider answered"),
    "case.recommend": gettext_lazy("Recommended: %(reason)s"),
    "case.send_back": gettext_lazy("Sent back"),
    "case.withdraw": gettext_lazy("Taken back by the provider"),
    "case.note": gettext_lazy("Wrote a note"),
    "case.decide": gettext_lazy("Decided: %(reason)s"),
    "check.record": gettext_lazy("Recorded %(check)s"),
    "check.import": gettext_lazy("Brought the dates of %(check)s from the earlier register"),
    "check.declare": gettext_lazy("Answered %(check)s"),
    "check.send_back": gettext_lazy("Sent back %(check)s"),
    "check.verify": gettext_lazy("Verified %(check)s"),
    "check.revoke": gettext_lazy("Revoked %(check)s"),
    "case.conflict": gettext_lazy("Declared a conflict of interest with the provider"),
    "waiver.propose": gettext_lazy("Asked for a waiver of %(check)s"),
    "waiver.grant": gettext_lazy("Granted the waiver of %(check)s"),
    "waiver.refuse": gettext_lazy("Refused the waiver of %(check)s"),
    "waiver.withdraw": gettext_lazy("Took back the waiver of %(check)s"),
    "waiver.revoke": gettext_lazy("Revoked the waiver of %(check)s"),
    "assessment.rule": gettext_lazy("Ruled on regulated activity"),
}


@dataclasses.dataclass(frozen=True)
class Happening:
    at: datetime.datetime
    who: str
    what: str


@dataclasses.dataclass(frozen=True)
class Reader:
    name: str
    times: int
    last: datetime.datetime


def timeline(case: Case, checks: CaseChecks) -> tuple[Happening, ...]:
    """The case, and the checks and rulings of everybody and everything in it, newest first."""
    known = Check.objects.filter(subjects_filter(checks.subjects), authority=case.authority_id)
    waived = Waiver.objects.filter(subjects_filter(checks.subjects), authority=case.authority_id)
    named = {(one._meta.label_lower, str(one.pk)): _check_name(one, checks) for one in (*known, *waived)}
    rulings = RegulatedActivityAssessment.objects.filter(offer=case.offer_id, decided_by__isnull=False).values_list("pk", flat=True)
    wanted = Q(object_type="vetting.case", object_id=str(case.pk))
    for kind in ("vetting.check", "vetting.waiver"):
        wanted |= Q(object_type=kind, object_id__in=[pk for found, pk in named if found == kind])
    wanted |= Q(object_type="vetting.regulatedactivityassessment", object_id__in=[str(pk) for pk in rulings])
    events = list(AuditEvent.objects.filter(wanted).exclude(action=READING).order_by("-at", "-pk")[:LENGTH])
    names = _names({pk for event in events for pk in (event.actor_id, *_movers(event).values()) if pk})
    return tuple(Happening(event.at, names.get(event.actor_id or 0, _("Junction")), _sentence(event, named, names)) for event in events)


def _movers(event: AuditEvent) -> dict[str, int]:
    """From whom and to whom a case went, by number."""
    return {end: event.details[end] for end in ("from", "to") if event.details.get(end)} if event.action in MOVES else {}


def _check_name(check: Known, checks: CaseChecks) -> str:
    check_type = checks.content.by_code.get(check.check_type)
    name = check_type.name if check_type else check.check_type
    return _("“%(check)s” of %(subject)s") % {"check": name, "subject": checks.name_of(subject_of(check))}


def _sentence(event: AuditEvent, checks: dict[tuple[str, str], str], names: dict[int, str]) -> str:
    words = SENTENCES.get(event.action)
    if words is None:
        return event.action.replace(".", " ").replace("_", " ").capitalize()
    moved = {end: names.get(pk, _("somebody who has left")) for end, pk in _movers(event).items()}
    return str(words) % {"reason": event.reason_code, "check": checks.get((event.object_type, event.object_id), ""), **moved}


def _names(actors: set[int]) -> dict[int, str]:
    return {user.pk: user.name for user in User.objects.filter(pk__in=actors)}


def readers(case: Case) -> tuple[Reader, ...]:
    """Who opened the case, how often, and when last."""
    looks = AuditEvent.objects.filter(object_type="vetting.case", object_id=str(case.pk), action=READING, actor_id__isnull=False)
    rows = list(looks.values("actor_id").annotate(times=Count("pk"), last=Max("at")).order_by("-last"))
    names = _names({row["actor_id"] for row in rows})
    return tuple(Reader(names.get(row["actor_id"], _("Somebody who has left")), row["times"], row["last"]) for row in rows)
