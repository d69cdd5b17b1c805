import datetime

import pytest

from directory.enums import Pattern
from directory.models import OfferVersion
from tests.factories.directory import OfferFactory, VenueFactory
from tests.factories.vetting import RegulatedActivityAssessmentFactory, shipped_content
from vetting.enums import CheckScope
from vetting.queries.asked.asking import ask_of_part, rulings_of, subject_of_scope, subjects_of_part
from vetting.queries.clearances.declared import Part, parts_of

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 4)
POLICY = shipped_content()


def part_of(version: OfferVersion) -> Part:
    (part,) = parts_of([version], TODAY)
    return part


def test_a_part_asks_what_its_row_of_the_table_asks() -> None:
    part = part_of(OfferFactory(version__pattern=Pattern.WEEKLY).versions.get())

    found = ask_of_part(part, POLICY, TODAY, pool=[], rulings={})

    assert (found.assessment.row.id, found.table.code) == ("R3", "DBS_ENH_CBL")
    assert "DBS_ENH_CBL" in {one.check.code for one in found.asked}


def test_nobody_has_no_dbs_check() -> None:
    part = part_of(OfferFactory(version__pattern=Pattern.WEEKLY, version__people=[]).versions.get())

    found = ask_of_part(part, POLICY, TODAY, pool=[], rulings={})

    assert "DBS_ENH_CBL" not in {one.check.code for one in found.asked}


def test_an_officers_ruling_is_about_one_adult_in_one_offer() -> None:
    version = OfferFactory(version__nature="talk_assembly").versions.get()
    part = part_of(version)
    person = version.people.get()
    RegulatedActivityAssessmentFactory(person=person, offer=version.offer, decided_by=None)
    newer = RegulatedActivityAssessmentFactory(person=person, offer=version.offer, is_regulated=False)
    RegulatedActivityAssessmentFactory(person=person, offer=version.offer, superseded_by=newer)

    rulings = rulings_of({person.pk})

    assert rulings == {(person.pk, version.offer_id): False}
    still_open, ruled = (
        ask_of_part(part, POLICY, TODAY, pool=[], rulings=known, supervision="unsupervised").table.is_open for known in ({}, rulings)
    )
    assert (still_open, ruled) == (True, False)


def test_every_scope_has_its_subject() -> None:
    venue = VenueFactory()
    part = part_of(OfferFactory(version__venue=venue).versions.get())

    assert subjects_of_part(part) == [
        (CheckScope.PERSON, part.version.people.get().pk),
        (CheckScope.ORGANISATION, part.version.offer.provider_id),
        (CheckScope.VENUE, venue.pk),
        (CheckScope.OFFER, part.version.offer_id),
    ]


def test_what_is_not_there_is_no_subject() -> None:
    part = part_of(OfferFactory(version__people=[]).versions.get())

    assert [subject_of_scope(scope, part) for scope in (CheckScope.PERSON, CheckScope.VENUE)] == [None, None]
    assert [scope for scope, _pk in subjects_of_part(part)] == [CheckScope.ORGANISATION, CheckScope.OFFER]
