"""Who must sign in with a second factor, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from accounts.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only replace one of these


def can_enter_admin(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Officers and editors, by the groups they are in."""
    return isinstance(user, User) and user.has_perm("wagtailadmin.access_admin")


def must_use_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the user may reach the admin, and with it vetting evidence, and the site asks a second factor of such people."""
    if not (settings.OFFICERS_NEED_SECOND_FACTOR and isinstance(user, User) and user.is_active):
        return False
    return user.is_staff or can_enter_admin(user)


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether an authenticator app or a passkey is set up."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def can_remove_authenticator(user: AbstractBaseUser, authenticator: Authenticator) -> bool:
    """Officers keep at least one factor; their recovery codes they may drop."""
    if authenticator.type not in FACTORS or not must_use_second_factor(user):
        return True
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exclude(pk=authenticator.pk).exists())
