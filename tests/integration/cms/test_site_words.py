import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cms.models import SiteSettings
from cms.starter import set_up_pages

pytestmark = pytest.mark.django_db


def test_before_editors_say_anything_the_installation_speaks(client: Client, settings: Settings) -> None:
    settings.AREA_NAME = "Blyth Valley"
    set_up_pages()

    html = client.get("/about/").text

    assert "<small>Blyth Valley</small>" in html
    assert "The community learning directory of Blyth Valley:" in html
    assert "mailto:" not in html


def test_words_of_editors_stand_on_every_page(client: Client) -> None:
    set_up_pages()
    SiteSettings.objects.update(
        area_name="Rochdale",
        kept_by="the Learning Partnership",
        footer_words="Come and learn.",
        contact_email="ask@example.org",
        contact_hours="mornings",
    )

    html = client.get("/about/").text

    assert "<small>Rochdale</small>" in html
    assert "Come and learn. Kept by the Learning Partnership." in html
    assert '<a class="govuk-link" href="mailto:ask@example.org">ask@example.org</a>, mornings' in html


def test_pages_work_before_the_set_up(client: Client) -> None:
    assert client.get("/search-pages/").status_code == 200
