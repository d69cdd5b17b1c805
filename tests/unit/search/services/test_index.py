import datetime

import pytest
from django.db import transaction

from core import clock
from directory.models import Offer
from directory.signals import diary_changed, offer_changed
from directory.states import OfferState
from search.models import OfferFacts, OfferText, Term
from search.services.index import Rebuilt, index_offer, index_offers, rebuild, refresh_diary, remove_strays
from tests.factories.directory import AvailabilityExceptionFactory, OfferFactory, PersonFactory, SpaceFactory
from tests.factories.search import found, indexed_offer

TOMORROW = clock.today() + datetime.timedelta(days=1)


@pytest.mark.django_db
def test_an_offer_on_show_is_written_and_any_other_taken_out() -> None:
    offer = OfferFactory(listed=True)

    assert index_offer(offer_id=offer.pk) is True
    assert list(OfferFacts.objects.values_list("pk", flat=True)) == [offer.pk]
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.PAUSED)
    assert index_offer(offer_id=offer.pk) is False
    assert (OfferFacts.objects.count(), OfferText.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_writing_twice_changes_nothing() -> None:
    offer = indexed_offer()
    before = list(OfferFacts.objects.values()), list(OfferText.objects.values()), list(Term.objects.order_by("pk").values())

    index_offers(offer_ids=[offer.pk])

    assert (list(OfferFacts.objects.values()), list(OfferText.objects.values()), list(Term.objects.order_by("pk").values())) == before


@pytest.mark.django_db
def test_an_offer_that_nobody_knows_is_no_harm() -> None:
    assert index_offer(offer_id=4_000_000_000) is False


@pytest.mark.django_db
def test_a_person_who_is_away_is_no_longer_free() -> None:
    person, other = PersonFactory(open_all_week=True), PersonFactory(open_all_week=True)
    theirs, anothers = indexed_offer(version__people=[person]), indexed_offer(version__people=[other])
    before = {facts.pk: bytes(facts.free) for facts in OfferFacts.objects.all()}

    for day in range(7):
        AvailabilityExceptionFactory(person=person, from_date=TOMORROW + datetime.timedelta(days=day))
    refresh_diary(person_id=person.pk)

    after = {facts.pk: bytes(facts.free) for facts in OfferFacts.objects.all()}
    assert (after[theirs.pk] == before[theirs.pk], after[anothers.pk] == before[anothers.pk]) == (False, True)


@pytest.mark.django_db
def test_a_space_that_is_closed_is_no_longer_free() -> None:
    space = SpaceFactory()
    indexed_offer(version__space=space, version__venue=space.venue)
    (before,) = OfferFacts.objects.values_list("free", flat=True)

    AvailabilityExceptionFactory(person=None, space=space, from_date=TOMORROW, until_date=TOMORROW + datetime.timedelta(days=7))
    refresh_diary(space_id=space.pk)

    (after,) = OfferFacts.objects.values_list("free", flat=True)
    assert bytes(after) != bytes(before)


@pytest.mark.django_db
def test_signals_of_the_directory_keep_the_index() -> None:
    person = PersonFactory(open_all_week=True)
    offer = OfferFactory(listed=True, version__people=[person])

    offer_changed.send(sender=Offer, offer_id=offer.pk)
    (before,) = OfferFacts.objects.values_list("free", flat=True)
    AvailabilityExceptionFactory(person=person, from_date=TOMORROW, until_date=TOMORROW + datetime.timedelta(days=7))
    diary_changed.send(sender=Offer, person_id=person.pk, space_id=None)

    (after,) = OfferFacts.objects.values_list("free", flat=True)
    assert bytes(after) != bytes(before)


@pytest.mark.django_db
def test_rebuilding_writes_what_is_missing_mends_what_is_wrong_and_removes_strays() -> None:
    right, wrong, stray = indexed_offer(), indexed_offer(), indexed_offer(version__title="Zebedee")
    missing = OfferFactory(listed=True)
    OfferFacts.objects.filter(pk=wrong.pk).update(group_max=1)
    Offer.objects.filter(pk=stray.pk).update(state=OfferState.PAUSED)
    said: list[tuple[int, int]] = []

    rebuilt = rebuild(progress=lambda done, total: said.append((done, total)))

    assert (rebuilt.indexed, rebuilt.removed, said) == (3, 1, [(3, 3)])
    assert dict(OfferFacts.objects.order_by("pk").values_list("pk", "group_max")) == {right.pk: 30, wrong.pk: 30, missing.pk: 30}
    assert not Term.objects.filter(word="zebedee").exists()
    assert rebuild() == Rebuilt(indexed=3, removed=0, words=rebuilt.words)


@pytest.mark.django_db
def test_words_are_counted_by_the_offers_that_have_them() -> None:
    indexed_offer(version__title="Bread")
    indexed_offer(version__title="Bread and clay")

    rebuild()

    assert dict(Term.objects.filter(word__in=["bread", "clay"]).values_list("word", "offers")) == {"bread": 2, "clay": 1}


@pytest.mark.django_db
def test_strays_are_taken_out_and_nothing_else() -> None:
    kept, stray = indexed_offer(), indexed_offer()
    Offer.objects.filter(pk=stray.pk).update(assured_until=None)

    assert (remove_strays(), remove_strays()) == (1, 0)
    assert list(OfferFacts.objects.values_list("pk", flat=True)) == [kept.pk]


@pytest.mark.django_db
def test_a_change_that_is_undone_leaves_the_index_as_it_was() -> None:
    offer = indexed_offer(version__title="Bread")

    with transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(state=OfferState.PAUSED)
        index_offer(offer_id=offer.pk)
        transaction.set_rollback(True)

    assert found("bread") == [offer.pk]
