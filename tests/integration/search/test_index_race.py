"""Two transactions that change one offer at once: the index says what both of them said."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from core import clock
from directory.models import OfferVersion
from search.services.index import index_offer, refresh_diary
from tests.factories.directory import AvailabilityExceptionFactory, PersonFactory
from tests.factories.search import found, indexed_offer

PATIENCE = 20.0


@pytest.mark.django_db(transaction=True)
def test_a_change_of_words_and_a_change_of_diary_at_once_are_both_kept() -> None:
    person = PersonFactory(open_all_week=True)
    offer = indexed_offer(version__title="Bread", version__people=[person])
    written, may_commit = threading.Event(), threading.Event()

    def retitle() -> None:
        try:
            with transaction.atomic():
                OfferVersion.objects.filter(offer=offer).update(title="Soup")
                index_offer(offer_id=offer.pk)
                written.set()
                may_commit.wait(PATIENCE)
        finally:
            connection.close()

    def go_away() -> None:
        try:
            with transaction.atomic():
                AvailabilityExceptionFactory(person=person, from_date=offer.created_at.date(), until_date=offer.assured_until)
                refresh_diary(person_id=person.pk)  # waits for the other
        finally:
            connection.close()

    first, second = threading.Thread(target=retitle), threading.Thread(target=go_away)
    first.start()
    assert written.wait(PATIENCE)
    second.start()
    may_commit.set()
    first.join(PATIENCE)
    second.join(PATIENCE)

    soon = tuple(clock.today() + datetime.timedelta(days=day) for day in range(1, 15))
    assert (found("soup"), found("bread"), found("soup", dates=soon)) == ([offer.pk], [], [])
