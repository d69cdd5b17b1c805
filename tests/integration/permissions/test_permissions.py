"""Every address of ours, opened and sent by everybody: each gets what the table says, and nothing else."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.template.backends.django import Template
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.factories.bookings import NOW
from tests.integration.permissions.access import SIGN_IN, SIGN_UP, Outcome, Role
from tests.integration.permissions.rows import Row
from tests.integration.permissions.table import NOT_OURS, TABLE
from tests.integration.permissions.world import World, make_world

DEMO_ONLY = ("people", "mails", "mail", "mail-body")


ASKED_OF_PROVIDERS = ("portal:offer-submit", "portal:offer-answer", "portal:offer-referees", "portal:offer-declare")


def _is_of_vetting(row: Row) -> bool:
    takes_a_form = row.sent is not None and row.sent.status in {200, 302}
    return takes_a_form and (row.name.startswith("vetting_") or row.name in {*ASKED_OF_PROVIDERS, "vetting:reference"})


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction for the module in place of one a test: the world is built once, every request is rolled back, and in the end all."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(db: None) -> World:
    return make_world()


@pytest.fixture(scope="module")
def clients(world: World) -> dict[Role, Client]:
    """One for each visitor; a page that falls over counts as 500."""
    clients = {role: Client(raise_request_exception=False) for role in Role}
    for role, user in world.users.items():
        clients[role].force_login(user)
    return clients


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is drawn for the first who gets it. Who gets it at all is asked here; drawing it for all took most of the time."""
    draw, drawn, under_way = Template.render, set[str](), list[str]()

    def draw_once(template: Template, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        name = str(template.template.name)
        if not under_way and name in drawn:
            return ""
        under_way.append(name)
        try:
            return draw(template, context, request)
        finally:
            drawn.add(under_way.pop())

    monkeypatch.setattr(Template, "render", draw_once)


@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_everybody_gets_what_the_table_says(row: Row, world: World, clients: dict[Role, Client]) -> None:
    address = reverse(row.name, args=[_word(world, word) for word in row.arguments])
    body = {field: _word(world, word) for field, word in row.body.items()}

    found = {role: (_outcome(client, "get", address, {}), _outcome(client, "post", address, body)) for role, client in clients.items()}

    assert found == {role: (row.outcome(role, row.read), row.outcome(role, row.sent)) for role in Role}


@pytest.mark.parametrize("row", [row for row in TABLE if _is_of_vetting(row)], ids=str)
def test_case_6_a_file_on_any_form_of_vetting_is_refused_in_words(row: Row, world: World, clients: dict[Role, Client]) -> None:
    """Whatever else is missing from what was sent: the file is named, and nothing goes on."""
    address = reverse(row.name, args=[_word(world, word) for word in row.arguments])
    assert row.sent is not None
    role = next(role for role in (Role.LEAD, Role.OFFICER, Role.MEMBER, Role.ANONYMOUS) if role in row.sent.welcome)
    with transaction.atomic():
        scan = SimpleUploadedFile("certificate.pdf", b"%PDF-1.7 what nobody keeps", content_type="application/pdf")
        answer = clients[role].post(address, row.body | {"scan": scan}, follow=True)
        transaction.set_rollback(True)

    text = answer.content.decode()
    has_form = '<form method="post" novalidate' in text  # a decision that can't be made yet shows none
    assert "No files are taken" in text or not has_form


def test_every_url_is_in_the_table() -> None:
    ours = {name for name in _names(get_resolver().url_patterns) if not name.startswith(tuple(NOT_OURS))}

    assert ours == {row.name for row in TABLE}


@pytest.mark.parametrize("name", DEMO_ONLY)
def test_addresses_of_the_demo_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"portal:{name}", args=[1] if name in ("mail", "mail-body") else [])


def _word(world: World, word: str) -> str | int:
    """What stands for a word of the table: itself behind "=", else the place of that name."""
    return word[1:] if word.startswith("=") else world.places[word]


def _outcome(client: Client, method: str, address: str, body: dict[str, str | int]) -> Outcome:
    with transaction.atomic():
        cookies = SimpleCookie(client.cookies)
        outcome = _read(getattr(client, method)(address, body))
        client.cookies = cookies
        transaction.set_rollback(True)
    return outcome


def _read(response: HttpResponseBase) -> Outcome:
    path = response.headers.get("Location", "").split("?")[0]
    if response.status_code == 302 and path == resolve_url(settings.LOGIN_URL):
        return SIGN_IN
    if response.status_code == 302 and path == reverse("account_signup"):
        return SIGN_UP
    return response.status_code


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """The names of all addresses that have one, with their namespaces. Without a name stand only those that lead elsewhere."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        elif one.name:
            yield f"{namespace}{one.name}"
