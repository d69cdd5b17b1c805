"""From the officers' list of invitations to a provider who acts for itself."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core import clock
from directory.models import Provider, ProviderMember
from imports.emails import claim_token
from imports.models import Batch, ClaimInvitation
from tests.factories.accounts import UserFactory
from tests.factories.imports import imported
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.officers import desk_of, said, told
from vetting.models import VettingAuthority

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> VettingAuthority:
    found: VettingAuthority = VettingAuthorityFactory(name="Northshire")
    return found


@pytest.fixture
def desk(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(), authority, "lead")


@pytest.fixture
def batch(authority: VettingAuthority) -> Batch:
    return imported("Provider,Email\nPlot to Plate,plot@example.org\n", authority=authority)


def invitations(batch: Batch) -> str:
    return reverse("imports_invite", args=[batch.pk])


@pytest.fixture
def link(desk: Client, batch: Batch) -> str:
    desk.post(invitations(batch))
    return reverse("imports:claim", args=[claim_token(ClaimInvitation.objects.get())])


def test_officers_invite_take_back_and_invite_again(desk: Client, batch: Batch) -> None:
    before = said(desk.get(invitations(batch)))
    sent = desk.post(invitations(batch), follow=True)
    back = desk.post(reverse("imports_invitation_revoke", args=[ClaimInvitation.objects.get().pk]), follow=True)
    again = desk.post(reverse("imports_invitation_again", args=[ClaimInvitation.objects.get().pk]), follow=True)

    assert "One provider has not been invited" in before
    assert told(sent) == ["One invitation goes out."]
    assert "Taken back" in said(back)
    assert (told(again), "Sent" in said(again)) == (["A new invitation goes out."], True)


def test_opening_the_link_answers_nothing_and_leads_to_an_account(client: Client, link: str) -> None:
    response = client.get(link)

    words = response.content.decode()
    assert "Are you Plot to Plate?" in words
    assert f"{reverse('account_signup')}?next={link}" in words
    assert client.session["sign_up_as"] == "provider"
    assert not ProviderMember.objects.exists()


def test_the_visitor_who_signs_up_with_that_address_acts_for_the_provider(client: Client, link: str) -> None:
    client.get(link)
    signed_up = client.post(
        reverse("account_signup"),
        {"email": "plot@example.org", "password1": "rhubarb crumble 9", "first_name": "Rosa", "last_name": "Thorne", "next": link},
    )

    response = client.post(link, follow=True)

    provider = Provider.objects.get()
    assert signed_up.status_code == 302
    assert response.redirect_chain[-1][0] == reverse("directory:provider-overview", args=[provider.slug])
    assert ProviderMember.objects.get().user.email == "plot@example.org"


def test_somebody_else_is_told_whose_it_is(client: Client, link: str) -> None:
    client.force_login(UserFactory(email="other@example.org"))

    response = client.post(link)

    assert "The invitation is for plot@example.org" in response.content.decode()
    assert not ProviderMember.objects.exists()


def test_used_expired_and_forged_links_say_so_politely(client: Client, link: str) -> None:
    user = UserFactory(email="plot@example.org")
    with time_machine.travel(clock.now() + datetime.timedelta(days=29)):
        expired = client.get(link)
    forged = client.get(reverse("imports:claim", args=["0" * 64]))
    client.force_login(user)
    client.post(link)
    used = client.get(link)

    assert [one.status_code for one in (expired, forged, used)] == [410, 410, 410]
    assert "it lasts 28 days" in expired.content.decode()
    assert "This link opens nothing" in forged.content.decode()
    assert "This profile has been claimed." in used.content.decode()
