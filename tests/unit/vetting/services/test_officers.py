import pytest

from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.exceptions import NotAllowedError
from vetting.models import Officer
from vetting.policies.roles import can_work_queue
from vetting.services.officers import GROUP, appoint_officer, end_appointment

pytestmark = pytest.mark.django_db


def test_appointing_opens_the_queue_and_the_admin() -> None:
    user, authority = UserFactory(), VettingAuthorityFactory()

    officer = appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.OFFICER)

    assert (officer.user, officer.role, can_work_queue(user, authority)) == (user, OfficerRole.OFFICER, True)
    assert [group.name for group in user.groups.all()] == [GROUP]
    assert user.has_perm("wagtailadmin.access_admin")
    assert AuditEvent.objects.get(action="officer.appoint").details == {"user": user.pk, "role": "officer"}


def test_appointing_twice_is_one_appointment() -> None:
    user, authority = UserFactory(), VettingAuthorityFactory()

    first = appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.LEAD)
    second = appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.LEAD)

    assert (first, Officer.objects.count(), AuditEvent.objects.count()) == (second, 1, 1)


def test_administrators_appoint_others_and_never_themselves() -> None:
    administrator = OfficerFactory(role=OfficerRole.ADMINISTRATOR)
    authority = administrator.authority

    officer = appoint_officer(by=administrator.user, user=UserFactory(), authority=authority, role=OfficerRole.OFFICER)

    assert officer.authority == authority
    with pytest.raises(NotAllowedError):
        appoint_officer(by=administrator.user, user=administrator.user, authority=authority, role=OfficerRole.OFFICER)


@pytest.mark.parametrize("role", [OfficerRole.OFFICER, OfficerRole.LEAD, OfficerRole.AUDITOR])
def test_nobody_else_appoints(role: str) -> None:
    officer = OfficerFactory(role=role)

    for user in (officer.user, UserFactory(is_superuser=True), OfficerFactory(role=OfficerRole.ADMINISTRATOR).user):
        with pytest.raises(NotAllowedError):
            appoint_officer(by=user, user=UserFactory(), authority=officer.authority, role=OfficerRole.OFFICER)


def test_the_way_into_the_admin_closes_with_the_last_part() -> None:
    user, authority = UserFactory(), VettingAuthorityFactory()
    one = appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.OFFICER)
    two = appoint_officer(by=None, user=user, authority=authority, role=OfficerRole.LEAD)

    first_ended = end_appointment(by=None, officer=one)
    assert (first_ended.ended_at is not None, user.groups.count()) == (True, 1)
    last_ended = end_appointment(by=None, officer=two)
    again = end_appointment(by=None, officer=two)

    assert (user.groups.count(), again.ended_at, can_work_queue(user, authority)) == (0, last_ended.ended_at, False)
