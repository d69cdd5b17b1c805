"""The pages that a new installation begins with. Made once: what editors have changed or removed since is left alone."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import GuidancePage, HomePage, SiteSettings, StandardPage

FOLDER = Path(__file__).parent / "starter_pages"
# In the order of the menu and of the foot of the page.
SLUGS = ("how-vetting-works", "for-schools", "for-providers", "about", "report-a-concern", "privacy", "accessibility", "terms")
TYPES: dict[str, type[GuidancePage | StandardPage]] = {"guidance": GuidancePage, "standard": StandardPage}
WELCOME = "Welcome to your new Wagtail site!"


@transaction.atomic
def set_up_pages() -> list[str]:
    """Make what is missing and return the slugs of the pages made. Safe to run again, and after a database was emptied."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    made = []
    home = HomePage.objects.first()
    if home is None:
        home = _make_home(root)
        made.append("home")
    site = _point_site_at(home)
    SiteSettings.objects.get_or_create(site=site)
    for slug in SLUGS:
        if not Page.objects.child_of(home).filter(slug=slug).exists():
            home.add_child(instance=_page(slug))
            made.append(slug)
    return made


def _make_home(root: Page) -> HomePage:
    welcome = root.get_children().filter(title=WELCOME).first()
    words = _read("home")
    home = HomePage(
        title=words["title"],
        slug="junction",
        search_description=words["description"],
        search_ideas=[("idea", idea) for idea in words["search_ideas"]],
        sections=_blocks(words["sections"]),
        **{name: words[name] for name in words if name.startswith(("hero_", "featured_")) or name.endswith(("_text", "_place"))},
    )
    root.add_child(instance=home)
    if welcome:
        Site.objects.filter(root_page=welcome).update(root_page=home)
        welcome.delete()
    return home


def _point_site_at(home: HomePage) -> Site:
    """One site, the default, at the installation's own address: Wagtail builds full addresses from it."""
    address = urlsplit(settings.SITE_ADDRESS)
    port = address.port or (443 if address.scheme == "https" else 80)
    values = {"hostname": address.hostname or "localhost", "port": port, "site_name": "Junction", "root_page": home}
    site, _created = Site.objects.update_or_create(is_default_site=True, defaults=values)
    return site


def _page(slug: str) -> GuidancePage | StandardPage:
    words = _read(slug)
    model = TYPES[words["type"]]
    more = {"shows_contents": True} if words.get("shows_contents") else {}
    return model(
        title=words["title"],
        slug=slug,
        search_description=words["description"],
        show_in_menus=words.get("in_menu", False),
        lead=words["lead"],
        body=_blocks(words["body"]),
        **more,
    )


def _blocks(entries: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """What YAML says as {kind: value} is, for Wagtail, a list of (kind, value)."""
    return [(kind, value) for entry in entries for kind, value in entry.items()]


def _read(name: str) -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return words
