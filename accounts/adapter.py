"""How the sign-in package does things here."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.emails import account_mail
from accounts.enums import SIGN_UP_AS, SignUpAs
from accounts.policies import can_remove_authenticator
from core.services.outbox import send_now

MAIL_KIND = "accounts.allauth"


def expect_invited(request: HttpRequest, *, email: str, sign_up_as: SignUpAs) -> None:
    """Remember that whoever browses here opened a link that only this address was sent: signing up with it asks for no code.

    Call it from the page of an invitation's own secret link, before leading to sign-up (without ?as=); the address is filled in there.
    """
    AccountAdapter().stash_verified_email(request, email.lower())
    request.session[SIGN_UP_AS] = sign_up_as


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by e-mail address, with refusals that say what to do next."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed. If that seems wrong, write to those who run this site."),
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right. Check both, or set a new password."),
        "email_taken": gettext_lazy("There is an account with this address. Sign in with it, or use another address."),
        "enter_current_password": gettext_lazy("That is not the password that you have now. Try again, or set a new one by mail."),
        "incorrect_code": gettext_lazy("That is not the code. Type the one in the newest mail that we sent you, or ask for a new one."),
        "incorrect_password": gettext_lazy("That is not your password. Try again, or set a new one."),
        "invalid_or_expired_key": gettext_lazy("This link was used already, or is too old. Ask for a new one."),
        "invalid_password_reset": gettext_lazy("This link was used already, or is too old. Ask for a new one."),
        "rate_limited": gettext_lazy("That was too often in a short time. Wait a minute, then try again."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes and try again, or set a new password."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once rather than through the worker: somebody sits before a page that asks for the code, and the code, being a secret,
        must not lie in a table until its turn comes. The outbox records that it went, so that operators, and the demo's mail page, see it.
        """
        sent = send_now(account_mail(template_prefix, {**context, "email": email}), to=email, kind=MAIL_KIND)
        if not sent and self.request:
            messages.error(self.request, _("The mail could not be sent just now. Wait a few minutes, then ask for it again."))


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: kept encrypted, and never given up by officers."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("That is not the code. Type the one that your app shows now, or one of your spare codes."),
        "cannot_delete_authenticator": gettext_lazy("Your role needs a second step at sign-in. Add another one first, then remove this."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return can_remove_authenticator(authenticator.user, authenticator)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # the package's word
        earlier = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Key %(number)s") % {"number": earlier + 1}

    def encrypt(self, text: str) -> str:
        """Seeds of codes are secrets as passwords are, but must be read again: a copy of the database alone must not give them away."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Reads what any of our keys wrote, and writes with the present one."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"accounts.mfa:" + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
