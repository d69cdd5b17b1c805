"""A provider asks that a decision be looked at again. It never reads why something was suspended, nor of whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.vetting import cleared_offer, leader_of
from tests.support.appeals import WORDS, declined, lead_of, lodged, member_of, suspended_offer, withdrawn_offer
from vetting.models import Appeal, Suspension
from vetting.services.appeals.deciding import decide_appeal

pytestmark = pytest.mark.django_db
FILLED = {"ground": "fact_error", "words": WORDS}


def test_from_the_offers_page_to_an_appeal_and_back(client: Client) -> None:
    desk = declined()
    page = f"/offers/{desk.offer.slug}/appeal/"
    client.force_login(desk.member)

    offered = client.get(f"/offers/{desk.offer.slug}/tasks/").content.decode()
    asked = client.get(page).content.decode()
    lodging = client.post(page, FILLED, follow=True).content.decode()
    waiting = client.get(f"/offers/{desk.offer.slug}/tasks/").content.decode()
    back = client.post(f"{page}take-back/", follow=True).content.decode()

    assert f'href="{page}">Do you think that this is wrong?' in offered
    assert f'href="{page}">Your appeal waits for an answer' in waiting
    assert "It is no way against being barred" in asked
    assert "It is no way against one school" in asked
    assert ("Lodged." in lodging, WORDS in lodging, "Take it back" in lodging) == (True, True, True)
    assert ("Taken back." in back, Appeal.objects.get().state) == (True, "withdrawn")


def test_of_a_suspension_it_reads_currently_unavailable_and_no_more(client: Client) -> None:
    offer = suspended_offer()
    client.force_login(member_of(offer))
    page = f"/offers/{offer.slug}/appeal/"

    shown = client.get(page).content.decode() + client.post(page, FILLED, follow=True).content.decode()

    suspension = Suspension.objects.get()
    assert f'href="{page}"' in client.get(f"/offers/{offer.slug}/tasks/").content.decode()
    assert "is currently unavailable" in shown
    for secret in (suspension.get_ground_display(), "uspen", leader_of(offer).name, suspension.suspended_by.name):
        assert secret not in shown


def test_of_a_withdrawal_it_reads_the_same(client: Client) -> None:
    offer = withdrawn_offer(suspended=True)
    client.force_login(member_of(offer))
    page = f"/offers/{offer.slug}/appeal/"

    shown = client.get(page).content.decode() + client.post(page, FILLED, follow=True).content.decode()

    assert f'href="{page}"' in client.get(f"/offers/{offer.slug}/tasks/").content.decode()
    assert ("is currently unavailable" in shown, "Lodged." in shown) == (True, True)
    for secret in ("uspen", "ithdr", leader_of(offer).name):
        assert secret not in shown


def test_the_answer_is_read_there_and_nothing_is_left_to_ask(client: Client) -> None:
    offer = suspended_offer()
    appeal = lodged(offer)
    decide_appeal(by=lead_of(appeal.authority), appeal=appeal, answer="facts_stand", message="Ring us.")
    client.force_login(member_of(offer))

    shown = client.get(f"/offers/{offer.slug}/appeal/").content.decode()

    assert ("They stand." in shown, "Ring us." in shown, "<textarea" in shown) == (True, True, False)


def test_nothing_typed_is_lost_where_it_is_refused_and_no_file_is_taken(client: Client) -> None:
    offer = suspended_offer()
    client.force_login(member_of(offer))
    page = f"/offers/{offer.slug}/appeal/"

    refused = client.post(page, {"ground": "fact_error", "words": "A caution of 1999"}).content.decode()
    file = client.post(page, {**FILLED, "file": SimpleUploadedFile("a.pdf", b"x")}).content.decode()

    assert ("A caution of 1999" in refused, "must not say anything that a certificate says" in refused) == (True, True)
    assert ("No files are taken here" in file, Appeal.objects.count()) == (True, 0)


def test_an_offer_on_show_has_no_way_there(client: Client) -> None:
    offer = cleared_offer()
    client.force_login(member_of(offer))

    assert "/appeal/" not in client.get(f"/offers/{offer.slug}/tasks/").content.decode()
    assert "There is nothing here that you can ask for now." in client.get(f"/offers/{offer.slug}/appeal/").content.decode()
