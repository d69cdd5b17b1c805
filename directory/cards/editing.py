"""What a provider sees of their own things: what is done, what is left, and how each offer stands."""

import dataclasses
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.parts import Step, Task
from directory.cards import group_words, place_words, price_words, years_words
from directory.enums import EditorPage
from directory.models import Offer, OfferVersion, Provider
from directory.queries.completeness import AVAILABILITY, Missing
from directory.queries.working import Readiness
from directory.states import OfferState, VersionState

Wording = str | Promise
TONES = {OfferState.LISTED: "good", OfferState.IN_REVIEW: "ask", OfferState.PAUSED: "ask"}


@dataclasses.dataclass(frozen=True)
class OfferRow:
    """An offer in its provider's list. `beside` says what is on its way beside a listed text."""

    title: str
    url: str
    kind: str
    facts: Sequence[str]
    state: Wording
    tone: str
    beside: str
    motif: str
    seed: int


@dataclasses.dataclass(frozen=True)
class LooseEnd:
    """A sentence, and where to do something about it."""

    words: str
    url: str
    link: str


def offer_row(offer: Offer) -> OfferRow:
    """Of an offer fetched by queries.working.offers_of."""
    newest: OfferVersion = offer.working[0]  # type: ignore[attr-defined]  # prefetched under this name
    return OfferRow(
        title=newest.title,
        url=reverse("directory:offer-editor", args=[offer.provider.slug, offer.pk]),
        kind=offer.kind,
        facts=[years_words(newest.year_from, newest.year_to), price_words(newest.price_basis, newest.price_pence)],
        state=offer.get_state_display(),
        tone=TONES.get(OfferState(offer.state), "plain"),
        beside=_beside(offer, newest),
        motif=newest.motif,
        seed=offer.pk,
    )


def _beside(offer: Offer, newest: OfferVersion) -> str:
    if newest.pk == offer.approved_version_id or offer.approved_version_id is None:
        return ""
    if newest.state == VersionState.IN_REVIEW:
        return _("An officer is looking at your changes. Schools see the text from before.")
    return _("You have changes that are not sent in yet. Schools see the text from before.")


def provider_tasks(provider: Provider, ready: Readiness) -> list[Task]:
    """The way from an account to a first booking, in order."""
    return [
        _task("provider-edit", provider, _("What you say of yourself"), bool(provider.summary), _("Your name, a sentence, where you are.")),
        _task("people-list", provider, _("People who meet pupils"), ready.people > 0, _("Each adult, so that they can be checked.")),
        _task(
            "venues-list",
            provider,
            _("Places"),
            ready.places > 0,
            _("Only if pupils come to you: the place, its spaces, and how to get in and about."),
            optional=True,
        ),
        _task("offers-list", provider, _("Offers"), ready.offers > 0, _offers_hint(ready)),
        _task(
            "availability-list",
            provider,
            _("When you can be booked"),
            0 < ready.people <= ready.people_with_times,
            _("Your usual week, and when you are away."),
        ),
    ]


def _task(name: str, provider: Provider, title: str, done: bool, hint: str, *, optional: bool = False) -> Task:
    state = _("Done") if done else _("If you need it") if optional else _("To do")
    return Task(title, state, "good" if done else "plain" if optional else "ask", reverse(f"directory:{name}", args=[provider.slug]), hint)


def _offers_hint(ready: Readiness) -> str:
    if not ready.offers:
        return _("What you would do with pupils.")
    words = ngettext("%(number)s offer", "%(number)s offers", ready.offers) % {"number": ready.offers}
    return _("%(offers)s, %(listed)s listed") % {"offers": words, "listed": ready.listed}


def page_tasks(version: OfferVersion, missing: Sequence[Missing]) -> list[Task]:
    """The editor's pages of one version: what each says now, and the first thing that is missing on it."""
    first_missing = {entry.page: entry.text for entry in reversed(missing)}
    locked = version.state == VersionState.IN_REVIEW
    return [_page_task(version, page, first_missing.get(page, ""), locked) for page in EditorPage]


def loose_ends(version: OfferVersion, missing: Sequence[Missing]) -> list[LooseEnd]:
    """What is missing elsewhere than on the editor's pages, with the way there."""
    provider = version.offer.provider.slug
    ways = {
        "venue": (reverse("directory:venues-list", args=[provider]), _("Go to your places")),
        AVAILABILITY: (reverse("directory:availability-list", args=[provider]), _("Say when")),
    }
    return [LooseEnd(entry.text, *ways[entry.page]) for entry in missing if entry.page in ways]


def page_steps(version: OfferVersion, here: EditorPage) -> list[Step]:
    """The pages as stops on the way through the editor."""
    return [Step(page.label, state="here" if page == here else "done" if page in version.answered else "ahead") for page in EditorPage]


def _page_task(version: OfferVersion, page: EditorPage, missing: str, locked: bool) -> Task:
    answered = page in version.answered
    args = [version.offer.provider.slug, version.offer_id, page.value]
    return Task(
        title=page.label,
        state=_("To do") if not answered else _("Something is missing") if missing else _("Answered"),
        tone="good" if answered and not missing else "ask",
        url="" if locked else reverse("directory:offer-page", args=args),
        hint=missing if answered and missing else " · ".join(_said(version, page)) if answered else "",
    )


def _said(version: OfferVersion, page: EditorPage) -> Iterator[str]:
    match page:
        case EditorPage.WHAT:
            yield version.title
        case EditorPage.WHO_FOR:
            yield years_words(version.year_from, version.year_to)
            yield group_words(version.group_min, version.group_max)
        case EditorPage.WHERE_WHEN:
            yield version.venue.name if version.venue else place_words(version.setting)
            yield version.get_pattern_display()
            yield _("%(number)s minutes") % {"number": version.minutes}
        case EditorPage.COST:
            yield price_words(version.price_basis, version.price_pence)
        case EditorPage.ADJUSTMENTS:
            yield ngettext("%(number)s answered", "%(number)s answered", len(version.adjustments)) % {"number": len(version.adjustments)}
        case EditorPage.PEOPLE:
            yield ", ".join(person.name for person in version.people.all())
