from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from pytest_django import Settings

from config.paths import ROOT
from core.emails import absolute, render

TEMPLATES = ROOT / "templates" / "emails"


@pytest.fixture
def greeting(tmp_path: Path, settings: Settings) -> str:
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "greeting.txt").write_text(
        '{% extends "emails/base.txt" %}{% load i18n %}{% block content %}\n\nHello {{ who }},\n\n\n\n'
        "{% if never %}never{% endif %}\n{% blocktranslate %}from {{ who }}   {% endblocktranslate %}{% endblock %}"
    )
    (folder / "greeting.html").write_text('{% extends "emails/base.html" %}{% block content %}<p>Hello {{ who }}</p>{% endblock %}')
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    return "greeting"


def test_render_escapes_names_in_html_and_leaves_them_alone_in_text(greeting: str) -> None:
    mail = render(greeting, {"who": "Tom & Jo's <Band>"}, subject="Hello")

    assert mail.text == (
        "Hello Tom & Jo's <Band>,\n\nfrom Tom & Jo's <Band>\n\n--\n"
        f"Junction, the community learning directory of {settings.AREA_NAME}\n{settings.SITE_ADDRESS}\n"
    )
    assert "<p>Hello Tom &amp; Jo&#x27;s &lt;Band&gt;</p>" in mail.html


def test_render_keeps_the_subject_on_one_line(greeting: str) -> None:
    mail = render(greeting, {"who": "Jo"}, subject="Tom & Jo\r\nBcc: everybody@example.org" + " x" * 200)

    assert mail.subject.startswith("Tom & Jo Bcc: everybody@example.org x x")
    assert len(mail.subject) == 200
    assert "<title>Tom &amp; Jo Bcc: everybody@example.org" in mail.html


def test_every_mail_is_written_as_text_and_as_html() -> None:
    written = {kind: {path.relative_to(TEMPLATES).with_suffix("") for path in TEMPLATES.rglob(f"*.{kind}")} for kind in ("txt", "html")}

    assert written["txt"] == written["html"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_mail_keeps_the_frame_and_shows_no_template_code(path: Path) -> None:
    source = path.read_text()
    rendered = engines["django"].from_string(source).render({"subject": "Hello", "site_address": "https://junction.example"})

    if path.stem != "base":
        assert source.startswith(f'{{% extends "emails/base{path.suffix}" %}}')
    assert not any(mark in rendered for mark in ("{{", "{%", "{#", "}}", "%}"))


def test_absolute_joins_the_site_address_and_the_path() -> None:
    assert absolute("/offers/bread/") == absolute("offers/bread/") == f"{settings.SITE_ADDRESS}/offers/bread/"
