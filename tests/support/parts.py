"""Everybody who could ask something of an authority, one of each kind."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import OfficerFactory
from vetting.enums import OfficerRole
from vetting.models import Officer, VettingAuthority
from vetting.policies.roles import Visitor

ROLES = list(OfficerRole.values)


def officer(authority: VettingAuthority, role: str = OfficerRole.OFFICER) -> User:
    user: User = OfficerFactory(authority=authority, role=role).user
    return user


def everybody(authority: VettingAuthority) -> dict[str, Visitor]:
    """One of each kind, seen from the authority."""
    gone = OfficerFactory(authority=authority)
    Officer.objects.filter(pk=gone.pk).update(ended_at=clock.now())
    asleep = officer(authority)
    User.objects.filter(pk=asleep.pk).update(is_active=False)
    asleep.refresh_from_db()
    return {role: officer(authority, role) for role in ROLES} | {
        "gone": gone.user,
        "inactive": asleep,
        "stranger": OfficerFactory().user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "member": ProviderMemberFactory().user,
        "visitor": AnonymousUser(),
    }


def allowed(who: dict[str, Visitor], may: Callable[[Visitor], bool]) -> set[str]:
    return {name for name, user in who.items() if may(user)}
