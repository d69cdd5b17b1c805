import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/gallery/", "/gallery/forms/", "/gallery/forms/?wrong", "/gallery/home/"])
def test_gallery_page_is_served_outside_production(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_gallery_form_gone_wrong_says_so_in_its_title(client: Client) -> None:
    assert "<title>Error: Forms" in client.get("/gallery/forms/?wrong").content.decode()


def test_page_that_is_not_there_says_what_to_do_next(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "Find offers" in response.content.decode()
