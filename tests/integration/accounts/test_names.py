import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:name-edit")


def test_a_user_changes_their_own_name(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)

    page = client.get(PAGE)
    answer = client.post(PAGE, {"first_name": "Grace", "last_name": "Hill"}, follow=True)

    assert f'value="{user.last_name}"' in page.content.decode()
    assertRedirects(answer, PAGE)
    assert "Your name was changed." in answer.content.decode()
    assert User.objects.get().name == "Grace Hill"


def test_a_name_that_is_missing_or_too_long_is_refused(client: Client) -> None:
    client.force_login(UserFactory(first_name="Ada"))

    page = client.post(PAGE, {"first_name": "", "last_name": "x" * 81})

    assert sorted(page.context["form"].errors) == ["first_name", "last_name"]
    assert User.objects.get().first_name == "Ada"


def test_strangers_sign_in_first(client: Client) -> None:
    assertRedirects(client.get(PAGE), f"{reverse('account_login')}?next={PAGE}")
