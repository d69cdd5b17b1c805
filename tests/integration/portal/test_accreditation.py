"""What providers, schools and the public see of accreditation."""

import pytest
from django.test import Client

from accounts.models import User
from tests.support.accreditation import Community, community
from tests.support.officers import signed_in
from tests.support.pages import said, soup_of, words
from vetting.models import Accreditation, Clearance
from vetting.services.clearances import suspensions

pytestmark = pytest.mark.django_db


def page_of(here: Community) -> str:
    return f"/provider/{here.offer.provider.slug}/accreditation/"


def text(user: User | None, url: str) -> str:
    client = signed_in(user) if user else Client()
    return words(soup_of(client.get(url)).get_text(" "))


def test_a_provider_begins_declares_and_reads_where_it_stands() -> None:
    here = community()
    client = signed_in(here.member)
    home = soup_of(client.get("/home/"))
    assert home.select_one(f'a[href="{page_of(here)}"]') is not None

    begun = client.post(f"{page_of(here)}{here.person.pk}/{here.authority.pk}/begin/", follow=True)
    assert said(begun) == ["Begun. The induction is next."]
    declared = client.post(f"{page_of(here)}{Accreditation.objects.get().pk}/declare/", follow=True)
    assert said(declared) == ["Thank you. An officer confirms it."]
    assert "An officer confirms the induction." in words(soup_of(declared).get_text(" "))


def test_who_does_one_offs_alone_sees_nothing_of_it() -> None:
    here = community("one_off")
    client = signed_in(here.member)

    assert client.get(page_of(here)).status_code == 404
    assert "ccredit" not in client.get("/home/").content.decode()


def test_a_provider_is_told_steps_and_never_answers() -> None:
    here = community()
    here.observed(learned="no", have_again="no")

    told = text(here.member, page_of(here))

    assert "A school has answered. An officer decides." in told
    assert here.school.name not in told


def test_everybody_reads_it_beside_the_assurance_and_nothing_once_suspended() -> None:
    here = community()
    held = here.accredited()
    line = f"{here.person.public_name}: accredited for sessions by {here.authority.name} until"
    pages = [f"/offers/{here.offer.slug}/", f"/providers/{here.offer.provider.slug}/"]
    assert [line in text(None, page) for page in pages] == [True, True]
    assert "Accredited for sessions until" in text(here.teacher, "/offers/")
    assert "ccredited" not in text(None, "/offers/")

    suspensions.suspend(by=here.first, clearance=Clearance.objects.get(person=here.person), ground="allegation_lado")

    assert held.state == "accredited"
    assert ["ccredited" in text(None, page) for page in pages] == [False, False]
