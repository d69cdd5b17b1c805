"""Officers in the admin, and what their pages say to people."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from accounts.models import User
from vetting.models import Case, VettingAuthority
from vetting.services.officers import appoint_officer


def desk_of(user: User, authority: VettingAuthority, role: str = "officer") -> Client:
    """Signed in as an officer of the authority, with the way into the admin."""
    appoint_officer(by=None, user=user, authority=authority, role=role)
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def own_part(response: Any) -> Tag:
    """Our part of the page, without Wagtail's frame."""
    return the(BeautifulSoup(response.content.decode(), "html.parser"), ".vetting-page")


def the(inside: Tag, selector: str) -> Tag:
    """The first that is found there, and there is one."""
    found = inside.select_one(selector)
    assert found is not None, selector
    return found


def said(response: Any) -> str:
    """Everything that our part of the page says, in one line."""
    return " ".join(own_part(response).get_text(" ").split())


def refused_as_auditor(response: Any) -> bool:
    """The page that says so to whoever only reads."""
    return response.status_code == 403 and "Auditors read everything here and change nothing." in response.content.decode()


def told(response: Any) -> list[str]:
    """The messages at the top of the page after a step."""
    return [str(message) for message in response.context["messages"]]


def buttons(response: Any) -> list[str]:
    """What can be done at the top of a case or clearance, the main thing first or not at all."""
    found = own_part(response).select(".vetting-turn .vetting-buttons a, .vetting-turn .vetting-buttons button")
    return [" ".join(one.get_text().split()) for one in found]


def headline(response: Any) -> str:
    """Whose move it is."""
    return the(own_part(response), "#turn").get_text()


def case_page(case: Case) -> str:
    return f"/admin/vetting/cases/inspect/{case.pk}/"


def step(case: Case, name: str) -> str:
    return f"/admin/vetting/cases/{case.pk}/{name}/"
