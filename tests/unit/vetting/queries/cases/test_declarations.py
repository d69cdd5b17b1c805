"""Which answers wait for an officer's look, and in which case."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import OfficerFactory
from tests.support.declaring import Declaring
from tests.support.vetting import claimed, decided, submitted
from vetting.queries.cases.declarations import declarations_to_look_at, declared_in
from vetting.services.cases import handling as cases
from vetting.services.checks.declaring import declare
from vetting.services.checks.recording import verify_check

pytestmark = pytest.mark.django_db


def test_a_case_has_the_answers_about_everybody_and_everything_in_it() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    known = [declaring("SG_TRAINING", declaring.person), declaring("PLI"), declaring("RISK_DECL", desk.offer)]
    verify_check(by=desk.first, check=declaring("SG_POLICY"))
    Declaring(claimed(desk.authority))()

    assert declared_in(desk.case) == known


def test_renewals_of_decided_offers_are_among_what_officers_look_at_each_under_its_newest_case() -> None:
    desk = decided()
    Declaring(desk)()
    theirs = submitted(desk.authority)
    Declaring(theirs)("SG_POLICY")
    Declaring(theirs)("PLI")
    Declaring(claimed())()  # another authority's

    rows = declarations_to_look_at(desk.first)

    assert [(row.case, row.number) for row in rows] == [(desk.case, 1), (theirs.case, 2)]
    assert rows[0].since <= rows[1].since <= clock.now()
    assert declarations_to_look_at(OfficerFactory().user) == []


def test_what_is_answered_for_a_draft_waits_until_it_is_handed_in() -> None:
    desk = submitted()
    draft = OfferFactory(provider__home_authority=desk.authority.local_authority)
    member = ProviderMemberFactory(provider=draft.provider).user
    details = {"held": True, "reviewed_on": clock.today().isoformat()}
    declare(by=member, version=draft.versions.get(), check_type="RISK_DECL", subject=draft, details=details)
    assert declarations_to_look_at(desk.first) == []

    case = cases.submit_offer(by=member, version=draft.versions.get())

    assert [(row.case, row.number) for row in declarations_to_look_at(desk.first)] == [(case, 1)]


def test_the_list_takes_as_many_questions_for_many_as_for_few(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    desk = submitted()
    Declaring(desk)()
    with django_assert_num_queries(3):
        declarations_to_look_at(desk.first)
    for _number in range(3):
        Declaring(submitted(desk.authority))()

    with django_assert_num_queries(3):
        assert len(declarations_to_look_at(desk.first)) == 4
