"""What providers answer themselves: some answers wait for an officer, one went back, the rest is still open on their lists."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from core import clock
from directory.models import OfferVersion
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.enums import SentBackReason
from vetting.models import Check
from vetting.policies.roles import CheckSubject
from vetting.services.checks.declaring import declare
from vetting.services.checks.reviewing import Look, review_declarations

POTTER, POET = "Wheel and Kiln", "Poet on the Ten"
NOTE = "The course that you name ended after this date. Please look at its certificate again."


@transaction.atomic
def declare_some(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    by_name = {one.provider.name: one for one in listed}
    with clock.at(clock.now() - datetime.timedelta(days=2)):
        potter = by_name[POTTER]
        agree_and_insure(potter)
        poet = by_name[POET]
        agree_and_insure(poet)
        trained = train(poet, months_ago=11)
    looked_at = Look(trained, verifies=False, reason=SentBackReason.DATE_LOOKS_WRONG, note=NOTE)
    review_declarations(by=offices["354"].first, looks=[looked_at])


def agree_and_insure(theirs: Listed) -> None:
    today = clock.today()
    answer(theirs, "CODE_OF_CONDUCT", theirs.people[0], version="2026", accepted_on=today.isoformat())
    cover = {"insurer": "Makers' Mutual", "limit_gbp": 5_000_000, "covers_activity": True}
    answer(theirs, "PLI", theirs.provider, expires_on=today + datetime.timedelta(days=300), **cover)


def train(theirs: Listed, *, months_ago: int, person: int = 0) -> Check:
    done = clock.today() - datetime.timedelta(days=30 * months_ago)
    return answer(
        theirs,
        "SG_TRAINING",
        theirs.people[person],
        course="Safeguarding awareness",
        level="awareness",
        completed_on=done.isoformat(),
    )


def answer(theirs: Listed, code: str, subject: CheckSubject, *, expires_on: datetime.date | None = None, **details: Any) -> Check:
    version = newest(theirs)
    return declare(by=theirs.user, version=version, check_type=code, subject=subject, details=details, expires_on=expires_on)


def newest(theirs: Listed) -> OfferVersion:
    return theirs.offers[0].versions.order_by("number")[::-1][0]
