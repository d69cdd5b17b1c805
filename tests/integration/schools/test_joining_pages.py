import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from core.models import OutboxMessage
from schools.models import JoinRequest
from tests.factories.accounts import UserFactory
from tests.factories.schools import JoinRequestFactory, SchoolFactory, SchoolMemberFactory

pytestmark = pytest.mark.django_db

FIND = reverse("schools:join")


@pytest.fixture
def user(client: Client) -> User:
    user: User = UserFactory()
    client.force_login(user)
    return user


def test_finding_a_school_offers_to_ask_for_it(client: Client, user: User) -> None:
    school = SchoolFactory(urn="122193", name="Beaconhill Community Primary School")

    response = client.get(FIND, {"q": "beaconhill"})

    assertContains(response, f'href="{reverse("schools:join-ask", args=[school.pk])}"', count=1)
    assertContains(response, 'value="beaconhill"')


def test_a_school_with_members_or_a_closed_one_cannot_be_asked_for(client: Client, user: User) -> None:
    taken = SchoolMemberFactory(school__name="Burnside").school
    closed = SchoolFactory(is_active=False)

    by_name, by_urn = client.get(FIND, {"q": "burnside"}), client.get(FIND, {"q": closed.urn})

    assertContains(by_name, "On Junction already. Ask its administrator to invite you")
    assertContains(by_urn, "Closed, says the register.")
    assertNotContains(by_name, reverse("schools:join-ask", args=[taken.pk]))
    assertNotContains(by_urn, reverse("schools:join-ask", args=[closed.pk]))


def test_finding_nothing_says_what_to_try(client: Client, user: User) -> None:
    assertContains(client.get(FIND, {"q": "zzzz"}), "Check the spelling, or try the postcode or the URN.")


def test_asking_puts_a_request_into_the_queue(client: Client, user: User) -> None:
    school = SchoolFactory(name="Burnside")

    response = client.post(reverse("schools:join-ask", args=[school.pk]), {"job_title": "Head", "wants_roles": ["approver"]}, follow=True)

    assertRedirects(response, reverse("schools:join-asked"))
    assertContains(response, "An officer rings the school next")
    asked = JoinRequest.objects.get()
    assert (asked.school, asked.user, asked.job_title, asked.wants_roles) == (school, user, "Head", ["approver"])
    assert OutboxMessage.objects.count() == 0


def test_asking_without_a_job_is_refused_at_the_field(client: Client, user: User) -> None:
    response = client.post(reverse("schools:join-ask", args=[SchoolFactory().pk]), {"wants_roles": ["approver"]})

    assert response.context["form"].errors == {"job_title": ["Fill in “What is your job there?”"]}
    assert response.context["form"]["wants_roles"].value() == ["approver"]


def test_asking_twice_is_refused_once(client: Client, user: User) -> None:
    school = SchoolFactory()
    address = reverse("schools:join-ask", args=[school.pk])
    client.post(address, {"job_title": "Head"})

    response = client.post(address, {"job_title": "Head"})

    assertContains(response, "You have asked already. An officer rings the school next.")
    assert JoinRequest.objects.count() == 1


def test_a_request_is_withdrawn_and_shown_as_such(client: Client, user: User) -> None:
    request = JoinRequestFactory(user=user)

    response = client.post(reverse("schools:join-withdraw", args=[request.pk]), follow=True)

    assertRedirects(response, FIND)
    assertContains(response, "Your request is withdrawn.")
    assert [(one.pk, one.state) for one in response.context["asked"]] == [(request.pk, "withdrawn")]


def test_a_refusal_is_shown_with_its_reason(client: Client, user: User) -> None:
    JoinRequestFactory(
        user=user,
        state="declined",
        decline_reason="The office doesn't know your name.",
        decided_by=UserFactory(),
        decided_at="2026-11-20T10:00Z",
    )

    assertContains(client.get(FIND), "The office doesn&#x27;t know your name.")


def test_requests_of_others_are_not_shown(client: Client, user: User) -> None:
    JoinRequestFactory()

    assert client.get(FIND).context["asked"] == []
