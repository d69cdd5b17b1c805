"""The letter of assurance: what an authority says about a provider, for the file of a school that relies on it. Outcomes and dates only."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from directory.models import Offer, Person, Provider, Venue
from schools.models import School
from vetting.enums import CheckOutcome, CheckScope
from vetting.models import AssuranceStatement, PlannedUse, ReliancePolicy, SchoolAcceptance
from vetting.queries.assurance.acceptance import Acceptance, lists_of, live_acceptance, statement_to_accept
from vetting.queries.assurance.recognitions import Recogniser, recognisers_of_provider
from vetting.queries.assurance.statements import WAIVED
from vetting.queries.policies.content import content_of


@dataclasses.dataclass(frozen=True)
class LetterLine:
    subject: str
    check: str
    outcome: str
    performed_on: datetime.date
    expires_on: datetime.date | None


@dataclasses.dataclass(frozen=True)
class Letter:
    """`holds_now` is false of an older statement, for whatever reason: the school is not told which."""

    statement: AssuranceStatement
    acceptance: Acceptance | None
    holds_now: bool
    lines: list[LetterLine]
    recognised_by: list[Recogniser]


def providers_relied_on(school: School) -> QuerySet[Provider]:
    """Whom the school has booked for a confirmed day, or has ever accepted, or has left out of a list that it accepts."""
    booked = PlannedUse.objects.filter(school=school, is_confirmed=True).values("provider")
    accepted = SchoolAcceptance.objects.filter(school=school).values("provider")
    left_out = ReliancePolicy.objects.standing().filter(school=school).values("left_out")
    return Provider.objects.filter(Q(pk__in=booked) | Q(pk__in=accepted) | Q(pk__in=left_out))


def providers_with_letter(school: School) -> QuerySet[Provider]:
    """Those, and whoever stands on a list that the school accepts today: it may read what it relies on."""
    authorities = [one.authority_id for one in lists_of(school, clock.today())]
    listed = AssuranceStatement.objects.filter(authority__in=authorities).values("provider")
    return Provider.objects.filter(Q(pk__in=providers_relied_on(school).values("pk")) | Q(pk__in=listed))


def letter_of(school: School, provider: Provider) -> Letter | None:
    """By what is said now; where nothing is, the last thing that was. None where no authority ever said anything."""
    today = clock.today()
    current = statement_to_accept(provider, today)
    statement = current or AssuranceStatement.objects.filter(provider=provider).select_related("authority", "policy").first()
    if statement is None:
        return None
    recognised = recognisers_of_provider(provider) if current else []
    return Letter(statement, live_acceptance(school, provider, today), current is not None, _lines(statement), recognised)


def _lines(statement: AssuranceStatement) -> list[LetterLine]:
    """Things are named as they are called now: a statement outlives names."""
    names = _names(line["subject"] for line in statement.summary)
    known = content_of(statement.policy).by_code
    return [_line(one, names, known[one["check"]].name if one["check"] in known else one["check"]) for one in statement.summary]


def _line(said: Mapping[str, Any], names: Mapping[str, str], check: str) -> LetterLine:
    return LetterLine(
        subject=names.get(said["subject"], _("No longer on record")),
        check=check,
        outcome=_("Waived") if said["outcome"] == WAIVED else str(CheckOutcome(said["outcome"]).label),
        performed_on=datetime.date.fromisoformat(said["performed_on"]),
        expires_on=datetime.date.fromisoformat(said["expires_on"]) if said["expires_on"] else None,
    )


def _names(subjects: Iterable[str]) -> dict[str, str]:
    """By subject as statements write it: scope and public id. One statement for each scope."""
    wanted = {subject: subject.partition(":")[::2] for subject in subjects}
    models: dict[str, type[Person | Provider | Venue]] = {
        CheckScope.PERSON: Person,
        CheckScope.ORGANISATION: Provider,
        CheckScope.VENUE: Venue,
    }
    found: dict[str, str] = {}
    for scope, model in models.items():
        ids = [uuid.UUID(public) for kind, public in wanted.values() if kind == scope]
        rows = model._default_manager.filter(uuid__in=ids).values_list("uuid", "name")
        found |= {f"{scope}:{public}": name for public, name in rows}
    offers = [uuid.UUID(public) for kind, public in wanted.values() if kind == CheckScope.OFFER]
    rows = Offer.objects.filter(uuid__in=offers).select_related("approved_version")
    return found | {f"{CheckScope.OFFER}:{offer.uuid}": str(offer) for offer in rows}
