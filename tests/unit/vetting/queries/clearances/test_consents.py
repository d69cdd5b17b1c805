import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import CheckFactory, VettingAuthorityFactory, shipped_content
from tests.support.vetting import claimed
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.clearances.consents import certificates_looked_up, is_used_up, live_consent, look_ups_allowed, status_types

pytestmark = pytest.mark.django_db

STATUS = shipped_content().by_code["DBS_STATUS"]


def test_what_was_withdrawn_does_not_stand_nor_what_was_given_to_another() -> None:
    person, authority = PersonFactory(), VettingAuthorityFactory()
    StatusConsentFactory(person=person)
    StatusConsentFactory(person=person, authority=authority, withdrawn_at=clock.now(), withdrawn_by=UserFactory())
    before = live_consent(person, authority)

    standing = StatusConsentFactory(person=person, authority=authority)

    assert (before, live_consent(person, authority)) == (None, standing)


def test_one_look_up_is_used_up_by_one_and_all_by_none() -> None:
    once, all_of_them = StatusConsentFactory(scope="once"), StatusConsentFactory(scope="while_listed")
    before = is_used_up(once, STATUS)
    for consent in (once, all_of_them):
        CheckFactory(person=consent.person, authority=consent.authority, check_type="DBS_STATUS")

    assert (before, is_used_up(once, STATUS), is_used_up(all_of_them, STATUS)) == (False, True, False)


def test_certificates_whose_status_can_be_looked_up_come_from_the_policy() -> None:
    authority = VettingAuthorityFactory()

    assert [one.code for one in status_types(authority)] == ["DBS_STATUS"]
    assert certificates_looked_up(authority) == {"DBS_ENH_CBL", "DBS_ENH"}


def test_the_list_of_checks_knows_for_whom_it_is_allowed() -> None:
    desk = claimed(version__pattern="weekly")
    person = desk.case.version.people.get()
    asked = requirements_for(desk.case.version, desk.authority)
    before = look_ups_allowed(asked, desk.authority)
    StatusConsentFactory(person=person, authority=desk.authority)

    assert before == {("DBS_ENH_CBL", person.pk): False}
    assert look_ups_allowed(asked, desk.authority) == {("DBS_ENH_CBL", person.pk): True}
