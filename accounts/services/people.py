"""Changing what we know of the people who sign in."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.exceptions import AddressTakenError
from accounts.models import User
from core.services import audit


@transaction.atomic
def change_name(*, by: audit.Actor, user: User, first_name: str, last_name: str) -> User:
    """The name that others see."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.first_name, locked.last_name = first_name, last_name
    locked.save(update_fields=["first_name", "last_name"])
    audit.record("user.rename", locked, by=by, changed=["first_name", "last_name"])
    return locked


@transaction.atomic
def verify_address(*, by: audit.Actor, user: User, email: str) -> EmailAddress:
    """Note that the address has been shown to be the user's, for example by a secret link that only it was sent.

    Their first verified address becomes the primary one. Raises AddressTakenError where somebody else has verified it.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user=user).exists():
        raise AddressTakenError(_("Another account uses this e-mail address. Sign in with that one, or use another address."))
    address = EmailAddress.objects.filter(user=user, email__iexact=email).first() or EmailAddress(user=user, email=email.strip().lower())
    if not address.verified:
        address.verified = True
        address.primary = address.primary or not EmailAddress.objects.filter(user=user, primary=True).exists()
        address.save()
        audit.record("user.verify_address", user, by=by)
    return address
