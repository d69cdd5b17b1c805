"""What may be asked of whom at all."""

import datetime

import pytest

from directory.enums import Pattern
from directory.models import Offer
from tests.factories.directory import OfferFactory, PersonFactory, VenueFactory
from tests.factories.vetting import PlannedUseFactory, RegulatedActivityAssessmentFactory, shipped_content
from vetting.queries.clearances.eligibility import why_not_to_ask

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 4)
POLICY = shipped_content()


def why(code: str, subject: object) -> str:
    return why_not_to_ask(POLICY.by_code[code], subject, POLICY, TODAY)  # type: ignore[arg-type]  # any subject of a check


def offer(**fields: object) -> Offer:
    made: Offer = OfferFactory(**{"version__pattern": Pattern.OCCASIONAL} | fields)
    return made


def leader(made: Offer) -> object:
    return made.versions.get().people.get()


def test_the_barred_list_is_for_regulated_activity_only() -> None:
    assert why("DBS_ENH_CBL", leader(offer(version__pattern=Pattern.WEEKLY))) == ""
    assert why("DBS_ENH_CBL", leader(offer())).startswith("“Enhanced DBS check with the children's barred list” may not be asked here.")


def test_an_enhanced_check_is_within_reach_of_who_teaches_and_not_of_who_talks() -> None:
    assert why("DBS_ENH", leader(offer())) == ""
    assert why("DBS_ENH", leader(offer(version__nature="talk_assembly"))).endswith("(Row R6 of the table.)")


def test_the_most_that_any_offer_of_the_person_allows_counts() -> None:
    person = PersonFactory()
    offer(version__people=[person])
    offer(version__people=[person], version__pattern=Pattern.WEEKLY, state="in_review")

    assert why("DBS_ENH_CBL", person) == ""


def test_weekly_days_that_nobody_ruled_on_do_not_open_the_barred_list() -> None:
    made = offer()
    person = made.versions.get().people.get()
    for week in range(3):
        PlannedUseFactory(person=person, offer=made, date=TODAY + datetime.timedelta(weeks=week))

    assert why("DBS_ENH_CBL", person).endswith("(Row R3 of the table.)")
    RegulatedActivityAssessmentFactory(person=person, offer=made, is_regulated=True)
    assert why("DBS_ENH_CBL", person) == ""


def test_a_colleagues_weekly_run_is_no_reason() -> None:
    one, other = PersonFactory(), PersonFactory()
    offer(version__people=[one, other])
    offer(version__people=[other], version__pattern=Pattern.WEEKLY, state="in_review")

    assert (why("DBS_ENH_CBL", one) == "", why("DBS_ENH_CBL", other)) == (False, "")


def test_what_is_asked_advised_or_stands_for_something_may_be_recorded() -> None:
    made = offer(kind="visit", provider__kinds=["third_space_host"], version__setting="host_site", version__venue=VenueFactory())

    assert [why(code, made.provider) for code in ("PLI", "EQUALITY", "LOTC_QB")] == ["", "", ""]
    assert [why(code, made.versions.get().venue) for code in ("FIRE_SAFETY", "VENUE_ACCESS")] == ["", ""]
    assert why("RISK_DECL", made) == ""
    assert why("EMPLOYER_ASSURANCE", leader(made)) == ""


def test_what_is_not_asked_may_not() -> None:
    made = offer()

    assert why("FOOD_REG", made.provider) == "“Registered food business” is not asked for what is offered here."
    assert why("ALLERGEN", made) == "“Allergen information” is not asked for what is offered here."


def test_of_somebody_who_offers_nothing_nothing_is_asked() -> None:
    archived = offer(state="archived")
    person = archived.versions.get().people.get()

    for subject in (PersonFactory(), person):
        assert why("ID_VERIFIED", subject) == (
            "Nothing is offered here with this in it, so no check may be asked yet. Wait for a draft of an offer."
        )
