import datetime
from typing import Any

import pytest

from core import clock
from core.models import AuditEvent
from directory import signals
from directory.enums import EngagementBasis
from directory.exceptions import MergeRefusedError, StillNeededError
from directory.models import Person
from directory.services import people
from directory.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AvailabilityExceptionFactory,
    AvailabilityWindowFactory,
    ClaimFactory,
    OfferFactory,
    PersonFactory,
    ProviderFactory,
    ProviderPersonFactory,
)
from tests.support.signals import hearing

pytestmark = pytest.mark.django_db

ROSA: dict[str, Any] = {"name": "Rosa Brown", "public_name": "Rosa, gardener", "engagement": EngagementBasis.VOLUNTEER}


def test_add_person_makes_one_human_of_the_provider() -> None:
    provider = ProviderFactory()

    link = people.add_person(by=None, provider=provider, **ROSA, role_title="Head gardener", is_safeguarding_lead=True)

    assert (link.provider, link.person.name, link.person.public_name) == (provider, "Rosa Brown", "Rosa, gardener")
    assert (link.role_title, link.engagement, link.is_safeguarding_lead, link.left_on) == ("Head gardener", "volunteer", True, None)
    assert [event.action for event in AuditEvent.objects.all()] == ["person.add"]


def test_add_person_sent_twice_adds_one_and_keeps_the_later_answers() -> None:
    provider = ProviderFactory()

    people.add_person(by=None, provider=provider, **ROSA)
    link = people.add_person(by=None, provider=provider, **ROSA | {"public_name": "Rosa, grower"})

    assert (provider.provider_people.count(), link.person.public_name) == (1, "Rosa, grower")


def test_add_person_links_a_user_who_is_known_elsewhere() -> None:
    user = UserFactory()
    known = people.add_person(by=user, provider=ProviderFactory(), user=user, **ROSA).person

    again = people.add_person(by=user, provider=ProviderFactory(), user=user, **ROSA)

    assert (again.person, Person.objects.count()) == (known, 1)


def test_add_person_of_the_same_name_elsewhere_is_somebody_else_until_merged() -> None:
    one = people.add_person(by=None, provider=ProviderFactory(), **ROSA)

    other = people.add_person(by=None, provider=ProviderFactory(), **ROSA)

    assert one.person != other.person


def test_edit_person_writes_to_person_and_part_and_tells(offers_told: list[dict[str, Any]]) -> None:
    offer = OfferFactory(listed=True)
    link = offer.provider.provider_people.get()

    people.edit_person(by=None, link=link, name="Rosa Brown", about="Grows leeks.")

    link.refresh_from_db()
    assert (link.person.name, link.about) == ("Rosa Brown", "Grows leeks.")
    assert offers_told == [{"offer_id": offer.pk}]


def test_remove_person_ends_their_part_and_takes_them_out_of_drafts() -> None:
    offer = OfferFactory()
    link = offer.provider.provider_people.get()

    people.remove_person(by=None, link=link)

    link.refresh_from_db()
    assert (link.left_on, list(offer.versions.get().people.all())) == (clock.today(), [])


@pytest.mark.parametrize("state", [OfferState.LISTED, OfferState.IN_REVIEW])
def test_remove_person_is_refused_while_they_lead(state: OfferState) -> None:
    offer = OfferFactory(state=state, version__title="Grow your lunch")
    link = offer.provider.provider_people.get()

    with pytest.raises(StillNeededError) as refusal:
        people.remove_person(by=None, link=link)

    message = f"{link.person.short_name} leads “Grow your lunch”. Change who leads it, or pause it, first."
    assert (str(refusal.value), link.provider.provider_people.get().left_on) == (message, None)


def test_remove_person_is_allowed_once_the_offer_is_paused() -> None:
    offer = OfferFactory(state=OfferState.PAUSED)

    people.remove_person(by=None, link=offer.provider.provider_people.get())

    assert offer.provider.provider_people.get().left_on == clock.today()


def test_merge_people_moves_everything_to_the_one_that_is_kept(diaries_told: list[dict[str, Any]]) -> None:
    user = UserFactory()
    keep, gone, earlier = PersonFactory(), PersonFactory(user=user), PersonFactory()
    earlier.merged_into = gone
    earlier.save()
    shared, other = ProviderFactory(), ProviderFactory()
    ProviderPersonFactory(provider=shared, person=keep)
    ProviderPersonFactory(provider=shared, person=gone)
    ProviderPersonFactory(provider=other, person=gone)
    version = OfferFactory(version__people=[gone]).versions.get()
    claim, away = ClaimFactory(person=gone), AvailabilityExceptionFactory(person=gone)
    window = AvailabilityWindowFactory(person=gone)

    with hearing(signals.people_merged) as merged:
        kept = people.merge_people(by=None, keep=keep, gone=gone)

    gone.refresh_from_db()
    assert (kept.user, gone.user, gone.merged_into) == (user, None, keep)
    assert Person.objects.get(pk=earlier.pk).merged_into == keep
    links = sorted((link.provider_id, link.left_on) for link in keep.provider_links.filter(left_on__isnull=True))
    assert (links, gone.provider_links.count()) == ([(shared.pk, None), (other.pk, None)], 0)
    assert [list(rows.all()) for rows in (version.people, keep.claims, keep.exceptions, keep.windows)] == [
        [keep],
        [claim],
        [away],
        [window],
    ]
    assert merged == [{"keep_id": keep.pk, "gone_id": gone.pk}]
    assert diaries_told == [{"person_id": keep.pk, "space_id": None}]


def test_merge_people_keeps_the_weekly_times_of_one() -> None:
    keep, gone = PersonFactory(), PersonFactory()
    kept = AvailabilityWindowFactory(person=keep, weekday=0)
    AvailabilityWindowFactory(person=gone, weekday=1)

    people.merge_people(by=None, keep=keep, gone=gone)

    assert list(keep.windows.all()) == [kept]


def test_merge_people_refuses_two_who_are_booked_at_once() -> None:
    one = ClaimFactory()
    other = ClaimFactory(starts=one.during.lower + datetime.timedelta(minutes=30))

    with pytest.raises(MergeRefusedError) as refusal:
        people.merge_people(by=None, keep=one.person, gone=other.person)

    assert str(refusal.value) == "Both are booked at the same time on some day to come. Cancel one of those bookings first."


def test_merge_people_allows_two_at_one_occasion() -> None:
    one = ClaimFactory()
    other = ClaimFactory(starts=one.during.lower, occasion=one.occasion)

    people.merge_people(by=None, keep=one.person, gone=other.person)

    assert one.person.claims.count() == 2


def test_merge_people_refuses_two_accounts() -> None:
    with pytest.raises(MergeRefusedError) as refusal:
        people.merge_people(by=None, keep=PersonFactory(user=UserFactory()), gone=PersonFactory(user=UserFactory()))

    assert str(refusal.value) == "Each of the two signs in with an account of their own. Close one account first."


def test_merge_people_refuses_one_with_itself_and_one_that_is_gone() -> None:
    keep = PersonFactory()
    gone = PersonFactory(merged_into=keep)

    for pair in ({"keep": keep, "gone": keep}, {"keep": keep, "gone": gone}, {"keep": gone, "gone": keep}):
        with pytest.raises(MergeRefusedError):
            people.merge_people(by=None, **pair)
