import pytest

from core import clock
from directory.services import listing
from tests.factories.directory import ProviderFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import PlannedUseFactory, SchoolAcceptanceFactory, cleared_offer, leader_of
from vetting.queries.assurance.letters import letter_of, providers_relied_on

pytestmark = pytest.mark.django_db


def test_a_school_relies_on_whom_it_booked_or_accepted() -> None:
    school = SchoolFactory()
    booked = PlannedUseFactory(school=school)
    PlannedUseFactory(school=school, is_confirmed=False)  # asked, and not agreed
    PlannedUseFactory()
    accepted = SchoolAcceptanceFactory(school=school)

    assert set(providers_relied_on(school)) == {booked.provider, accepted.provider}


def test_a_letter_names_everybody_with_outcomes_and_dates() -> None:
    offer = cleared_offer()

    letter = letter_of(SchoolFactory(), offer.provider)

    assert letter is not None
    assert letter.holds_now
    assert {line.subject for line in letter.lines} == {leader_of(offer).name, offer.provider.name, str(offer)}
    assert {line.outcome for line in letter.lines} == {"Pass"}
    assert "Identity seen" in {line.check for line in letter.lines}


def test_a_letter_says_when_it_no_longer_holds() -> None:
    offer = cleared_offer()
    school = SchoolFactory()
    statement = offer.provider.statements.get()
    acceptance = SchoolAcceptanceFactory(school=school, statement=statement)
    listing.set_assurance(offer=offer, assured_until=None, assured_by="")

    letter = letter_of(school, offer.provider)

    assert letter is not None
    assert letter.acceptance is not None
    assert (letter.statement, letter.holds_now, letter.acceptance.given) == (statement, False, acceptance)
    assert letter.statement.holds_until > clock.today()


def test_of_whom_nobody_ever_said_anything_there_is_no_letter() -> None:
    assert letter_of(SchoolFactory(), ProviderFactory()) is None
