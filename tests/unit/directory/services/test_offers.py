import datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError

from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent
from directory.enums import EditorPage, OfferKind, Pattern, Setting
from directory.exceptions import IncompleteError, VersionLockedError
from directory.models import Offer, OfferVersion
from directory.services import offers
from directory.states import OfferState, VersionState
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    OfferFactory,
    OfferPhotoFactory,
    OfferVersionFactory,
    PersonFactory,
    ProviderFactory,
    ProviderPersonFactory,
)

pytestmark = pytest.mark.django_db


def said(offer: Offer, heard: list[dict[str, Any]]) -> bool:
    """Whether exactly one thing was said, about this offer."""
    return heard == [{"offer_id": offer.pk}]


def actions(obj: Any) -> list[str]:
    return list(AuditEvent.objects.filter(object_id=str(obj.pk)).order_by("pk").values_list("action", flat=True))


@time_machine.travel("2027-01-11T09:00:00Z", tick=False)
def test_start_offer_makes_a_draft_that_says_only_its_title(offers_told: list[dict[str, Any]]) -> None:
    provider, user = ProviderFactory(), UserFactory()

    offer = offers.start_offer(by=user, provider=provider, kind=OfferKind.SESSION, title="Bread for forty")

    version = offer.versions.get()
    assert (offer.slug, offer.state, offer.kind, offer.created_at) == ("bread-for-forty", "draft", "session", clock.now())
    assert (version.title, version.number, version.state, version.answered) == ("Bread for forty", 1, "draft", [])
    assert (version.setting, version.pattern) == (Setting.SCHOOL_SITE, Pattern.OCCASIONAL)
    assert said(offer, offers_told)
    assert actions(offer) == ["offer.start"]


@pytest.mark.parametrize(
    ("kind", "setting"),
    [(OfferKind.VISIT, "host_site"), (OfferKind.WORKPLACE, "employer_site"), (OfferKind.WORK_EXPERIENCE, "employer_site")],
)
def test_start_offer_begins_at_the_place_of_its_kind(kind: OfferKind, setting: str) -> None:
    offer = offers.start_offer(by=None, provider=ProviderFactory(), kind=kind, title="See the mill", minutes=90, people=[PersonFactory()])

    version = offer.versions.get()
    assert (version.setting, version.minutes, version.people.count()) == (setting, 90, 1)


def test_start_offer_sent_twice_makes_one() -> None:
    provider = ProviderFactory()

    made = [offers.start_offer(by=None, provider=provider, kind=OfferKind.TALK, title="What a judge does") for _sent in range(2)]

    assert made[0] == made[1]
    assert provider.offers.count() == 1


def test_edit_version_writes_the_draft_and_marks_the_page(offers_told: list[dict[str, Any]]) -> None:
    version = OfferFactory(version__answered=["people"]).versions.get()
    person = PersonFactory()

    draft = offers.edit_version(
        by=None, version=version, page=EditorPage.WHAT, title="Sourdough and science", summary="Flour, water, time.", people=[person]
    )

    draft.refresh_from_db()
    assert (draft, draft.title, draft.summary) == (version, "Sourdough and science", "Flour, water, time.")
    assert (draft.answered, list(draft.people.all())) == (["people", "what"], [person])
    assert said(draft.offer, offers_told)


def test_edit_version_keeps_the_address_of_a_draft_to_its_title() -> None:
    version = OfferFactory(version__title="Working title").versions.get()
    OfferFactory(slug="sourdough")

    offers.edit_version(by=None, version=version, title="Sourdough")

    version.offer.refresh_from_db()
    assert version.offer.slug == "sourdough-2"


def test_edit_version_beside_an_approved_text_leaves_that_as_it_is() -> None:
    offer = OfferFactory(listed=True, slug="grow", version__title="Grow your lunch")
    approved = offer.approved_version

    draft = offers.edit_version(by=None, version=approved, page=EditorPage.WHAT, title="Grow your supper")

    offer.refresh_from_db()
    approved.refresh_from_db()
    assert (draft.number, draft.state, draft.title) == (2, VersionState.DRAFT, "Grow your supper")
    assert (approved.title, offer.approved_version, offer.state, offer.slug) == ("Grow your lunch", approved, "listed", "grow")
    assert list(draft.people.all()) == list(approved.people.all())
    assert actions(offer) == ["offer.open_version", "offer.edit"]


def test_edit_version_of_approved_text_goes_on_with_the_open_draft() -> None:
    offer = OfferFactory(listed=True)
    first = offers.edit_version(by=None, version=offer.approved_version, title="Grow your supper")

    second = offers.edit_version(by=None, version=offer.approved_version, summary="From seed to plate.")

    assert (second, second.title, second.summary) == (first, "Grow your supper", "From seed to plate.")


def test_edit_version_is_refused_while_an_officer_looks() -> None:
    version = OfferFactory(state=OfferState.IN_REVIEW).versions.get()

    with pytest.raises(VersionLockedError) as refusal:
        offers.edit_version(by=None, version=version, title="Something else")

    assert str(refusal.value) == "An officer is looking at this now. Wait for their answer, or take it back from them to change it."


def test_edit_version_is_refused_when_the_draft_was_sent_in_meanwhile() -> None:
    version = OfferFactory().versions.get()
    OfferVersion.objects.update(state=VersionState.IN_REVIEW)

    with pytest.raises(VersionLockedError):
        offers.edit_version(by=None, version=version, title="Something else")


def test_open_new_version_wants_something_to_start_from() -> None:
    offer = OfferFactory()
    offer.versions.update(state=VersionState.DISCARDED)

    with pytest.raises(IncompleteError):
        offers.open_new_version(by=None, offer=offer)


def test_discard_version_keeps_the_approved_text_and_its_photos(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True)
    seen = OfferPhotoFactory(offer=offer)
    OfferPhotoFactory(offer=offer, approved_at=None)
    draft = offers.open_new_version(by=None, offer=offer)

    offers.discard_version(by=None, version=draft)

    assert [version.state for version in offer.versions.all()] == [VersionState.APPROVED, VersionState.DISCARDED]
    assert list(offer.photos.all()) == [seen]
    assert said(offer, offers_told)


def test_a_version_after_a_discarded_one_starts_from_the_approved_text() -> None:
    offer = OfferFactory(listed=True, version__title="Grow your lunch")
    discarded = offers.edit_version(by=None, version=offer.approved_version, title="A mistake")
    offers.discard_version(by=None, version=discarded)

    again = offers.open_new_version(by=None, offer=offer)

    assert (again.number, again.title) == (3, "Grow your lunch")


def test_discard_version_is_refused_for_the_only_text() -> None:
    with pytest.raises(VersionLockedError) as refusal:
        offers.discard_version(by=None, version=OfferFactory().versions.get())

    assert str(refusal.value) == "Nothing else of this offer is kept. Put the whole offer in the archive instead."


def test_copy_offer_makes_a_draft_that_says_the_same() -> None:
    person = PersonFactory()
    offer = OfferFactory(listed=True, version__title="Grow your lunch", version__minutes=90, version__people=[person])

    copy = offers.copy_offer(by=None, offer=offer)

    version = copy.versions.get()
    assert (copy.state, copy.provider, copy.kind) == (OfferState.DRAFT, offer.provider, offer.kind)
    assert (version.title, version.minutes, list(version.people.all())) == ("Grow your lunch (copy)", 90, [person])
    assert version.answered == offer.approved_version.answered


def test_pause_hides_and_resume_shows(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True)

    offers.pause_offer(by=None, offer=offer)
    while_paused = list(Offer.objects.shown())
    offers.resume_offer(by=None, offer=offer)

    assert (while_paused, list(Offer.objects.shown())) == ([], [offer])
    assert offers_told == [{"offer_id": offer.pk}] * 2
    assert actions(offer) == ["offer.pause", "offer.resume"]


def test_resume_is_refused_when_somebody_who_leads_has_left() -> None:
    offer = OfferFactory(state=OfferState.PAUSED)
    person = offer.approved_version.people.get()
    person.provider_links.update(left_on=clock.today())

    with pytest.raises(IncompleteError) as refusal:
        offers.resume_offer(by=None, offer=offer)

    sentence = f"{person.short_name} no longer teaches for you. Change who leads this offer, and send it in, to show it again."
    assert str(refusal.value) == sentence


def test_resume_of_a_draft_is_no_step() -> None:
    with pytest.raises(IllegalTransitionError):
        offers.resume_offer(by=None, offer=OfferFactory())


@pytest.mark.parametrize(("trait", "back"), [({"listed": True}, OfferState.PAUSED), ({}, OfferState.DRAFT)])
def test_archive_can_be_undone(trait: dict[str, bool], back: OfferState) -> None:
    offer = OfferFactory(**trait)

    offers.archive_offer(by=None, offer=offer)
    archived = offer.state
    offers.restore_offer(by=None, offer=offer)

    assert (archived, offer.state) == (OfferState.ARCHIVED, back)


def test_archive_is_refused_while_an_officer_looks_at_a_new_text() -> None:
    offer = OfferFactory(listed=True)
    OfferVersionFactory(offer=offer, state=VersionState.IN_REVIEW)

    with pytest.raises(VersionLockedError) as refusal:
        offers.archive_offer(by=None, offer=offer)

    assert str(refusal.value) == "An officer is looking at this offer. Take it back from them first, then archive it."


def test_set_audience_needs_no_officer_and_says_nothing_when_nothing_changes(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True)

    for _sent in range(2):
        offers.set_audience(by=None, offer=offer, audience="schools")

    assert list(Offer.objects.shown_to_public()) == []
    assert said(offer, offers_told)


@time_machine.travel("2027-01-11T09:00:00Z", tick=False)
def test_submit_version_hands_offer_and_text_to_the_officers(offers_told: list[dict[str, Any]]) -> None:
    version, user = OfferFactory().versions.get(), UserFactory()

    offers.submit_version(by=user, version=version)

    version.refresh_from_db()
    assert (version.state, version.offer.state) == (VersionState.IN_REVIEW, OfferState.IN_REVIEW)
    assert (version.submitted_at, version.submitted_by) == (datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC), user)
    assert said(version.offer, offers_told)


def test_submit_version_beside_an_approved_text_leaves_the_offer_listed() -> None:
    offer = OfferFactory(listed=True)
    draft = offers.open_new_version(by=None, offer=offer)

    offers.submit_version(by=None, version=draft)

    offer.refresh_from_db()
    assert (draft.state, offer.state) == (VersionState.IN_REVIEW, OfferState.LISTED)


def test_submit_version_refuses_what_is_not_whole() -> None:
    version = OfferFactory(version__answered=[page for page in EditorPage.values if page != "cost"]).versions.get()

    with pytest.raises(IncompleteError) as refusal:
        offers.submit_version(by=None, version=version)

    version.refresh_from_db()
    assert (str(refusal.value), refusal.value.field, version.state) == ("“Cost” is not answered yet.", "cost", VersionState.DRAFT)


@pytest.mark.parametrize("listed", [False, True])
def test_send_back_version_makes_it_a_draft_again(listed: bool, offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True) if listed else OfferFactory(state=OfferState.IN_REVIEW)
    if listed:
        OfferVersionFactory(offer=offer, state=VersionState.IN_REVIEW)

    offers.send_back_version(by=None, version=offer.versions.get(state=VersionState.IN_REVIEW))

    offer.refresh_from_db()
    assert offer.versions.get(state=VersionState.DRAFT).number == (2 if listed else 1)
    assert offer.state == (OfferState.LISTED if listed else OfferState.DRAFT)
    assert said(offer, offers_told)


def test_resume_minds_only_those_who_lead() -> None:
    offer = OfferFactory(state=OfferState.PAUSED)
    ProviderPersonFactory(provider=offer.provider, left_on=clock.today())

    assert offers.resume_offer(by=None, offer=offer).state == OfferState.LISTED


def test_work_experience_starts_at_year_10_and_is_refused_to_younger_pupils() -> None:
    provider = ProviderFactory()
    offer = offers.start_offer(by=None, provider=provider, kind=OfferKind.WORK_EXPERIENCE, title="A week at the bakery")
    version = offer.versions.get()

    with pytest.raises(IncompleteError) as started:
        offers.start_offer(by=None, provider=provider, kind=OfferKind.WORK_EXPERIENCE, title="A week for Year 9", year_from=9)
    with pytest.raises(IncompleteError) as edited:
        offers.edit_version(by=None, version=version, year_from=9)

    assert (version.year_from, version.year_to, started.value.field, edited.value.field) == (10, 11, "year_from", "year_from")
    assert OfferVersion.objects.get().year_from == 10


def test_the_database_holds_the_years_of_work_experience_too() -> None:
    offer = OfferFactory(kind=OfferKind.WORK_EXPERIENCE, version__year_from=10, version__year_to=13)
    visit = OfferFactory(kind=OfferKind.WORKPLACE)

    with pytest.raises(IntegrityError, match="Year 10 and above"), transaction.atomic():
        offer.versions.update(year_from=9)
    with pytest.raises(IntegrityError, match="Year 10 and above"), transaction.atomic():
        OfferVersionFactory(offer=offer, number=2, state=VersionState.DISCARDED, year_from=9, year_to=13)
    with pytest.raises(IntegrityError, match="Year 10 and above"), transaction.atomic():
        Offer.objects.filter(pk=visit.pk).update(kind=OfferKind.WORK_EXPERIENCE)

    assert offer.versions.get().year_from == 10
