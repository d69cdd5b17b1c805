import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.enums import EngagementBasis, Pattern
from directory.models import OfferVersion
from tests.factories.directory import OfferFactory, PersonFactory, ProviderPersonFactory
from tests.factories.vetting import PlannedUseFactory, shipped_content
from vetting.queries.clearances.declared import Part, parts_of
from vetting.rules.regulated import ContactPattern

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 4)
POLICY = shipped_content()


def parts(*versions: OfferVersion) -> list[Part]:
    found = OfferVersion.objects.filter(pk__in=[one.pk for one in versions]).select_related("offer__provider").prefetch_related("people")
    return parts_of(list(found), TODAY)


def pattern(version: OfferVersion) -> str:
    (part,) = parts(version)
    return part.facts(POLICY, TODAY).pattern


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        (Pattern.ONE_OFF, ContactPattern.ONE_OFF),
        (Pattern.OCCASIONAL, ContactPattern.INFREQUENT),
        (Pattern.WEEKLY, ContactPattern.PERIOD_CONDITION),
    ],
)
def test_what_is_declared_decides(declared: str, meant: str) -> None:
    assert pattern(OfferFactory(version__pattern=declared).versions.get()) == meant


def test_a_weekly_run_elsewhere_counts_here_while_it_lives() -> None:
    person = PersonFactory()
    here = OfferFactory(version__pattern=Pattern.ONE_OFF, version__people=[person]).versions.get()
    elsewhere = OfferFactory(state="in_review", version__pattern=Pattern.WEEKLY, version__people=[person])

    assert pattern(here) == ContactPattern.PERIOD_CONDITION
    elsewhere.versions.update(nature="talk_assembly")
    assert pattern(here) == ContactPattern.ONE_OFF
    elsewhere.versions.update(nature="teach_train_instruct")
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(state="archived")
    assert pattern(here) == ContactPattern.ONE_OFF


def test_a_draft_elsewhere_counts_for_nothing_yet() -> None:
    person = PersonFactory()
    OfferFactory(version__pattern=Pattern.WEEKLY, version__people=[person])

    assert pattern(OfferFactory(version__pattern=Pattern.ONE_OFF, version__people=[person]).versions.get()) == ContactPattern.ONE_OFF


def test_days_planned_already_count() -> None:
    version = OfferFactory(version__pattern=Pattern.ONE_OFF).versions.get()
    for step in range(4):
        PlannedUseFactory(person=version.people.get(), date=TODAY + datetime.timedelta(days=step))

    assert pattern(version) == ContactPattern.PERIOD_CONDITION


def test_days_of_long_ago_and_talks_do_not() -> None:
    version = OfferFactory(version__pattern=Pattern.ONE_OFF).versions.get()
    for step in range(4):
        PlannedUseFactory(person=version.people.get(), date=TODAY - datetime.timedelta(days=400 + step))
        PlannedUseFactory(person=version.people.get(), date=TODAY + datetime.timedelta(days=step), nature="talk_assembly")

    assert pattern(version) == ContactPattern.ONE_OFF


def test_how_somebody_is_engaged_follows_the_provider() -> None:
    offer = OfferFactory()
    paid = PersonFactory()
    ProviderPersonFactory(provider=offer.provider, person=paid, engagement=EngagementBasis.PAID_SELF_EMPLOYED)
    stranger = PersonFactory()
    offer.versions.get().people.set([paid, stranger])

    assert {part.person: part.engagement for part in parts(offer.versions.get())} == {
        paid: EngagementBasis.PAID_SELF_EMPLOYED,
        stranger: EngagementBasis.VOLUNTEER,
    }


def test_an_offer_that_names_nobody_has_a_part_of_nobody() -> None:
    (part,) = parts(OfferFactory(version__people=[]).versions.get())

    assert (part.person, part.engagement) == (None, EngagementBasis.VOLUNTEER)


def test_another_supervision_may_be_supposed() -> None:
    (part,) = parts(OfferFactory().versions.get())

    assert [part.facts(POLICY, TODAY, mode).supervision for mode in (None, "unsupervised")] == ["school_staff_present", "unsupervised"]


def test_reading_costs_the_same_for_many() -> None:
    versions = [OfferFactory().versions.get() for _number in range(5)]
    counts = []

    for some in (versions[:1], versions):
        with CaptureQueriesContext(connection) as queries:
            parts(*some)
        counts.append(len(queries))

    assert counts == [5, 5]
