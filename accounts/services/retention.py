"""An account whose person nobody needs to know any more."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.queries.retention import FORMER


def anonymise_accounts(keys: list[Any]) -> None:
    """Name, address and every way to sign in go. The number stays: the audit log and decisions name people by it."""
    for model in (EmailAddress, Authenticator, UserSession):
        model._default_manager.filter(user__in=keys).delete()
    for key in keys:
        User.objects.filter(pk=key).update(
            email=f"account-{key}{FORMER}", first_name="", last_name="", is_active=False, is_staff=False, password=make_password(None)
        )
