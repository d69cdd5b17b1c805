import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from pytest_django.fixtures import Settings
from wagtail.models import Page, Site

from cms.models import HomePage, SiteSettings
from cms.starter import FOLDER, SLUGS, set_up_pages

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"""(?:href="|address:\s*["']?)(/[^"'}\s]*)""")


def test_set_up_makes_the_home_page_and_every_page_of_guidance() -> None:
    made = set_up_pages()

    home = HomePage.objects.get()
    assert made == ["home", *SLUGS]
    assert list(home.get_children().values_list("slug", flat=True)) == list(SLUGS)
    assert not Page.objects.filter(title__startswith="Welcome to your new Wagtail").exists()


def test_set_up_twice_makes_nothing_twice() -> None:
    set_up_pages()

    made = set_up_pages()

    assert made == []
    assert Page.objects.filter(depth__gt=1).count() == len(SLUGS) + 1


def test_set_up_leaves_what_editors_wrote() -> None:
    set_up_pages()
    HomePage.objects.update(hero_title="Our own words")

    set_up_pages()

    assert HomePage.objects.get().hero_title == "Our own words"


def test_set_up_begins_anew_after_the_tables_were_emptied() -> None:
    Site.objects.all().delete()
    Page.objects.all().delete()

    made = set_up_pages()

    assert made == ["home", *SLUGS]
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_site_stands_at_the_address_of_the_installation(settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://learn.example.org"

    set_up_pages()

    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("learn.example.org", 443, True)
    assert SiteSettings.objects.get().site == site


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_starting_words_link_to_pages_that_exist(path: Path) -> None:
    elsewhere = {"", "offers", "accounts"}  # addresses of other parts of the site

    targets = {urlsplit(address).path.split("/")[1] for address in ADDRESS.findall(path.read_text())}

    assert targets <= {*SLUGS, *elsewhere}


def test_every_file_of_words_is_used() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {"home", *SLUGS}


def test_no_page_asks_for_a_concern_in_writing() -> None:
    words = yaml.safe_load((FOLDER / "report-a-concern.yaml").read_text())

    assert {kind for block in words["body"] for kind in block} == {"heading", "words"}
    assert "999" in str(words)
    assert "LADO" in str(words)
