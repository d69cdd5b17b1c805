"""Accounts and sessions that nobody needs any more."""

import datetime

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from accounts.models import User
from core.retention import untouched

FORMER = "@former.invalid"
OF_SIGN_IN = ("account", "mfa", "socialaccount", "usersessions", "wagtailusers")  # they go with the account


def _unused(before: datetime.datetime) -> QuerySet[User]:
    """Not signed in since, and no part in running the site. Who never signed in counts from when the account was made."""
    unused = Q(last_login__lt=before) | Q(last_login=None, date_joined__lt=before)
    return User.objects.filter(unused, is_superuser=False, groups=None)


def accounts_without_part(before: datetime.datetime) -> QuerySet[User]:
    """Unused, and named by nothing: made, and never used for anything that is kept."""
    return untouched(_unused(before), except_apps=OF_SIGN_IN)


def former_accounts(before: datetime.datetime) -> QuerySet[User]:
    """Unused, and named by something that is kept: they stay as a number."""
    return _unused(before).exclude(email__endswith=FORMER)


def old_sessions(before: datetime.datetime) -> QuerySet[UserSession]:
    """With the address on the net and the browser from which somebody signed in."""
    found: QuerySet[UserSession] = UserSession.objects.filter(last_seen_at__lt=before)
    return found
