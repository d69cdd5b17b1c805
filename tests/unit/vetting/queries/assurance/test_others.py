"""What other authorities say: outcomes and days, never why something ended."""

import datetime

import pytest

from tests.factories.directory import ProviderFactory
from tests.factories.partners import RecognitionFactory
from tests.factories.vetting import AssuranceStatementFactory, OfficerFactory, VettingAuthorityFactory, cleared_offer
from vetting.models import AssuranceStatement, Check, Clearance
from vetting.queries.assurance.others import other_statements
from vetting.services.checks.recording import revoke_check
from vetting.services.clearances.suspensions import suspend

pytestmark = pytest.mark.django_db


def test_the_last_word_of_each_other_authority_with_its_scope() -> None:
    offer, own = cleared_offer(), VettingAuthorityFactory()
    statement = AssuranceStatement.objects.get()
    AssuranceStatementFactory(provider=offer.provider, authority=own)
    AssuranceStatementFactory()

    (found,) = other_statements(offer.provider, own)

    assert (found.statement, found.until, found.recognition, found.holds) == (statement, statement.holds_until, None, None)
    assert (found.natures, found.settings) == (("teach_train_instruct",), ("school_site",))
    assert found.scope == "Teaching, training or instructing, At the school"


def test_a_check_is_held_as_the_statement_says_it() -> None:
    offer = cleared_offer()
    (found,) = other_statements(offer.provider, VettingAuthorityFactory())
    check = Check.objects.get(check_type="PLI")

    assert found.held(f"organisation:{offer.provider.uuid}", "PLI") == check.expires_on
    assert found.held(f"organisation:{offer.provider.uuid}", "EQUALITY") is False
    assert found.held("organisation:00000000-0000-0000-0000-000000000000", "PLI") is False
    endless = found.statement
    endless.summary = [{"subject": "person:1", "check": "X", "outcome": "pass", "expires_on": None, "performed_on": "2026-01-01"}]
    assert found.held("person:1", "X") is True
    endless.summary[0]["outcome"] = "fail"
    assert found.held("person:1", "X") is False


@pytest.mark.parametrize("happening", ["suspended", "check revoked"])
def test_what_does_not_hold_reads_the_same_for_whatever_reason(happening: str) -> None:
    offer = cleared_offer()
    clearance = Clearance.objects.get(offer=offer)
    officer = OfficerFactory(authority=clearance.authority).user
    if happening == "suspended":
        suspend(by=officer, clearance=clearance, ground="police_or_court_matter")
    else:
        revoke_check(by=officer, check=Check.objects.get(check_type="RISK_DECL"))

    (found,) = other_statements(offer.provider, VettingAuthorityFactory())

    assert (found.until, found.natures, found.settings, found.scope) == (None, (), (), "")


def test_an_own_recognition_stands_beside_the_statement_and_whether_it_holds() -> None:
    offer = cleared_offer()
    recognition = RecognitionFactory(statement=AssuranceStatement.objects.get())

    (found,) = other_statements(offer.provider, recognition.authority)

    assert found.recognition == recognition
    assert found.holds is not None
    assert found.holds.until == recognition.expires_on
    assert isinstance(found.until, datetime.date)


def test_nobody_else_said_anything() -> None:
    assert other_statements(ProviderFactory(), VettingAuthorityFactory()) == []
