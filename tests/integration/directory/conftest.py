import pytest
from django.test import Client

from directory.models import Provider
from tests.factories.directory import ProviderMemberFactory


@pytest.fixture
def provider() -> Provider:
    """A provider for which `member_client` acts."""
    made: Provider = ProviderMemberFactory(provider__slug="burn", provider__name="Burn Allotments").provider
    return made


@pytest.fixture
def member_client(client: Client, provider: Provider) -> Client:
    client.force_login(provider.members.get().user)
    return client
