import datetime
import json

import pytest
import time_machine

from core import clock
from directory.models import Offer
from tests.factories.directory import VenueFactory
from tests.factories.vetting import CheckFactory, VettingAuthorityFactory, cleared_offer, leader_of
from vetting.models import Clearance
from vetting.queries.assurance.statements import statement_content

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-04T12:00:00Z", tick=False)
def test_a_statement_holds_outcomes_and_dates_and_nothing_else() -> None:
    venue = VenueFactory()
    offer = cleared_offer(provider=venue.provider, kind="visit", version__venue=venue, version__setting="host_site")
    authority = Clearance.objects.get(offer=offer).authority
    CheckFactory(
        verified=True,
        person=None,
        offer=offer,
        authority=authority,
        check_type="SPEAKER_DD",
        expires_on=None,
        issuing_body="Somebody",
        details={"search_done": True},
    )

    content = statement_content(offer.provider, authority)

    assert content is not None
    assert (content.level, content.holds_until, len(content.sha256)) == ("supervised", datetime.date(2027, 11, 4), 64)
    assert {line["subject"] for line in content.summary} == {
        f"person:{leader_of(offer).uuid}",
        f"organisation:{offer.provider.uuid}",
        f"venue:{venue.uuid}",
        f"offer:{offer.uuid}",
    }
    assert {tuple(line) for line in content.summary} == {("subject", "check", "outcome", "performed_on", "expires_on")}
    assert None in {line["expires_on"] for line in content.summary if line["check"] == "SPEAKER_DD"}
    said = json.dumps(content.summary)
    assert [word for word in ("Somebody", "search_done", leader_of(offer).name) if word in said] == []


def test_it_speaks_of_what_the_authority_assures_today_only() -> None:
    offer = cleared_offer()
    authority = Clearance.objects.get(offer=offer).authority

    assert statement_content(offer.provider, VettingAuthorityFactory()) is None
    assert offer.assured_until is not None
    with time_machine.travel(offer.assured_until + datetime.timedelta(days=1, hours=12), tick=False):
        assert statement_content(offer.provider, authority) is None


def test_it_holds_until_the_first_offer_runs_out_and_at_the_highest_level() -> None:
    offer = cleared_offer()
    authority = Clearance.objects.get(offer=offer).authority
    sooner = cleared_offer(authority=authority, provider=offer.provider, level="unsupervised")
    Offer.objects.filter(pk=sooner.pk).update(assured_until=clock.today())

    content = statement_content(offer.provider, authority)

    assert content is not None
    assert (content.level, content.holds_until) == ("unsupervised", clock.today())


def test_it_reads_the_same_as_long_as_nothing_changes() -> None:
    offer = cleared_offer()
    authority = Clearance.objects.get(offer=offer).authority

    assert statement_content(offer.provider, authority) == statement_content(offer.provider, authority)
