"""Schools that join: the call to the school, and what is kept of it."""

import datetime

import pytest
from django.test import Client

from core import clock
from schools.enums import SchoolRole
from schools.models import JoinRequest, MemberRole
from schools.states import JoinState
from tests.factories.accounts import UserFactory
from tests.factories.schools import AuthorityFactory, JoinRequestFactory, SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import VettingAuthorityFactory
from tests.support.officers import desk_of, own_part, said, signed_in, the, told
from vetting.enums import OfficerRole
from vetting.models import VettingAuthority

pytestmark = pytest.mark.django_db

LIST = "/admin/vetting/joining/"


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory()


@pytest.fixture
def request_to_join(authority: VettingAuthority) -> JoinRequest:
    school = SchoolFactory(name="Beaconhill Community Primary School", authority=authority.local_authority, telephone="01670 000000")
    helen = UserFactory(first_name="Helen", last_name="Ward", email="helen@example.org")
    asked = clock.now() - datetime.timedelta(days=1)
    return JoinRequestFactory(school=school, user=helen, job_title="Headteacher", asked_at=asked)


@pytest.fixture
def officer(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(first_name="Sam"), authority)


def call(**changes: str) -> dict[str, str]:
    rung = (clock.now() - datetime.timedelta(hours=1)).astimezone(clock.LONDON)
    return {
        "number_source": "school_website",
        "spoke_to_role": "Business manager",
        "rung_at": rung.strftime("%Y-%m-%dT%H:%M"),
    } | changes


def test_a_school_where_nobody_vets_is_rung_by_any_officer(officer: Client) -> None:
    yesterday = clock.now() - datetime.timedelta(days=1)
    asked = JoinRequestFactory(school=SchoolFactory(name="Far High School", authority=AuthorityFactory()), asked_at=yesterday)

    officer.post(f"{LIST}{asked.pk}/approve/", call())

    asked.refresh_from_db()
    assert asked.state == JoinState.APPROVED


def test_the_list_has_requests_of_the_officers_own_area(officer: Client, request_to_join: JoinRequest) -> None:
    other_area = VettingAuthorityFactory().local_authority
    JoinRequestFactory(school=SchoolFactory(name="Elsewhere High School", authority=other_area))
    JoinRequestFactory(school=request_to_join.school, state=JoinState.WITHDRAWN)

    text = said(officer.get(LIST))

    assert text.count("Ring and approve") == 1
    assert "Beaconhill Community Primary School" in text
    assert "Helen Ward, Headteacher" in text
    assert "Elsewhere" not in text


def test_an_empty_list_says_what_will_come(officer: Client) -> None:
    assert "Nobody is waiting." in said(officer.get(LIST))


def test_the_page_shows_the_number_in_the_register_and_none_that_the_person_gave(officer: Client, request_to_join: JoinRequest) -> None:
    text = said(officer.get(f"{LIST}{request_to_join.pk}/approve/"))

    assert "In the national register 01670 000000" in text
    assert "Who Helen Ward, helen@example.org Says they are Headteacher" in text


@pytest.mark.parametrize(
    ("ticked", "roles"),
    [
        ({}, {SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR}),
        ({"makes_approver": "on"}, {SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR, SchoolRole.APPROVER}),
    ],
)
def test_the_call_is_recorded_and_they_act_for_the_school(
    officer: Client, request_to_join: JoinRequest, ticked: dict[str, str], roles: set[str]
) -> None:
    answer = officer.post(f"{LIST}{request_to_join.pk}/approve/", call(**ticked), follow=True)

    request_to_join.refresh_from_db()
    assert told(answer) == ["They can act for the school now, and have been told."]
    assert (request_to_join.state, request_to_join.number_source) == (JoinState.APPROVED, "school_website")
    assert request_to_join.spoke_to_role == "Business manager"
    assert request_to_join.decided_by is not None
    assert set(MemberRole.objects.filter(member__user=request_to_join.user).values_list("role", flat=True)) == roles


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"number_source": ""}, "number_source", "Choose one."),
        ({"number_source": "from_the_applicant"}, "number_source", "Select a valid choice."),
        ({"spoke_to_role": " "}, "spoke_to_role", "Fill this in."),
        ({"rung_at": "2126-01-01T10:00"}, "rung_at", "The call can't be in the future."),
        ({"rung_at": "2020-01-01T10:00"}, "rung_at", "The call can't be before the person asked."),
        ({"rung_at": "this morning"}, "rung_at", "Enter a valid date/time."),
    ],
)
def test_a_call_that_can_not_be_right_is_refused_beside_the_field(
    officer: Client, request_to_join: JoinRequest, changes: dict[str, str], field: str, refusal: str
) -> None:
    answer = officer.post(f"{LIST}{request_to_join.pk}/approve/", call(**changes))

    assert refusal in the(own_part(answer), f"#id_{field}_error").get_text()
    request_to_join.refresh_from_db()
    assert request_to_join.state == JoinState.ASKED


def test_a_school_that_has_somebody_by_now_is_left_to_its_administrator(officer: Client, request_to_join: JoinRequest) -> None:
    SchoolMemberFactory(school=request_to_join.school)

    answer = officer.post(f"{LIST}{request_to_join.pk}/approve/", call())

    assert "Somebody acts for this school by now." in said(answer)


def test_a_request_is_declined_with_a_sentence(officer: Client, request_to_join: JoinRequest) -> None:
    silent = officer.post(f"{LIST}{request_to_join.pk}/decline/", {"reason": ""})
    answer = officer.post(f"{LIST}{request_to_join.pk}/decline/", {"reason": "The school does not know you."}, follow=True)

    request_to_join.refresh_from_db()
    assert "Fill this in." in said(silent)
    assert told(answer) == ["Declined; they have been told."]
    assert (request_to_join.state, request_to_join.decline_reason) == (JoinState.DECLINED, "The school does not know you.")


def test_nobody_decides_their_own_request(authority: VettingAuthority) -> None:
    officer = UserFactory()
    own = JoinRequestFactory(school=SchoolFactory(authority=authority.local_authority), user=officer)

    assert desk_of(officer, authority).get(f"{LIST}{own.pk}/approve/").status_code == 404


def test_auditors_other_officers_and_superusers_find_no_request(authority: VettingAuthority, request_to_join: JoinRequest) -> None:
    strangers = [
        desk_of(UserFactory(), authority, OfficerRole.AUDITOR),
        desk_of(UserFactory(), VettingAuthorityFactory()),
        signed_in(UserFactory(is_superuser=True)),
    ]

    assert {client.post(f"{LIST}{request_to_join.pk}/approve/", call()).status_code for client in strangers} == {404}


def test_a_superuser_without_a_part_finds_no_list() -> None:
    assert signed_in(UserFactory(is_superuser=True)).get(LIST).status_code == 404
