"""A word before an accreditation runs out, to the adult where they have an account and to who acts with them."""

from collections.abc import Iterable

from django.db import transaction

from core.services import outbox
from vetting.models import Accreditation
from vetting.queries.accreditation.standing import providers_to_tell, to_remind_of


@transaction.atomic
def remind_of_accreditations() -> int:
    """Once for each last day, on the day that the policy names or later. Safe to repeat. Returns how many are near their end."""
    found = list(to_remind_of().select_related("person__user"))
    for accreditation in found:
        for address in _addresses(accreditation):
            outbox.post(
                "vetting.accreditation_ends",
                to=address,
                event=f"accreditation:{accreditation.pk}:ends:{accreditation.holds_until}",
                payload={"accreditation": accreditation.pk, "until": str(accreditation.holds_until)},
            )
    return len(found)


def _addresses(accreditation: Accreditation) -> Iterable[str]:
    """Each once."""
    user = accreditation.person.user
    own = [user.email] if user is not None and user.is_active else []
    return dict.fromkeys([*own, *providers_to_tell(accreditation).values_list("contact_email", flat=True)])
