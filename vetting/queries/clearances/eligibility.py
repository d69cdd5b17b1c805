"""What may be asked of whom at all. Asking more than the role allows is unlawful for DBS checks, and unkind for the rest."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from directory.models import Offer, OfferVersion, Person, Provider, Venue
from directory.states import OfferState, VersionState
from vetting.queries.asked.asking import PartAsked, Rulings, ask_of_part, rulings_of
from vetting.queries.clearances.declared import parts_of
from vetting.rules.own import LEVELS, is_of_use
from vetting.rules.policy import CheckType, PolicyContent

OPEN_STATES = (VersionState.DRAFT, VersionState.IN_REVIEW, VersionState.APPROVED)


def why_not_to_ask(check_type: CheckType, subject: Person | Provider | Venue | Offer, policy: PolicyContent, today: datetime.date) -> str:
    """The reason in a sentence, or "" where the check may be asked of the subject for what it offers here."""
    parts = parts_of(list(_versions_with(subject)), today)
    if isinstance(subject, Person):
        parts = [part for part in parts if part.person == subject]
    if not parts:
        return _("Nothing is offered here with this in it, so no check may be asked yet. Wait for a draft of an offer.")
    rulings = rulings_of({part.person.pk for part in parts if part.person})
    asked_here = [ask_of_part(part, policy, today, pool=(), rulings=rulings) for part in parts]
    if check_type.level != "none":
        return _why_level_is_too_high(check_type, asked_here, rulings)
    return (
        "" if _is_of_use(check_type, asked_here) else _("“%(check)s” is not asked for what is offered here.") % {"check": check_type.name}
    )


def _versions_with(subject: Person | Provider | Venue | Offer) -> QuerySet[OfferVersion]:
    field = {Person: "people", Provider: "offer__provider", Venue: "venue", Offer: "offer"}[type(subject)]
    return (
        OfferVersion.objects.filter(Q(**{field: subject}), state__in=OPEN_STATES)
        .exclude(offer__state=OfferState.ARCHIVED)
        .select_related("offer__provider", "venue", "space")
        .prefetch_related("people")
    )


def _why_level_is_too_high(check_type: CheckType, asked_here: list[PartAsked], rulings: Rulings) -> str:
    highest = max(asked_here, key=lambda one: LEVELS.index(_maximum(one, rulings)))
    if LEVELS.index(check_type.level) <= LEVELS.index(_maximum(highest, rulings)):
        return ""
    return _("“%(check)s” may not be asked here. %(rule)s (Row %(row)s of the table.)") % {
        "check": check_type.name,
        "rule": highest.assessment.row.text,
        "row": highest.assessment.row.id,
    }


def _maximum(one: PartAsked, rulings: Rulings) -> str:
    """Where the law gives no number, the barred list is out of reach until an officer has ruled."""
    ruled = one.part.person is not None and rulings.get((one.part.person.pk, one.part.version.offer_id)) is True
    row = one.assessment.row
    return min(row.maximum, "enhanced", key=LEVELS.index) if one.assessment.needs_officer and not ruled else row.maximum


def _is_of_use(check_type: CheckType, asked_here: list[PartAsked]) -> bool:
    """Asked itself, or able to stand for something that is asked."""
    return is_of_use(check_type, {one.check.code for part in asked_here for one in part.asked})
