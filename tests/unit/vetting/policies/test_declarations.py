"""Who answers a check themselves, and who reads the answer again on the provider's side."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory, VenueFactory
from tests.factories.vetting import OfficerFactory
from tests.support.declaring import Declaring
from tests.support.vetting import claimed
from vetting.models import Check
from vetting.policies.declarations import can_declare, can_read_declaration
from vetting.policies.roles import CheckSubject, Visitor

pytestmark = pytest.mark.django_db


def test_members_answer_for_what_is_theirs_and_adults_with_an_account_for_themselves() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    venue, foreign = VenueFactory(provider=desk.case.provider), VenueFactory()
    mine: list[CheckSubject] = [desk.case.provider, desk.offer, venue, person]

    assert [can_declare(desk.member, subject) for subject in mine] == [True] * 4
    assert [can_declare(desk.member, foreign), can_declare(desk.first, desk.case.provider)] == [False, False]
    assert not any(can_declare(AnonymousUser(), subject) for subject in mine)
    person.user = UserFactory()
    assert (can_declare(desk.member, person), can_declare(person.user, person)) == (False, True)
    person.user.is_active = False
    assert (can_declare(desk.member, person), can_declare(person.user, person)) == (True, False)


def test_the_rule_and_its_list_agree_on_who_reads_an_answer_again() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    person = declaring.person
    by_member, of_adult = declaring("PLI"), declaring("SG_TRAINING", person)
    person.user = UserFactory()
    person.save()
    own = declaring("CODE_OF_CONDUCT", person, by=person.user)
    left = ProviderMemberFactory(provider=desk.case.provider, left_at=clock.now()).user
    users: dict[str, Visitor] = {
        "member": desk.member,
        "colleague": ProviderMemberFactory(provider=desk.case.provider).user,
        "adult": person.user,
        "officer": desk.first,
        "other": OfficerFactory().user,
        "left": left,
        "superuser": UserFactory(is_superuser=True),
        "visitor": AnonymousUser(),
    }
    checks = {"by_member": by_member, "of_adult": of_adult, "own": own}

    by_rule = {name: {key for key, check in checks.items() if can_read_declaration(user, check)} for name, user in users.items()}
    pks = {check.pk: key for key, check in checks.items()}
    by_list = {
        name: {pks[pk] for pk in Check.objects.declared_by_side_of(user).values_list("pk", flat=True)} for name, user in users.items()
    }

    assert by_rule == by_list
    assert by_rule["member"] == {"by_member", "of_adult"}
    assert by_rule["colleague"] == {"by_member"}
    assert by_rule["adult"] == {"of_adult", "own"}
    assert by_rule["officer"] == by_rule["left"] == by_rule["superuser"] == by_rule["visitor"] == set()
