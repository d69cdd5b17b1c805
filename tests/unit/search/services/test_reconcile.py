import datetime
import logging

import pytest
import time_machine

from core import clock
from directory.models import Offer
from directory.states import OfferState
from search.jobs import reconcile_with_the_directory
from search.models import OfferFacts
from search.services import reconcile as services
from search.services.reconcile import Reconciled, reconcile
from tests.factories.directory import OfferFactory
from tests.factories.search import found, indexed_offer

pytestmark = pytest.mark.django_db


def test_an_index_that_is_right_is_left_alone() -> None:
    indexed_offer()
    before = list(OfferFacts.objects.values())

    assert reconcile() == Reconciled(shown=1, missing=0, strays=0, sampled=1, wrong=0)
    assert list(OfferFacts.objects.values()) == before


def test_what_went_past_the_signals_is_mended() -> None:
    changed, gone = indexed_offer(), indexed_offer(version__title="Zebedee")
    missing = OfferFactory(listed=True)
    Offer.objects.filter(pk=changed.pk).update(audience="schools")
    Offer.objects.filter(pk=gone.pk).update(state=OfferState.PAUSED)

    assert reconcile() == Reconciled(shown=2, missing=1, strays=1, sampled=1, wrong=1)
    assert (found(), sorted(found(for_schools=True))) == ([missing.pk], [changed.pk, missing.pk])
    assert reconcile() == Reconciled(shown=2, missing=0, strays=0, sampled=2, wrong=0)


def test_one_wrong_in_the_sample_has_all_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    offers = [indexed_offer().pk for _number in range(3)]
    OfferFacts.objects.update(fingerprint="another layout", group_max=1)
    monkeypatch.setattr(services, "SAMPLE", 1)

    reconcile()

    assert sorted(found(group_size=20)) == offers


def test_free_half_days_that_nobody_changed_are_carried_on() -> None:
    offer = indexed_offer()
    far = clock.today() + datetime.timedelta(days=410)
    far += datetime.timedelta(days=(2 - far.weekday()) % 7)
    Offer.objects.update(assured_until=far)

    with time_machine.travel(clock.now() + datetime.timedelta(days=31)):
        before = found(dates=(far,))
        reconcile()
        after = found(dates=(far,))

    assert (before, after) == ([], [offer.pk])


def test_the_job_says_what_it_mended(caplog: pytest.LogCaptureFixture) -> None:
    OfferFactory(listed=True)

    with caplog.at_level(logging.WARNING, logger="search.jobs"):
        reconcile_with_the_directory()
        reconcile_with_the_directory()

    assert [record.args for record in caplog.records] == [(Reconciled(shown=1, missing=1, strays=0, sampled=0, wrong=0),)]
