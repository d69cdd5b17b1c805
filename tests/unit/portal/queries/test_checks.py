import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from portal.queries.checks import known_about
from tests.factories.accounts import UserFactory
from tests.support.declaring import Declaring
from tests.support.references import Naming
from tests.support.vetting import submitted
from vetting.queries.asked.requirements import requirements_for

pytestmark = pytest.mark.django_db


def test_it_knows_who_answers_what_waits_and_since_when(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    desk = submitted()
    person = desk.case.version.people.get()
    answer, reference = Declaring(desk)(), Naming(desk)()
    person.user = UserFactory()
    person.save()
    asked = requirements_for(desk.case.version, desk.authority)

    with django_assert_num_queries(5):
        known = known_about(desk.case.version, desk.case, asked, desk.authority, desk.member)

    assert known.sent_on == desk.case.submitted_at.date()
    assert known.referees == {person.pk: ["asked"]}
    assert known.awaited == {person.pk: reference.asked_at}
    assert list(known.unverified.values()) == [answer]
    assert "PLI" in known.declarable
    assert "DBS_ENH_CBL" not in known.declarable
    assert known.speak_for_themselves == {person.pk: person.name}


def test_an_adult_who_reads_it_themselves_is_nobody_else() -> None:
    desk = submitted()
    person = desk.case.version.people.get()
    person.user = desk.member
    person.save()
    asked = requirements_for(desk.case.version, desk.authority)

    assert known_about(desk.case.version, desk.case, asked, desk.authority, desk.member).speak_for_themselves == {}
