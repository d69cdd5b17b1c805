"""Which requests to join a school reach which officer."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.states import JoinState
from tests.factories.schools import AuthorityFactory, JoinRequestFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import VettingAuthority
from vetting.queries.cases.joining import join_requests_for

pytestmark = pytest.mark.django_db


def officer(role: str = OfficerRole.OFFICER) -> tuple[User, VettingAuthority]:
    authority = VettingAuthorityFactory()
    return OfficerFactory(authority=authority, role=role).user, authority


def test_own_area_and_areas_where_nobody_vets_and_no_others() -> None:
    user, authority = officer()
    orphan = JoinRequestFactory(school__authority=AuthorityFactory())
    own = JoinRequestFactory(school__authority=authority.local_authority)
    JoinRequestFactory(school__authority=VettingAuthorityFactory().local_authority)
    JoinRequestFactory(school__authority=authority.local_authority, state=JoinState.WITHDRAWN)
    JoinRequestFactory(school__authority=authority.local_authority, user=user)

    assert set(join_requests_for(user)) == {orphan, own}


def test_nobody_else_sees_any() -> None:
    JoinRequestFactory(school__authority=AuthorityFactory())
    auditor, authority = officer(OfficerRole.AUDITOR)
    JoinRequestFactory(school__authority=authority.local_authority)

    assert list(join_requests_for(auditor)) == []
    assert list(join_requests_for(AnonymousUser())) == []
