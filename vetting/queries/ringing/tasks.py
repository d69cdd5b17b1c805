"""Whom mail did not reach, so that an officer rings them: worked out from where things stand, never stored."""

import dataclasses
import datetime
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from vetting.enums.references import Contentment
from vetting.models import Call, Case, ReferenceRequest, VettingAuthority
from vetting.models.conflicts import too_close_to
from vetting.policies.roles import WORKING
from vetting.queries.policies.content import content_of
from vetting.queries.ringing.expiries import unrenewed
from vetting.states import CaseState, ReferenceState

RING_AFTER, USUAL_DAYS = "RING_AFTER_DAYS", 7
MAILS = ("vetting.", "bookings.")
MAILS_OF = datetime.timedelta(days=30)


@dataclasses.dataclass(frozen=True)
class Task:
    """Who is to be rung on which number, about what, since when. `number` is empty where nobody gave one."""

    key: str
    who: str
    number: str
    about: str
    since: datetime.date
    url: str
    authority: VettingAuthority
    last: Call | None = None

    def is_due(self, today: datetime.date) -> bool:
        """Not after a call that reached them, nor before the day on which to ring again."""
        return self.last is None or (self.last.ring_again_on is not None and self.last.ring_again_on <= today)


def authorities_worked_for(user: User) -> QuerySet[VettingAuthority]:
    return VettingAuthority.objects.in_which(user, *WORKING).select_related("policy")


def tasks_of(user: User) -> list[Task]:
    """Everything that this officer could ring about, rung or not, longest first. What they are too close to is left out."""
    authorities = list(authorities_worked_for(user))
    if not authorities:
        return []
    close = set(too_close_to(user).values_list("pk", flat=True))
    found = [*_referees(user, authorities), *_cases(authorities, close), *_expiries(authorities, close), *_mails(authorities, close)]
    last = {call.task: call for call in Call.objects.filter(task__in=[one.key for one in found]).select_related("made_by")}
    return sorted((dataclasses.replace(one, last=last.get(one.key)) for one in found), key=lambda one: (one.since, one.key))


def tasks_due(user: User) -> list[Task]:
    today = clock.today()
    return [one for one in tasks_of(user) if one.is_due(today)]


def _day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(clock.LONDON).date()


def _referees(user: User, authorities: list[VettingAuthority]) -> Iterator[Task]:
    wants = Q(state=ReferenceState.UNANSWERED) | Q(state=ReferenceState.ANSWERED) & (Q(has_concern=True) | ~Q(content=Contentment.YES))
    open_cases = Case.objects.still_open().filter(authority__in=authorities)
    rows = ReferenceRequest.objects.visible_to(user).filter(wants, case__in=open_cases)
    for row in rows.select_related("person", "case__authority"):
        case, until = row.case, row.answered_at or row.expires_at
        if case is not None and until is not None:  # the database holds that who was asked has both
            yield Task(
                key=f"referee-{row.pk}-{row.state}-{_day(until):%Y%m%d}",
                who=row.name,
                number=row.phone,
                about=_("Reference for %(person)s, %(case)s") % {"person": row.person.name, "case": case.reference},
                since=_day(until),
                url=reverse("vetting_case_references", args=[case.pk, row.person_id]),
                authority=case.authority,
            )


def _cases(authorities: list[VettingAuthority], close: set[int]) -> Iterator[Task]:
    waiting = Q(pk__in=[])
    for one in authorities:
        waiting |= Q(authority=one, waiting_since__lte=clock.now() - datetime.timedelta(days=ring_after(one)))
    rows = Case.objects.filter(waiting, state=CaseState.WAITING_ON_PROVIDER).exclude(provider__in=close)
    for case in rows.select_related("provider", "authority", "version"):
        if case.waiting_since is not None:  # the database holds that a case that waits has one
            yield Task(
                key=f"case-{case.pk}-{case.waiting_since:%Y%m%d%H%M%S}",
                who=case.provider.name,
                number=case.provider.contact_phone,
                about=_("A question about “%(offer)s” has no answer, %(case)s") % {"offer": case.version.title, "case": case.reference},
                since=_day(case.waiting_since),
                url=reverse("vetting_cases:inspect", args=[case.pk]),
                authority=case.authority,
            )


def ring_after(authority: VettingAuthority) -> int:
    """After how many days without an answer the provider is rung; a policy that names no number means a week."""
    try:
        return content_of(authority.policy).number(RING_AFTER, clock.today())
    except KeyError:
        return USUAL_DAYS


def _expiries(authorities: list[VettingAuthority], close: set[int]) -> Iterator[Task]:
    for one in unrenewed(authorities, clock.today()):
        if one.provider.pk not in close:
            yield Task(
                key=f"expiry-{one.authority.pk}-{one.provider.pk}-{one.until:%Y%m%d}",
                who=one.provider.name,
                number=one.provider.contact_phone,
                about=_("%(checks)s: not renewed, last day %(day)s")
                % {"checks": ", ".join(one.checks), "day": date_format(one.until, "j F Y")},
                since=one.since,
                url=reverse("vetting_lapsing"),
                authority=one.authority,
            )


def _mails(authorities: list[VettingAuthority], close: set[int]) -> Iterator[Task]:
    """What a mail says is nobody's but its receiver's: the row says that one did not arrive."""
    theirs = Case.objects.filter(authority__in=authorities).exclude(provider__in=close)
    kinds = Q(pk__in=[])
    for kind in MAILS:
        kinds |= Q(kind__startswith=kind)
    lost = OutboxMessage.objects.filter(
        kinds,
        state__in=[OutboxState.DEAD, OutboxState.UNSURE],
        recipient__in=theirs.values("provider__contact_email"),
        created_at__gte=clock.now() - MAILS_OF,
    )
    newest = {message.recipient: message for message in lost.order_by("pk")}
    seen: set[int] = set()
    for case in theirs.filter(provider__contact_email__in=newest).select_related("provider", "authority").order_by("-pk"):
        if case.provider_id not in seen:
            seen.add(case.provider_id)
            message = newest[case.provider.contact_email]
            yield Task(
                key=f"mail-{case.provider_id}-{message.pk}",
                who=case.provider.name,
                number=case.provider.contact_phone,
                about=_("A mail to %(address)s did not arrive, or may not have") % {"address": message.recipient},
                since=_day(message.created_at),
                url=reverse("vetting_cases:inspect", args=[case.pk]),
                authority=case.authority,
            )
