"""Users as Wagtail's admin makes and shows them."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
ADD = reverse("wagtailusers_users:add")


@pytest.fixture
def admin(client: Client, settings: Settings) -> Client:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    client.force_login(UserFactory(email="root@example.org", is_superuser=True))
    return client


def typed(email: str) -> dict[str, str]:
    password = "plenty of words here"
    return {"email": email, "first_name": "Ada", "last_name": "Okafor", "password1": password, "password2": password, "is_active": "on"}


def test_an_administrator_adds_a_user_by_address(admin: Client) -> None:
    page = admin.get(ADD)
    answer = admin.post(ADD, typed("Ada@Example.org"))

    user = User.objects.get(email="ada@example.org")
    assert "username" not in page.context["form"].fields
    assert answer.status_code == 302
    assert (user.name, user.is_staff, user.check_password("plenty of words here")) == ("Ada Okafor", False, True)


def test_an_address_that_is_taken_in_another_case_is_refused(admin: Client) -> None:
    answer = admin.post(ADD, typed("ROOT@example.org"))

    assert answer.context["form"].errors["__all__"] == ["Another user has this e-mail address."]
    assert "email" in answer.context["form"].errors
    assert User.objects.count() == 1


def test_users_are_listed_and_edited(admin: Client) -> None:
    user = UserFactory(email="ada@example.org")

    listed = admin.get(reverse("wagtailusers_users:index"))
    edited = admin.get(reverse("wagtailusers_users:edit", args=[user.pk]))

    assert "ada@example.org" in listed.content.decode()
    assert edited.context["form"].initial["email"] == "ada@example.org"
