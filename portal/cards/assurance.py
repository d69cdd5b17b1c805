"""A school's page of whom it relies on: each provider, what is said of it, and whether the school has accepted that."""

import collections
import dataclasses
import datetime
from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core import clock
from directory.models import Provider
from schools.models import School
from vetting.models import AssuranceStatement
from vetting.queries.assurance.acceptance import Acceptance, acceptances_of
from vetting.queries.assurance.letters import providers_relied_on
from vetting.queries.assurance.recognitions import Recogniser, holding_about


@dataclasses.dataclass(frozen=True)
class Relied:
    """`until` is the last day that is said now; None while the provider is not assured, for whatever reason."""

    name: str
    authority: str
    until: datetime.date | None
    accepted_until: datetime.date | None
    is_for_list: bool
    letter_url: str
    decide_url: str
    recognised: str


def relied_on(school: School) -> list[Relied]:
    """By name, in as many statements however many there are."""
    today = clock.today()
    providers = list(providers_relied_on(school).order_by("name", "pk").prefetch_related("offers"))
    statements = {
        one.provider_id: one
        for one in AssuranceStatement.objects.filter(provider__in=providers).select_related("authority").order_by("issued_at", "pk")
    }
    live = acceptances_of(school, [provider.pk for provider in providers], today)
    recognised: dict[int, list[Recogniser]] = collections.defaultdict(list)
    for one in holding_about([provider.pk for provider in providers]):
        recognised[one.recognition.statement.provider_id].append(Recogniser(one.authority.name, one.until))
    return [
        _relied(school, provider, statements.get(provider.pk), live.get(provider.pk, []), recognised[provider.pk]) for provider in providers
    ]


def recognised_words(by: Sequence[Recogniser]) -> str:
    """Which other authorities let it stand, for everybody; nothing where none does."""
    names = get_text_list(sorted({one.name for one in by}), _("and"))
    return _("Recognised by %(authorities)s") % {"authorities": names} if names else ""


def _relied(
    school: School,
    provider: Provider,
    statement: AssuranceStatement | None,
    accepted: list[Acceptance],
    recognised: Sequence[Recogniser],
) -> Relied:
    today = clock.today()
    assured = [offer.assured_until for offer in provider.offers.all() if offer.assured_until and offer.assured_until >= today]
    holds = statement is not None and bool(assured) and statement.holds_until >= today
    return Relied(
        name=provider.name,
        authority=statement.authority.name if statement else "",
        until=statement.holds_until if statement and holds else None,
        accepted_until=accepted[0].expires_on if holds and accepted else None,
        is_for_list=bool(accepted) and accepted[0].is_for_list,
        letter_url=reverse("portal:letter", args=[school.pk, provider.slug]) if statement else "",
        decide_url=reverse("portal:acceptance", args=[school.pk, provider.slug]),
        recognised=recognised_words(recognised) if holds else "",
    )
