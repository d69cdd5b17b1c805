"""The demo's own pages, with the addresses that its settings wire up."""

import sys
from collections.abc import Iterator
from importlib import import_module, reload

import pytest
from django.test import Client
from django.urls import clear_url_caches
from pytest_django.fixtures import Settings

import config.urls
import portal.urls
from accounts.models import User
from core import clock
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from portal.views import demo
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_addresses(settings: Settings) -> Iterator[None]:
    settings.DEMO = True
    _wire_again()
    yield
    settings.DEMO = False
    _wire_again()


def _wire_again() -> None:
    reload(portal.urls)
    reload(config.urls)
    clear_url_caches()


def sent(**fields: object) -> OutboxMessage:
    number = OutboxMessage.objects.count()
    values = {
        "kind": "bookings.asked",
        "key": f"k{number}",
        "recipient": "roz@example.org",
        "message_id": f"<{number}@example.org>",
        "state": OutboxState.SENT,
        "due_at": clock.now(),
        "created_at": clock.now(),
        "finished_at": clock.now(),
        "subject": "Beaconhill asks for eight Wednesdays",
        "body_text": "Answer here: http://localhost:8000/answer/abc/\nThank you",
        "body_html": "<html><head><style>p{color:red}</style></head><body><a href='/answer/abc/'>Answer</a></body></html>",
        "attachments": ["booking.ics"],
    }
    return OutboxMessage.objects.create(**(values | fields))


def test_somebody_is_offered_for_each_thing_that_people_do(client: Client) -> None:
    school = SchoolFactory(name="Beaconhill")
    SchoolMemberFactory(school=school, user=UserFactory(first_name="Ada", last_name="Okafor"), roles=[SchoolRole.COORDINATOR])
    SchoolMemberFactory(school=school, user=UserFactory(first_name="Ina", last_name="Head"), roles=[SchoolRole.APPROVER])
    ProviderMemberFactory(user=UserFactory(first_name="Roz", last_name="Tarn"), provider__name="Repair Shed")
    SchoolMemberFactory(school=school, user=UserFactory(is_active=False))

    groups = client.get("/be-someone/").context["groups"]

    assert [(str(group.label), [(one.name, one.does) for one in group.people]) for group in groups] == [
        ("Ask for a school", [("Ada Okafor", "Coordinator, Beaconhill")]),
        ("Approve for a school", [("Ina Head", "Approver (head or budget holder), Beaconhill")]),
        ("Offer something", [("Roz Tarn", "Repair Shed")]),
    ]


def test_one_click_signs_in_as_somebody(client: Client) -> None:
    member = SchoolMemberFactory()

    answer = client.post("/be-someone/", {"person": member.user.pk})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/home/"
    assert client.session["_auth_user_id"] == str(member.user.pk)


@pytest.mark.parametrize("person", ["", "0", "-1", "x", "99999999"])
def test_nobody_is_signed_in_by_a_made_up_number(client: Client, person: str) -> None:
    answer = client.post("/be-someone/", {"person": person})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_opening_the_page_signs_nobody_in(client: Client) -> None:
    client.get("/be-someone/", {"person": UserFactory().pk})

    assert "_auth_user_id" not in client.session


def test_a_forged_form_signs_nobody_in() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/be-someone/", {"person": UserFactory().pk})

    assert answer.status_code == 403


def test_views_refuse_even_where_an_address_is_wired_up(client: Client, settings: Settings) -> None:
    user: User = UserFactory()
    settings.DEMO = False

    answers = [client.post("/be-someone/", {"person": user.pk}), client.get("/demo/mails/"), client.get("/demo/mails/1/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "_auth_user_id" not in client.session


def test_mails_are_listed_newest_first_with_those_that_wait_and_without_those_dropped(client: Client) -> None:
    sent(subject="First")
    sent(subject="Dropped", state=OutboxState.DROPPED)
    sent(subject="", state=OutboxState.PENDING, finished_at=None)

    answer = client.get("/demo/mails/")

    assert [mail.subject for mail in answer.context["page"]] == ["", "First"]
    assert "Not sent yet" in answer.text


def test_mails_of_one_recipient(client: Client) -> None:
    sent(recipient="a@example.org", subject="To a")
    sent(recipient="b@example.org", subject="To b")

    answer = client.get("/demo/mails/", {"to": "A@example.org"})

    assert [mail.subject for mail in answer.context["page"]] == ["To a"]


def test_a_mail_is_shown_with_working_links_and_the_names_of_what_came_with_it(client: Client) -> None:
    mail = sent()

    answer = client.get(f"/demo/mails/{mail.pk}/")

    assert '<a href="http://localhost:8000/answer/abc/" rel="nofollow">http://localhost:8000/answer/abc/</a>' in answer.text
    assert "booking.ics" in answer.text
    assert f'src="/demo/mails/{mail.pk}/body/"' in answer.text


def test_the_frame_runs_no_script_and_its_links_leave_it(client: Client) -> None:
    mail = sent()

    answer = client.get(f"/demo/mails/{mail.pk}/body/")

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert '<head><base target="_top">' in answer.text


def test_a_mail_without_html_has_no_frame(client: Client) -> None:
    mail = sent(body_html="")

    assert client.get(f"/demo/mails/{mail.pk}/body/").status_code == 404
    assert "<iframe" not in client.get(f"/demo/mails/{mail.pk}/").text


def test_every_page_says_that_it_is_a_demonstration(client: Client) -> None:
    answer = client.get("/be-someone/")

    assert '<a href="/be-someone/">Be someone else</a>' in answer.text
    assert '<a href="/demo/mails/">See the mails</a>' in answer.text


def test_production_refuses_to_start_as_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO", "1")
    sys.modules.pop("config.settings.production", None)

    with pytest.raises(Exception, match="demo's sign-in and mail pages must never run in production"):
        import_module("config.settings.production")


def test_the_guard_is_on_every_view_of_the_demo() -> None:
    views = [demo.be_someone, demo.show_mails, demo.show_mail, demo.show_mail_body]

    assert [view.__code__.co_name for view in views] == ["guarded"] * 4
