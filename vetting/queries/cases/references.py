"""What is known of referees: for the referee's own page, for officers, and (names and states alone) for the applicant."""

import collections
import dataclasses
import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.tokens import hash_token
from directory.models import Person, Provider
from vetting.enums.references import SeenWithChildren
from vetting.models import Case, ReferenceRequest, VettingAuthority
from vetting.queries.asked.requirements import Requirement
from vetting.states import ReferenceState

REFERENCES = "REFERENCES"  # the check's code in the policy
REFEREES_LEAST = 2
REFEREES_MOST = 4


@dataclasses.dataclass(frozen=True)
class ReferenceStatus:
    """`code` is open, or why the link opens nothing; then the words say so, and what to do next."""

    code: str
    heading: str = ""
    words: str = ""


@dataclasses.dataclass(frozen=True)
class NamedReferee:
    """All that an applicant is told of a referee: whom they named, and whether an answer came. Never what it says."""

    pk: int
    name: str
    email: str
    state: str
    words: str
    may_take_back: bool


def reference_by_token(token: str) -> ReferenceRequest | None:
    found = ReferenceRequest.objects.select_related("person", "provider", "case__authority")
    return found.filter(token_hash=hash_token(token)).first()


def status_of_reference(reference: ReferenceRequest | None) -> ReferenceStatus:
    if reference is None or reference.state == ReferenceState.NAMED:
        words = _(
            "Perhaps it was cut off on the way, a newer mail has taken its place, or your name was taken back. Look at the last mail."
        )
        return ReferenceStatus("unknown", _("This link opens nothing"), words)
    if reference.answered_at is not None:
        words = _("Recorded on %(day)s. Only officers read it. There is nothing more to do.")
        return ReferenceStatus("answered", _("Thank you for your answer"), words % {"day": _day(reference.answered_at)})
    if reference.state == ReferenceState.UNANSWERED or (reference.expires_at and reference.expires_at <= clock.now()):
        words = _("An officer may ring you instead. If you would rather answer here, ask them for a new link.")
        return ReferenceStatus("expired", _("The time to answer is over"), words)
    return ReferenceStatus("open")


def named_referees(person: Person, provider: Provider) -> list[NamedReferee]:
    """Those whom this provider named for the adult. Another provider's are not theirs to see."""
    rows = ReferenceRequest.objects.filter(person=person, provider=provider)
    return [
        NamedReferee(row.pk, row.name, row.email, row.state, _stands(row), may_take_back=row.state != ReferenceState.ANSWERED)
        for row in rows
    ]


def referees_of(requirements: Iterable[Requirement], provider: Provider) -> dict[int, list[str]]:
    """The states of the referees of each adult of whom references are asked, for the applicant's list: by the adult's number. One query."""
    counted: dict[int, list[str]] = {one.subject_key[1]: [] for one in requirements if one.code == REFERENCES}
    rows = ReferenceRequest.objects.filter(person__in=counted, provider=provider).values_list("person", "state") if counted else ()
    for person, state in rows:
        counted[person].append(state)
    return counted


def awaited_since(people: Iterable[int], provider: Provider) -> dict[int, datetime.datetime]:
    """Since when the first referee of each adult who has not answered has been asked. One query."""
    rows = ReferenceRequest.objects.filter(person__in=people, provider=provider, state=ReferenceState.ASKED, asked_at__isnull=False)
    return dict(rows.values_list("person").annotate(since=Min("asked_at")).order_by())


def references_of(case: Case, person: Person, user: Any) -> list[ReferenceRequest]:
    """For an officer's page: the answers that this officer may read."""
    seen = ReferenceRequest.objects.visible_to(user).filter(person=person, case__authority=case.authority_id)
    return list(seen.select_related("provider").order_by("named_at", "pk"))


def to_ring(people: Iterable[int], authority: VettingAuthority) -> dict[int, str]:
    """What an officer's case page says of the referees of each adult, by the adult's number. One query."""
    rows: dict[int, list[ReferenceRequest]] = collections.defaultdict(list)
    for row in ReferenceRequest.objects.filter(person__in=people, case__authority=authority):
        rows[row.person_id].append(row)
    return {person: _for_officers(found) for person, found in rows.items()}


def _for_officers(found: list[ReferenceRequest]) -> str:
    ringing = sum(row.wants_ringing for row in found)
    answered = sum(row.state == ReferenceState.ANSWERED for row in found)
    words = _("%(answered)d of %(asked)d have answered.") % {"answered": answered, "asked": len(found)}
    return f"{words} {_('Ring %(number)d of them.') % {'number': ringing}}" if ringing else words


def recording_from_references(case: Case, person: Person, user: Any) -> dict[str, Any]:
    """What the answers say of the check's own fields, to begin the officer's record with. The outcome is the officer's to say."""
    answered = [row for row in references_of(case, person, user) if row.answered_at is not None]
    if not answered:
        return {}
    return {
        "count": len(answered),
        "ref_types": sorted({row.known_as for row in answered}),
        "latest_on": max(row.answered_at for row in answered if row.answered_at).astimezone(clock.LONDON).date(),
        "covers_child_work": "yes" if any(row.seen_with_children != SeenWithChildren.NEVER for row in answered) else "no",
    }


def _stands(row: ReferenceRequest) -> str:
    if row.state == ReferenceState.ASKED and row.asked_at is not None:
        return _("Asked on %(day)s") % {"day": _day(row.asked_at)}
    if row.state == ReferenceState.UNANSWERED:
        return _("No answer. An officer rings them")
    return str(row.get_state_display())


def _day(moment: Any) -> str:
    return date_format(moment.astimezone(clock.LONDON), "j F Y")
