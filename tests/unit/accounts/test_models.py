import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_a_user_is_called_by_name_or_else_by_the_beginning_of_the_address() -> None:
    assert str(User(email="ada@example.org", first_name="Ada", last_name="Okafor")) == "Ada Okafor"
    assert str(User(email="ada@example.org")) == "ada"


def test_an_address_makes_one_user_in_whatever_case() -> None:
    user = User.objects.create_user(" Ada@Example.org ", "plenty of words here")

    assert user.email == "ada@example.org"
    assert User.objects.get_by_natural_key("ADA@example.org") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ADA@example.org")


def test_cleaning_writes_the_address_small() -> None:
    user = User(email="Ada@Example.org", password="x")

    user.full_clean()

    assert user.email == "ada@example.org"


def test_the_operator_vouches_for_a_superusers_address() -> None:
    user = User.objects.create_superuser("root@example.org", "plenty of words here")

    address = EmailAddress.objects.get()
    assert (user.is_staff, user.is_superuser) == (True, True)
    assert (address.user, address.email, address.primary, address.verified) == (user, "root@example.org", True, True)
    assert authenticate(username="Root@example.org", password="plenty of words here") == user
