import pytest
from django.test import Client

from cms.starter import set_up_pages
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_pages_allow_no_script_of_their_own(client: Client) -> None:
    set_up_pages()

    policy = client.get("/about/").headers["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy


def test_admin_allows_what_wagtail_needs(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))

    policy = client.get("/admin/").headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline';" in policy
    assert "style-src 'self' 'unsafe-inline';" in policy
