import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cms.starter import set_up_pages
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def directives(client: Client, path: str) -> dict[str, list[str]]:
    parts = client.get(path).headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split(" ") for part in parts)}


def test_pages_allow_no_script_of_their_own(client: Client) -> None:
    set_up_pages()

    policy = directives(client, "/about/")

    assert (policy["script-src"], policy["style-src"]) == (["'self'"], ["'self'"])


def test_admin_allows_what_wagtail_needs(client: Client, settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    client.force_login(UserFactory(is_superuser=True))

    policy = directives(client, "/admin/")

    assert (policy["script-src"], policy["style-src"]) == (["'self'", "'unsafe-inline'"], ["'self'", "'unsafe-inline'"])
