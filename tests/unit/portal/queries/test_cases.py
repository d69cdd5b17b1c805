import datetime

import pytest

from core import clock
from portal.queries.cases import case_of
from tests.factories.directory import OfferFactory
from tests.factories.vetting import CaseFactory
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def test_the_last_case_about_a_version_counts() -> None:
    now = clock.now()
    offer = OfferFactory(state="in_review")
    CaseFactory(offer=offer, state=CaseState.WITHDRAWN, closed_at=now, submitted_at=now - datetime.timedelta(days=2))
    last = CaseFactory(offer=offer, submitted_at=now)

    assert case_of(offer.versions.get()) == last


def test_a_draft_that_was_never_sent_in_has_none() -> None:
    assert case_of(OfferFactory().versions.get()) is None
