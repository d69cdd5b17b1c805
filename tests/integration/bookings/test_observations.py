"""The two questions after a session, on the booking's page and on a page of their own."""

import datetime

import pytest
import time_machine

from bookings.services.sessions import record_outcome
from core import clock
from tests.factories.accreditation import AccreditationFactory
from tests.factories.bookings import SPRING, Scene
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import leader_of
from tests.support.bookings import ClientOf
from tests.support.pages import problems, said, soup_of, words
from vetting.models import Observation


@pytest.fixture
def asked(scene: Scene, november: time_machine.Traveller) -> Observation:
    booking = scene.confirmed(SPRING[0])
    AccreditationFactory(person=leader_of(scene.offer), inducted=True)
    november.move_to(clock.local(SPRING[0], datetime.time(16)))
    record_outcome(by=scene.coordinator, session=booking.sessions.get(), took_place=True)
    return Observation.objects.get()


def page_of(observation: Observation) -> str:
    return f"/bookings/observations/{observation.pk}/"


def test_the_bookings_page_leads_the_school_there_and_not_the_provider(scene: Scene, asked: Observation, client_of: ClientOf) -> None:
    booking = f"/bookings/{scene.school.bookings.get().reference}/"

    assert soup_of(client_of(scene.head).get(booking)).select_one(f'a[href="{page_of(asked)}"]') is not None
    provider = client_of(scene.member.user)
    assert page_of(asked) not in provider.get(booking).content.decode()
    assert provider.get(page_of(asked)).status_code == 404
    assert client_of(SchoolMemberFactory().user).get(page_of(asked)).status_code == 404


def test_both_answers_are_needed_and_what_was_chosen_stays(scene: Scene, asked: Observation, client_of: ClientOf) -> None:
    page = client_of(scene.head).post(page_of(asked), {"learned": "partly"})

    assert problems(page) == ["Choose an answer for “Would you have them again with this age group?”"]
    chosen = soup_of(page).select_one('input[name="learned"][value="partly"]')
    assert chosen is not None
    assert chosen.has_attr("checked")


def test_it_is_answered_once_and_says_thank_you(scene: Scene, asked: Observation, client_of: ClientOf) -> None:
    client = client_of(scene.head)
    opened = client.get(page_of(asked))
    assert "tell your safeguarding lead now" in words(soup_of(opened).get_text())
    assert Observation.objects.get().state == "asked"  # opening it changes nothing

    done = client.post(page_of(asked), {"learned": "yes", "have_again": "other_age"}, follow=True)

    assert said(done) == ["Thank you. Only vetting officers read it."]
    kept = Observation.objects.get()
    assert (kept.learned, kept.have_again, kept.answered_by) == ("yes", "other_age", scene.head)
    again = client.post(page_of(asked), {"learned": "no", "have_again": "no"}, follow=True)
    assert said(again) == ["This has been answered, or is no longer asked. There is nothing to do."]
    assert Observation.objects.get().learned == "yes"
