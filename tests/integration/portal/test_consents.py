"""Consent to look-ups on the provider's list of what is left to do."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client

from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.support.vetting import claimed
from vetting.models import StatusConsent

pytestmark = pytest.mark.django_db


def text(response: object) -> str:
    return " ".join(BeautifulSoup(response.content.decode(), "html.parser").get_text(" ").split())  # type: ignore[attr-defined]  # a response


def test_it_is_given_seen_and_withdrawn_where_the_certificate_is_asked() -> None:
    desk = claimed(version__pattern="weekly")
    person = desk.case.version.people.get()
    client = Client()
    client.force_login(desk.member)
    tasks, page = f"/offers/{desk.offer.slug}/tasks/", f"/offers/{desk.offer.slug}/consent/{person.pk}/"

    before = text(client.get(tasks))
    empty = text(client.post(page, {}))
    given = client.post(page, {"scope": "while_listed"})
    messages = [str(one) for one in get_messages(given.wsgi_request)]
    shown, listed = text(client.get(page)), text(client.get(tasks))
    client.post(f"{page}withdraw/")

    assert "Allow or stop status look-ups" in before
    assert "Status look-ups allowed" not in before
    assert empty.startswith("Error: DBS status of")
    assert messages == ["Written down. It can be withdrawn here at any time."]
    assert f"for {desk.authority}: look-ups while listed here." in shown
    assert "Status look-ups allowed" in listed
    assert StatusConsent.objects.get().withdrawn_by == desk.member
    assert "Nothing is allowed now, so nobody looks." in text(client.get(page))


def test_nobody_vets_so_nothing_is_allowed() -> None:
    offer = OfferFactory(provider__latitude=None, provider__longitude=None)
    client = Client()
    client.force_login(ProviderMemberFactory(provider=offer.provider).user)
    person = offer.versions.get().people.get()

    assert client.get(f"/offers/{offer.slug}/consent/{person.pk}/").status_code == 404
