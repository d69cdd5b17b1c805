"""Who acts in an authority."""

from django.db.models import QuerySet

from accounts.models import User
from vetting.models import Officer, VettingAuthority


def parts_in(authority: VettingAuthority) -> QuerySet[Officer]:
    """Parts that are held now, borrowed ones with their loan, by name."""
    parts = Officer.objects.acting().filter(authority=authority).select_related("user", "loan__lender")
    return parts.order_by("user__first_name", "user__last_name", "user", "pk")


def account_of(email: str) -> User | None:
    """The active account that signs in with this address."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()
