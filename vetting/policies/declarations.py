"""Who answers a check themselves: whoever acts for the provider, and each adult for themselves who has an account."""

from directory.models import Person, Provider, ProviderMember
from directory.policies import can_edit_provider
from vetting.enums import CheckSource
from vetting.models import Check
from vetting.policies.roles import CheckSubject, Visitor


def answers_for_themselves(person: Person) -> bool:
    """An adult with an account gives their own word; for anybody else, the provider does."""
    return person.user is not None and person.user.is_active


def can_declare(user: Visitor, subject: CheckSubject) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    if isinstance(subject, Person):
        return subject.user_id == user.pk if answers_for_themselves(subject) else _works_with(user, subject)
    provider = subject if isinstance(subject, Provider) else subject.provider
    return provider is not None and can_edit_provider(user, provider)


def _works_with(user: Visitor, person: Person) -> bool:
    links = {"provider__provider_people__person": person, "provider__provider_people__left_on": None}
    return ProviderMember.objects.filter(user=user.pk, left_at=None, **links).exists()


def can_read_declaration(user: Visitor, check: Check) -> bool:
    """The words of it, on the provider's side. The list form is Check.objects.declared_by_side_of."""
    if check.source != CheckSource.PROVIDER or not user.is_authenticated or not user.is_active:
        return False
    if check.person is not None:
        return user.pk in {check.person.user_id, check.performed_by_id}
    owner = check.provider or (check.venue or check.offer).provider  # type: ignore[union-attr]  # the database holds that there is one
    return owner is not None and can_edit_provider(user, owner)
