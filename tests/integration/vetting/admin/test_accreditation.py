"""The officers' pages about accreditation: who stands where, the page of one, and each step."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.accreditation import AccreditationFactory
from tests.support.accreditation import Community, community
from tests.support.officers import buttons, desk_of, headline, own_part, said, signed_in, told
from vetting.models import Accreditation
from vetting.services.accreditation import steps

pytestmark = pytest.mark.django_db
BOARD = "/admin/vetting/accreditation/"


@pytest.fixture
def here() -> Community:
    return community(version__title="Bread from scratch")


def test_who_could_be_invited_is_invited_from_the_list(here: Community) -> None:
    community("one_off", authority=here.authority)
    client = signed_in(here.first)
    page = client.get(f"{BOARD}?step=candidates")
    assert [row.get_text() for row in own_part(page).select(".vetting-row strong")] == [here.person.name]

    url = f"{BOARD}invite/{here.authority.pk}/{here.person.pk}/"
    assert "an offer and no duty" in said(client.get(url))
    assert told(client.post(url, follow=True)) == ["Invited. The induction is next."]

    assert [row.get_text() for row in own_part(client.get(f"{BOARD}?step=begun")).select(".vetting-row strong")] == [here.person.name]
    assert "Could be invited 0" in said(client.get(BOARD))


def test_from_induction_to_accredited_by_two_officers(here: Community) -> None:
    begun = steps.declare_induction(by=here.member, accreditation=here.begun())
    url = f"{BOARD}{begun.pk}/"
    first = signed_in(here.first)
    assert buttons(first.get(url)) == ["Confirm the induction", "Withdraw"]
    first.post(f"{url}induction/", {"on": clock.today().isoformat()})
    assert buttons(first.get(url)) == ["Withdraw"]

    Accreditation.objects.filter(pk=begun.pk).update(state="observed")
    assert (headline(first.get(url)), buttons(first.get(url))) == (
        "Observed, waiting for an officer",
        ["Have another session observed", "Withdraw"],
    )
    assert "so another officer accredits" in said(first.get(url))
    second = signed_in(here.second)
    assert buttons(second.get(url))[0] == "Accredit"
    until = clock.today() + datetime.timedelta(days=900)
    refused = second.post(f"{url}accredit/", {"kinds": ["session"], "until": until.isoformat()})
    assert "the policy allows no later one" in said(refused)
    done = second.post(
        f"{url}accredit/", {"kinds": ["session"], "until": (clock.today() + datetime.timedelta(days=90)).isoformat()}, follow=True
    )
    assert told(done) == ["Accredited. Their providers have been told."]
    assert headline(done) == "Accredited"


def test_answers_are_shown_to_officers_and_the_reading_is_logged(here: Community) -> None:
    held = here.observed(learned="partly", have_again="other_age")

    page = signed_in(here.second).get(f"{BOARD}{held.pk}/")

    assert [words in said(page) for words in ("Partly", "With another age group", here.school.name)] == [True, True, True]
    assert AuditEvent.objects.filter(action="observation.read", actor_id=here.second.pk).count() == 1


def test_an_auditor_reads_and_has_no_buttons(here: Community) -> None:
    held = here.observed()

    page = desk_of(UserFactory(), here.authority, "auditor").get(f"{BOARD}{held.pk}/")

    assert (page.status_code, buttons(page)) == (200, [])


def test_another_session_and_withdrawing_ask_first(here: Community) -> None:
    url = f"{BOARD}{here.observed().pk}/"
    client = signed_in(here.second)
    assert "asked the same two questions" in said(client.get(f"{url}again/"))
    assert told(client.post(f"{url}again/", follow=True)) == ["It waits for another observed session."]
    assert "listings and bookings stay as they are" in said(client.get(f"{url}withdraw/"))
    assert told(client.post(f"{url}withdraw/", follow=True)) == ["Withdrawn."]


def test_many_cost_what_one_costs(here: Community) -> None:
    client = signed_in(here.first)
    AccreditationFactory(authority=here.authority, observed=True)
    with CaptureQueriesContext(connection) as few:
        client.get(BOARD)
    for _number in range(5):
        AccreditationFactory(authority=here.authority, observed=True)

    with CaptureQueriesContext(connection) as many:
        page = client.get(BOARD)

    assert len(own_part(page).select(".vetting-row")) == 6
    assert len(many) == len(few)
