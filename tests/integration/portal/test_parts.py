import pytest
from django.test import Client

from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import SchoolMemberFactory

pytestmark = pytest.mark.django_db


def test_somebody_with_two_parts_switches_with_one_click(client: Client) -> None:
    user = UserFactory()
    SchoolMemberFactory(user=user, school__name="Beaconhill")
    provider = ProviderMemberFactory(user=user, provider__name="Repair Shed").provider
    client.force_login(user)

    before = client.get("/act-for/")
    answer = client.post("/act-for/", {"part": f"provider-{provider.pk}"})
    after = client.get("/act-for/")

    assert "<small>Beaconhill</small>" in before.text
    assert answer.headers["Location"] == "/home/"
    assert "<small>Repair Shed</small>" in after.text


def test_a_part_of_somebody_else_can_not_be_chosen(client: Client) -> None:
    client.force_login(SchoolMemberFactory().user)
    other = ProviderMemberFactory().provider

    answer = client.post("/act-for/", {"part": f"provider-{other.pk}"})

    assert answer.status_code == 404
    assert "part" not in client.session


def test_somebody_new_is_asked_where_they_begin(client: Client) -> None:
    client.force_login(UserFactory())

    answer = client.get("/home/")

    assert "Where do you begin?" in answer.text
    assert '<a class="govuk-button" href="/schools/join/"' in answer.text
