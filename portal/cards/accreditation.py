"""A provider's page about accreditation: where each adult stands, and the next step. Nothing of what a school answered."""

import dataclasses
from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.parts import Step, Task
from directory.enums import OfferKind
from directory.models import Provider
from vetting.models import Accreditation
from vetting.queries.accreditation.shown import kinds_words
from vetting.queries.accreditation.standing import OwnStanding, ends_soon
from vetting.states import AccreditationState

ORDER = (AccreditationState.BEGUN, AccreditationState.INDUCTED, AccreditationState.OBSERVED, AccreditationState.ACCREDITED)


@dataclasses.dataclass(frozen=True)
class AccreditationCard:
    """`begin_url` and `declare_url` are buttons; empty where it is not the provider's move."""

    name: str
    authority: str
    state: str
    tone: str
    steps: Sequence[Step]
    next_words: str
    begin_url: str
    declare_url: str


def accreditation_card(provider: Provider, standing: OwnStanding) -> AccreditationCard:
    one = standing.accreditation
    may_begin = one is None or one.state == AccreditationState.LAPSED
    state, tone = _state(one)
    begin = reverse("portal:accreditation-begin", args=[provider.slug, standing.person_id, standing.authority.pk])
    is_to_declare = one is not None and one.state == AccreditationState.BEGUN and one.declared_at is None
    return AccreditationCard(
        name=standing.name,
        authority=standing.authority.name,
        state=state,
        tone=tone,
        steps=_steps(one),
        next_words=_next(one),
        begin_url=begin if may_begin else "",
        declare_url=reverse("portal:accreditation-declare", args=[provider.slug, one.pk]) if one and is_to_declare else "",
    )


def accreditation_rows(provider: Provider, standings: Sequence[OwnStanding]) -> list[Task]:
    """For the page where a provider lands."""
    url = reverse("portal:accreditation", args=[provider.slug])
    rows = []
    for standing in standings:
        state, tone = _state(standing.accreditation)
        rows.append(Task(standing.name, state, tone, url, _next(standing.accreditation)))  # type: ignore[arg-type]  # a tone
    return rows


def _state(one: Accreditation | None) -> tuple[str, str]:
    if one is None:
        return _("Not begun"), "plain"
    match one.state:
        case AccreditationState.BEGUN if one.declared_at is None:
            return _("Yours to do"), "ask"
        case AccreditationState.ACCREDITED:
            return _("Accredited"), "good"
        case AccreditationState.LAPSED:
            return _("Run out"), "plain"
    return _("Under way"), "plain"


def _next(one: Accreditation | None) -> str:
    if one is None:
        return _("An offer, and no duty: your listing and your bookings don't hang on it.")
    match one.state:
        case AccreditationState.BEGUN if one.declared_at is None:
            return _("Read the induction and say that you have, or ask an officer to go through it with you.")
        case AccreditationState.BEGUN:
            return _("An officer confirms the induction.")
        case AccreditationState.INDUCTED:
            return _("After your next session with school staff in the room, the school is asked two questions.")
        case AccreditationState.OBSERVED:
            return _("A school has answered. An officer decides.")
        case AccreditationState.ACCREDITED:
            return _accredited(one)
    return _("You can begin again.")


def _accredited(one: Accreditation) -> str:
    until = date_format(one.holds_until, "j F Y") if one.holds_until else ""
    kinds = kinds_words(kind for kind in OfferKind if kind in one.kinds)
    words = _("For %(kinds)s, until %(until)s.") % {"kinds": kinds, "until": until}
    return f"{words} {_('Another session is observed before then.')}" if ends_soon(one) else words


def _steps(one: Accreditation | None) -> list[Step]:
    here = ORDER.index(AccreditationState(one.state)) if one and one.state in ORDER else -1
    labels = [
        _("A short induction"),
        _("A session with school staff in the room"),
        _("An officer reads two answers of the school"),
        _("Accredited"),
    ]
    is_done = here == len(ORDER) - 1
    return [
        Step(label, "", "done" if number < here or is_done else "here" if number == here else "ahead")
        for number, label in enumerate(labels)
    ]
