"""The life of an offer on its provider's side: drafting, changing, pausing, archiving. What makes it public is in `listing`."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory import signals
from directory.enums import EditorPage, OfferKind, Pattern, Setting
from directory.exceptions import IncompleteError, VersionLockedError
from directory.models import Offer, OfferVersion, Person, Provider
from directory.queries.completeness import missing_from
from directory.rules import too_young
from directory.services import pictures, slugs
from directory.states import OFFER, OFFER_VERSION, OfferEvent, OfferState, VersionEvent, VersionState
from schools.enums import YearGroup

CONTENT_FIELDS = tuple(
    field.name
    for field in OfferVersion._meta.concrete_fields
    if field.name not in {"id", "offer", "number", "state", "created_at", "submitted_at", "submitted_by", "approved_at"}
)
# Where the questions start from. None counts as said until its page is answered.
STARTING_POINTS: dict[str, Any] = {
    "summary": "",
    "year_from": YearGroup.Y3,
    "year_to": YearGroup.Y6,
    "group_max": 30,
    "pattern": Pattern.OCCASIONAL,
    "setting": Setting.SCHOOL_SITE,
}
STARTS_OF_KIND: dict[OfferKind, dict[str, Any]] = {
    OfferKind.VISIT: {"setting": Setting.HOST_SITE},
    OfferKind.WORKPLACE: {"setting": Setting.EMPLOYER_SITE},
    OfferKind.WORK_EXPERIENCE: {"setting": Setting.EMPLOYER_SITE, "year_from": YearGroup.Y10, "year_to": YearGroup.Y11, "group_max": 1},
}


@transaction.atomic
def start_offer(*, by: audit.Actor, provider: Provider, kind: str, **fields: Any) -> Offer:
    """A new offer with its first draft; `fields` are of OfferVersion, `title` among them.

    A provider's own draft of the same kind and title is handed back instead of a second one: the form was sent twice.
    """
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    title = fields["title"]
    drafts = provider.offers.filter(state=OfferState.DRAFT, kind=kind, versions__title=title, versions__state=VersionState.DRAFT)
    if twin := drafts.first():
        return twin
    now = clock.now()
    slug = slugs.free_slug(Offer, title)
    offer = Offer.objects.create(provider=provider, kind=kind, slug=slug, created_at=now, updated_at=now)
    people = fields.pop("people", ())
    start = STARTING_POINTS | STARTS_OF_KIND.get(OfferKind(kind), {}) | fields
    _refuse_too_young(kind, start["year_from"])
    version = OfferVersion.objects.create(offer=offer, created_at=now, **start)
    version.people.set(people)
    audit.record("offer.start", offer, by=by, acting_for=provider.slug, changed=fields)
    _tell(offer)
    return offer


@transaction.atomic
def edit_version(
    *, by: audit.Actor, version: OfferVersion, page: str = "", people: Sequence[Person] | None = None, **fields: Any
) -> OfferVersion:
    """Write what an offer says into its open draft, which is made beside the approved text where there is none. Returns the draft.

    `page` (an EditorPage) is marked as answered. Raises VersionLockedError while an officer looks at the text, and IncompleteError for
    a year that this kind is not for.
    """
    offer = _lock(version.offer)
    draft = version if version.state == VersionState.DRAFT else open_new_version(by=by, offer=offer)
    draft = OfferVersion.objects.select_for_update().get(pk=draft.pk)
    if draft.state != VersionState.DRAFT:
        raise _locked()
    for name, value in fields.items():
        setattr(draft, name, value)
    _refuse_too_young(offer.kind, draft.year_from)
    if page and page not in draft.answered:
        draft.answered = sorted([*draft.answered, EditorPage(page).value])
    draft.save(update_fields=[*fields, "answered"])
    if people is not None:
        draft.people.set(people)
    _keep_address_of_draft(offer, draft)
    _touch(offer)
    audit.record("offer.edit", offer, by=by, acting_for=offer.provider.slug, changed=[*fields, *(["people"] if people is not None else [])])
    _tell(offer)
    return draft


@transaction.atomic
def open_new_version(*, by: audit.Actor, offer: Offer) -> OfferVersion:
    """The draft beside an offer's approved text: the one that is open, else a copy of the newest. Raises VersionLockedError in review."""
    _lock(offer)
    newest = offer.versions.exclude(state=VersionState.DISCARDED).order_by("-number").first()
    if newest is None:
        raise IncompleteError(_("This offer says nothing yet. Start it again."))
    if newest.state == VersionState.DRAFT:
        return newest
    if newest.state == VersionState.IN_REVIEW:
        raise _locked()
    number = offer.versions.order_by("-number").values_list("number", flat=True)[0] + 1
    content = {name: getattr(newest, name) for name in CONTENT_FIELDS}
    draft = OfferVersion.objects.create(offer=offer, number=number, created_at=clock.now(), **content)
    draft.people.set(newest.people.all())
    audit.record("offer.open_version", offer, by=by, acting_for=offer.provider.slug, details={"number": number})
    return draft


@transaction.atomic
def discard_version(*, by: audit.Actor, version: OfferVersion) -> None:
    """Throw away a draft beside the approved text, which stays as it is. A first draft is archived with its offer instead."""
    offer = _lock(version.offer)
    if offer.approved_version is None:
        raise VersionLockedError(_("Nothing else of this offer is kept. Put the whole offer in the archive instead."))
    OFFER_VERSION.fire(version, VersionEvent.DISCARD)
    pictures.drop(offer.photos.filter(approved_at__isnull=True))
    audit.record("offer.discard_version", offer, by=by, acting_for=offer.provider.slug, details={"number": version.number})
    _tell(offer)


@transaction.atomic
def copy_offer(*, by: audit.Actor, offer: Offer) -> Offer:
    """A new draft that says the same: for a second group, or a new season."""
    source = offer.versions.exclude(state=VersionState.DISCARDED).order_by("-number")[0]
    content: Mapping[str, Any] = {name: getattr(source, name) for name in CONTENT_FIELDS}
    title = _("%(title)s (copy)") % {"title": source.title[:80]}
    return start_offer(by=by, provider=offer.provider, kind=offer.kind, **{**content, "title": title, "people": list(source.people.all())})


@transaction.atomic
def pause_offer(*, by: audit.Actor, offer: Offer) -> Offer:
    """Take an offer off the site for a while. What is booked stays booked."""
    return _move(offer, OfferEvent.PAUSE, by)


@transaction.atomic
def resume_offer(*, by: audit.Actor, offer: Offer) -> Offer:
    """Show a paused offer again. Raises IncompleteError when somebody who leads it has left the provider."""
    _refuse_departed(offer)
    return _move(offer, OfferEvent.RESUME, by)


@transaction.atomic
def archive_offer(*, by: audit.Actor, offer: Offer) -> Offer:
    """Put an offer away. What is booked stays booked. Raises VersionLockedError while an officer looks at it."""
    if _lock(offer).versions.filter(state=VersionState.IN_REVIEW).exists():
        raise VersionLockedError(_("An officer is looking at this offer. Take it back from them first, then archive it."))
    return _move(offer, OfferEvent.ARCHIVE, by)


@transaction.atomic
def restore_offer(*, by: audit.Actor, offer: Offer) -> Offer:
    """Fetch an offer from the archive: paused where it had been listed, else a draft."""
    return _move(offer, OfferEvent.RESTORE if offer.approved_version_id else OfferEvent.REOPEN, by)


@transaction.atomic
def set_audience(*, by: audit.Actor, offer: Offer, audience: str) -> Offer:
    """Who may see the offer: anybody, or signed-in schools. It needs no officer."""
    locked = _lock(offer)
    if locked.audience != audience:
        Offer.objects.filter(pk=offer.pk).update(audience=audience, updated_at=clock.now())
        offer.audience = audience
        audit.record("offer.set_audience", offer, by=by, acting_for=offer.provider.slug, changed=["audience"], reason=audience)
        _tell(offer)
    return offer


@transaction.atomic
def submit_version(*, by: User | None, version: OfferVersion) -> OfferVersion:
    """Hand a draft to the officers. Called by vetting, in the transaction that opens the case.

    Raises IncompleteError, with the first thing that is missing, where the draft is not whole.
    """
    offer = _lock(version.offer)
    missing = [entry for entry in missing_from(version) if entry.blocks]
    if missing:
        raise IncompleteError(missing[0].text, field=missing[0].page)
    OFFER_VERSION.fire(version, VersionEvent.SUBMIT, submitted_at=clock.now(), submitted_by=by)
    if offer.state == OfferState.DRAFT:
        OFFER.fire(offer, OfferEvent.SUBMIT, updated_at=clock.now())
    audit.record("offer.submit", offer, by=by, acting_for=offer.provider.slug, details={"number": version.number})
    _tell(offer)
    return version


@transaction.atomic
def send_back_version(*, by: audit.Actor, version: OfferVersion) -> OfferVersion:
    """Give a submitted text back to its provider as a draft: an officer sent it back, or the provider withdrew it. Called by vetting."""
    offer = _lock(version.offer)
    OFFER_VERSION.fire(version, VersionEvent.SEND_BACK)
    if offer.state == OfferState.IN_REVIEW:
        OFFER.fire(offer, OfferEvent.SEND_BACK, updated_at=clock.now())
    audit.record("offer.send_back", offer, by=by, details={"number": version.number})
    _tell(offer)
    return version


def _lock(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",), no_key=True).select_related("provider", "approved_version").get(pk=offer.pk)


def _move(offer: Offer, event: OfferEvent, by: audit.Actor) -> Offer:
    OFFER.fire(offer, event, updated_at=clock.now())
    audit.record(f"offer.{event.value}", offer, by=by, acting_for=offer.provider.slug)
    _tell(offer)
    return offer


def _refuse_too_young(kind: str, year: int) -> None:
    if reason := too_young(kind, [year]):
        raise IncompleteError(reason, field="year_from")


def _refuse_departed(offer: Offer) -> None:
    if offer.approved_version is None:
        return
    staying = Person.objects.filter(provider_links__provider=offer.provider, provider_links__left_on__isnull=True)
    departed = offer.approved_version.people.exclude(pk__in=staying).first()
    if departed:
        raise IncompleteError(
            _("%(person)s no longer teaches for you. Change who leads this offer, and send it in, to show it again.")
            % {"person": departed.short_name}
        )


def _keep_address_of_draft(offer: Offer, draft: OfferVersion) -> None:
    """Until an offer is first listed nobody knows its address, so it follows the title."""
    if offer.first_listed_at is None:
        slug = slugs.free_slug(Offer, draft.title, keep=offer)
        if slug != offer.slug:
            Offer.objects.filter(pk=offer.pk).update(slug=slug)


def _touch(offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(updated_at=clock.now())


def _locked() -> VersionLockedError:
    return VersionLockedError(_("An officer is looking at this now. Wait for their answer, or take it back from them to change it."))


def _tell(offer: Offer) -> None:
    signals.offer_changed.send(sender=Offer, offer_id=offer.pk)
