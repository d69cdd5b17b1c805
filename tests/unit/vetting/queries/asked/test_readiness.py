import pytest

from directory.enums import Pattern
from tests.factories.vetting import ClearanceFactory, RegulatedActivityAssessmentFactory, VettingAuthorityFactory
from tests.support.vetting import Desk, claimed, record_required
from vetting.queries.asked.readiness import readiness_of

pytestmark = pytest.mark.django_db


def ready(**fields: object) -> Desk:
    desk = claimed(**({"version__pattern": Pattern.OCCASIONAL} | fields))  # type: ignore[arg-type]  # fields of an offer
    record_required(desk)
    return desk


def missing(desk: Desk, level: str = "supervised") -> tuple[str, ...]:
    return readiness_of(desk.case.version, desk.authority, level).missing


def test_an_offer_with_everything_is_ready_and_says_under_which_row() -> None:
    desk = ready()

    found = readiness_of(desk.case.version, desk.authority, "supervised")

    assert (found.missing, found.rules) == ((), [{"person": desk.case.version.people.get().pk, "rule": "R5", "pattern": "infrequent"}])


def test_what_another_authority_checked_does_not_count() -> None:
    desk = ready()

    assert "Public liability insurance" in readiness_of(desk.case.version, VettingAuthorityFactory(), "supervised").missing


def test_adults_are_named_with_what_they_lack() -> None:
    desk = ready()
    person = desk.case.version.people.get()
    person.checks.filter(check_type="SG_TRAINING").delete()

    assert (missing(desk), missing(desk, "listed_only")) == ((f"Safeguarding training ({person.name})",), ())


def test_alone_asks_an_enhanced_check() -> None:
    desk = ready()

    assert missing(desk, "unsupervised") == (f"Enhanced DBS check ({desk.case.version.people.get().name})",)


def test_an_open_question_waits_for_a_ruling_except_for_the_list() -> None:
    desk = ready(version__nature="talk_assembly", kind="talk", version__supervision="unsupervised")
    person = desk.case.version.people.get()
    asked_first = missing(desk, "unsupervised")

    RegulatedActivityAssessmentFactory(person=person, offer=desk.offer, is_regulated=False)

    assert asked_first == (f"an officer's ruling on regulated activity ({person.name})",)
    assert (missing(desk, "unsupervised"), missing(desk, "listed_only")) == ((), ())


def test_nobody_is_cleared_to_be_alone_on_their_own_word() -> None:
    desk = ready(version__nature="talk_assembly", kind="talk")
    person = desk.case.version.people.get()
    RegulatedActivityAssessmentFactory(person=person, offer=desk.offer, is_regulated=False)
    person.checks.exclude(check_type="CODE_OF_CONDUCT").delete()

    assert f"any check of {person.name}" in missing(desk, "unsupervised")


def test_a_suspension_anywhere_stands_in_the_way() -> None:
    desk = ready()
    ClearanceFactory(person=desk.case.version.people.get(), state="suspended")

    assert missing(desk) == ("a lead's word on a suspension",)


def test_an_offer_without_adults_lacks_one() -> None:
    desk = ready()
    desk.case.version.people.clear()

    found = readiness_of(desk.case.version, desk.authority, "unsupervised")

    assert (found.missing, found.rules) == (("an adult who leads it",), [{"person": None, "rule": "R5", "pattern": "infrequent"}])
