"""The referee's page, the applicant's list, the officer's page; and that no applicant ever reads an answer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from core.models import AuditEvent, OutboxMessage
from directory.models import Person
from tests.factories.vetting import ReferenceFactory
from tests.integration.permissions.access import Role
from tests.integration.permissions.table import TABLE
from tests.integration.permissions.world import make_world
from tests.support.officers import desk_of, said
from tests.support.references import Naming
from tests.support.vetting import claimed, submitted
from vetting.models import ReferenceRequest
from vetting.states import ReferenceState

pytestmark = pytest.mark.django_db
ANSWER = {
    "known_as": "employer",
    "known_for": "over_three",
    "seen_with_children": "often",
    "content": "yes",
    "has_concern": "no",
    "phone": "",
}


@pytest.fixture(autouse=True)
def officers_are_signed_in_with_both_factors(settings: Settings) -> None:
    """Second factors are proved where accounts are."""
    settings.OFFICERS_NEED_SECOND_FACTOR = False


def test_opening_the_link_changes_nothing_and_one_post_answers() -> None:
    reference = Naming(claimed(provider__name="Marsh Gardens"))()
    path = f"/reference/{reference.token}/"
    before = (list(ReferenceRequest.objects.values()), AuditEvent.objects.count(), OutboxMessage.objects.count())

    opened = [getattr(Client(), method)(path) for method in ("get", "head")]
    unchanged = (list(ReferenceRequest.objects.values()), AuditEvent.objects.count(), OutboxMessage.objects.count()) == before
    missing = Client().post(path, {})
    answered = Client().post(path, ANSWER, follow=True)
    again = Client().post(path, ANSWER | {"content": "no", "phone": "01670 123456"})

    assert [page.status_code for page in opened] == [200, 200]
    assert unchanged
    assert "Marsh Gardens" in opened[0].text
    assert "Choose an answer for “For how long?”" in missing.text
    assert ("Thank you for your answer" in answered.text, "Thank you for your answer" in again.text) == (True, True)
    assert ReferenceRequest.objects.get().content == "yes"


def test_forged_and_expired_links_get_a_kind_page(client: Client) -> None:
    late = ReferenceFactory(state=ReferenceState.UNANSWERED)

    forged, expired = client.get("/reference/forged/"), client.get(f"/reference/{late.token}/")

    assert (forged.status_code, expired.status_code) == (404, 410)
    assert "This link opens nothing" in forged.text
    assert late.case.authority.contact_email in expired.text


def test_no_file_is_taken(client: Client) -> None:
    reference = ReferenceFactory()

    page = client.post(f"/reference/{reference.token}/", {**ANSWER, "letter": SimpleUploadedFile("letter.pdf", b"%PDF")})

    reference.refresh_from_db()
    assert "No files are taken here" in page.text
    assert reference.state == ReferenceState.ASKED


def test_the_applicant_names_and_takes_back(client: Client) -> None:
    desk = submitted()
    client.force_login(desk.member)
    path = f"/offers/{desk.offer.slug}/referees/{desk.case.version.people.get().pk}/"
    typed = {"name": "Grace Hall", "email": "grace@example.org", "kind": "school", "known_since": "2019"}

    wrong = client.post(path, typed | {"email": desk.member.email})
    named = client.post(path, typed, follow=True)
    tasks = client.get(f"/offers/{desk.offer.slug}/tasks/")
    gone = client.post(f"{path}{ReferenceRequest.objects.get().pk}/take-back/", follow=True)

    assert "Name somebody outside it." in wrong.text
    assert 'value="Grace Hall"' in wrong.text
    assert ("Grace Hall is on your list." in named.text, "Asked on" in named.text) == (True, True)
    assert "1 referee named, 0 answered" in tasks.text
    assert "Taken back and forgotten." in gone.text
    assert ReferenceRequest.objects.count() == 0


def test_an_officer_reads_the_answers_which_is_logged_and_records_the_check_from_them() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    ReferenceFactory(answered=True, case=desk.case, person=person, name="Ada Byron")
    client = desk_of(desk.first, desk.authority)

    page = client.get(reverse("vetting_case_references", args=[desk.case.pk, person.pk]))
    record = client.get(reverse("vetting_check_record", args=[desk.case.pk, "REFERENCES", "person", person.pk]))
    case = client.get(f"/admin/vetting/cases/inspect/{desk.case.pk}/")

    assert "Content for them to work with children I would rather be rung" in said(page)
    assert "Ring them before you record the check." in said(page)
    assert AuditEvent.objects.filter(action="evidence.read", actor_id=desk.first.pk).count() == 2
    assert (record.context["form"]["detail_count"].value(), record.context["form"]["outcome"].value()) == (1, None)
    assert "1 of 1 have answered. Ring 1 of them." in said(case)


def test_an_officer_sends_a_new_link() -> None:
    desk = claimed()
    reference = Naming(desk)()

    desk_of(desk.first, desk.authority).post(reverse("vetting_reference_ask", args=[desk.case.pk, reference.pk]))

    assert OutboxMessage.objects.filter(kind="vetting.reference_asked").count() == 2


def test_no_page_that_the_applicant_can_open_shows_an_answer() -> None:
    world = make_world()
    member, words = world.users[Role.MEMBER], ("01670 555 019", "I would rather be rung", "Yes, now and then", "More than three years")
    reference = ReferenceRequest.objects.get(pk=world.places["referee"])
    answered = ReferenceFactory(answered=True, person=reference.person, case=reference.case, provider=reference.provider)
    Person.objects.filter(pk=reference.person_id).update(user=member)
    client = Client()
    client.force_login(member)

    shown: dict[str, Any] = {}
    for row in TABLE:
        if row.read is not None and Role.MEMBER in row.read.welcome and row.name != "vetting:reference":
            address = reverse(row.name, args=[word[1:] if word.startswith("=") else world.places[word] for word in row.arguments])
            page = client.get(address, follow=True)
            shown[address] = [] if page.streaming else [word for word in words if word in page.content.decode(errors="replace")]

    own = f"/offers/{world.places['waiting_slug']}/referees/{reference.person_id}/"
    assert {address: found for address, found in shown.items() if found} == {}
    assert own in shown
    assert answered.email in client.get(own).content.decode()
