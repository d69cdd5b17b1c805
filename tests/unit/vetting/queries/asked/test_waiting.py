import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.factories.vetting import CheckFactory
from tests.support.declaring import Declaring
from tests.support.vetting import claimed, record
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.asked.waiting import unverified_checks
from vetting.services.checks.recording import verify_check
from vetting.services.checks.reviewing import Look, review_declarations

pytestmark = pytest.mark.django_db


def test_what_is_recorded_answered_or_sent_back_waits_and_nothing_else(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    desk = claimed()
    declaring = Declaring(desk)
    person = declaring.person
    recorded, answered, sent_back = record(desk, "ID_VERIFIED", person), declaring("SG_POLICY"), declaring("RISK_DECL", desk.offer)
    verify_check(by=desk.first, check=declaring("PLI"))
    review_declarations(by=desk.first, looks=[Look(sent_back, verifies=False, reason="unclear", note="Say who reviewed it.")])
    CheckFactory(person=person, check_type="SG_TRAINING")  # another authority's
    imported = {"source": "import", "outcome": "", "route": "", "authority": desk.authority}
    CheckFactory(person=person, check_type="CODE_OF_CONDUCT", **imported)
    asked = requirements_for(desk.case.version, desk.authority)

    with django_assert_num_queries(1):
        found = unverified_checks(asked, desk.authority)

    assert {key[0]: check.pk for key, check in found.items()} == {
        "ID_VERIFIED": recorded.pk,
        "SG_POLICY": answered.pk,
        "RISK_DECL": sent_back.pk,
    }
