import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from portal.queries.parts import PartKind, parts_of
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderFactory, ProviderMemberFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import OfficerFactory

pytestmark = pytest.mark.django_db


def test_a_stranger_has_no_part(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert parts_of(AnonymousUser()) == ()


def test_somebody_new_has_no_part() -> None:
    assert parts_of(UserFactory()) == ()


def test_schools_come_first_then_providers_then_authorities(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = UserFactory()
    officer = OfficerFactory(user=user)
    provider = ProviderMemberFactory(user=user).provider
    second = SchoolMemberFactory(
        user=user, school=SchoolFactory(name="Zeta School"), roles=[SchoolRole.APPROVER, SchoolRole.COORDINATOR]
    ).school
    first = SchoolMemberFactory(user=user, school=SchoolFactory(name="Alpha School"), roles=[]).school

    with django_assert_num_queries(3):
        parts = parts_of(user)

    assert [(part.kind, part.pk, part.place, part.name) for part in parts] == [
        (PartKind.SCHOOL, first.pk, str(first.pk), "Alpha School"),
        (PartKind.SCHOOL, second.pk, str(second.pk), "Zeta School"),
        (PartKind.PROVIDER, provider.pk, provider.slug, provider.name),
        (PartKind.OFFICER, officer.authority_id, str(officer.authority_id), officer.authority.name),
    ]
    assert [part.roles for part in parts[:2]] == [frozenset(), frozenset({"approver", "coordinator"})]


def test_parts_that_were_given_up_are_gone() -> None:
    user = UserFactory()
    SchoolMemberFactory(user=user, left_at=clock.now())
    ProviderMemberFactory(user=user, left_at=clock.now())
    ProviderMemberFactory(user=user, provider=ProviderFactory(is_closed=True))
    OfficerFactory(user=user, ended_at=clock.now())

    assert parts_of(user) == ()
