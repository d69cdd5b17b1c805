"""Who gives and takes back an adult's consent to look-ups of their DBS status."""

from directory.models import Person, ProviderMember
from vetting.models import StatusConsent
from vetting.policies.roles import Visitor


def can_speak_for(user: Visitor, person: Person) -> bool:
    """The adult, or who acts for a provider that they teach for now. Never an officer for them."""
    if not user.is_authenticated or not user.is_active:
        return False
    together = ProviderMember.objects.filter(
        user=user.pk, left_at=None, provider__provider_people__person=person, provider__provider_people__left_on=None
    )
    return person.user_id == user.pk or together.exists()


def can_withdraw_consent(user: Visitor, consent: StatusConsent) -> bool:
    """Whoever could give it; who gave it may not be there any more."""
    return can_speak_for(user, consent.person)
