"""Referees of two who are new: one has answered, one has not yet, one would rather be rung, one let the time pass."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from portal.demo.declarations import newest
from portal.demo.listing import DOMAIN, Listed
from vetting.enums.references import Contentment, KnownFor, RefereeKind, SeenWithChildren
from vetting.models import ReferenceRequest
from vetting.services.cases.references import answer_reference, lapse_unanswered, name_referee

REFEREES: Mapping[str, tuple[int, tuple[tuple[str, RefereeKind, str], ...]]] = {
    "Wheel and Kiln": (6, (("Harriet Blaylock", RefereeKind.SCHOOL, "content"), ("Ossian Pell", RefereeKind.VOLUNTARY, ""))),
    "Poet on the Ten": (32, (("Gwyneth Ardley", RefereeKind.EMPLOYER, "ring"), ("Lionel Stubbs", RefereeKind.CHARACTER, ""))),
}
NUMBER = "01632 960155"


@transaction.atomic
def ask_all(listed: Sequence[Listed]) -> None:
    for theirs in (one for one in listed if one.provider.name in REFEREES):
        days, folk = REFEREES[theirs.provider.name]
        for name, kind, answers in folk:
            with clock.at(clock.now() - datetime.timedelta(days=days)):
                asked = name_one(theirs, name, kind)
            if answers:
                with clock.at(clock.now() - datetime.timedelta(days=days - 3)):
                    say(asked, is_content=answers == "content")
    lapse_unanswered()


def name_one(theirs: Listed, name: str, kind: RefereeKind) -> ReferenceRequest:
    """Asked at once, since the offer is with officers."""
    address = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
    return name_referee(
        by=theirs.user, version=newest(theirs), person=theirs.people[0], name=name, email=address, kind=kind, known_since=2019
    )


def say(asked: ReferenceRequest, *, is_content: bool) -> ReferenceRequest:
    return answer_reference(
        reference=asked,
        known_as=asked.kind,
        known_for=KnownFor.OVER_THREE,
        seen_with_children=SeenWithChildren.OFTEN,
        content=Contentment.YES if is_content else Contentment.RING,
        has_concern=False,
        phone="" if is_content else NUMBER,
    )
