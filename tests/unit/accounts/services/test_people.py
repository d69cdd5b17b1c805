import pytest
from allauth.account.models import EmailAddress

from accounts.exceptions import AddressTakenError
from accounts.models import User
from accounts.services.people import change_name, verify_address
from core.models import AuditEvent
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def addresses(user: User) -> list[tuple[str, bool, bool]]:
    return sorted(EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified"))


def test_a_changed_name_is_recorded_without_the_name() -> None:
    user = UserFactory()

    changed = change_name(by=user, user=user, first_name="Grace", last_name="Hill")

    event = AuditEvent.objects.get()
    assert changed.name == User.objects.get().name == "Grace Hill"
    assert (event.action, event.changed_fields, event.details) == ("user.rename", ["first_name", "last_name"], {})


def test_an_unverified_address_is_verified() -> None:
    user = UserFactory(email="ada@example.org", verified=False)

    verify_address(by=user, user=user, email="ADA@example.org")

    assert addresses(user) == [("ada@example.org", True, True)]
    assert [event.action for event in AuditEvent.objects.all()] == ["user.verify_address"]


def test_a_new_address_stands_beside_the_primary_one() -> None:
    user = UserFactory(email="ada@example.org")

    verify_address(by=None, user=user, email=" Ada@Work.example ")

    assert addresses(user) == [("ada@example.org", True, True), ("ada@work.example", False, True)]


def test_the_first_address_becomes_the_primary_one() -> None:
    user = User.objects.create_user("ada@example.org")

    verify_address(by=None, user=user, email="ada@example.org")

    assert addresses(user) == [("ada@example.org", True, True)]


def test_verifying_twice_changes_and_records_nothing() -> None:
    user = UserFactory(email="ada@example.org")

    verify_address(by=user, user=user, email="ada@example.org")

    assert (addresses(user), AuditEvent.objects.count()) == ([("ada@example.org", True, True)], 0)


def test_an_address_that_somebody_else_verified_is_refused() -> None:
    UserFactory(email="ada@example.org")
    other = UserFactory()

    with pytest.raises(AddressTakenError, match="Another account uses this e-mail address"):
        verify_address(by=other, user=other, email="Ada@example.org")
