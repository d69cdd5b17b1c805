"""What a school accepts and asks, on its pages: each says what would follow, and nothing happens by opening one."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from schools.enums import SchoolRole
from tests.factories.bookings import SPRING, Scene
from tests.factories.reliance import ReliancePolicyFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import cleared_offer
from tests.support.bookings import ClientOf, client_of, november, scene, standing_scene, states_of
from tests.support.costs import statements
from vetting.models import Clearance, ReliancePolicy, SchoolRequirement, VettingAuthority

__all__ = ["client_of", "november", "scene", "standing_scene"]


@pytest.fixture
def authority(scene: Scene) -> VettingAuthority:
    return Clearance.objects.get(offer=scene.offer).authority


@pytest.fixture
def head(scene: Scene, client_of: ClientOf) -> Client:
    return client_of(scene.head)


def text_of(response: object) -> str:
    main = BeautifulSoup(response.content, "html.parser").find("main")  # type: ignore[attr-defined]  # an answer
    assert main is not None
    return " ".join(main.get_text(" ").split())


def list_page(scene: Scene, authority: VettingAuthority, step: str = "") -> str:
    return f"/school/{scene.school.pk}/assurance-lists/{authority.pk}/{step}"


def test_a_list_is_accepted_for_a_year_and_withdrawn_with_what_would_follow(
    scene: Scene, head: Client, authority: VettingAuthority
) -> None:
    accepted = head.post(list_page(scene, authority, "accept/"), {"level": "unsupervised"}, follow=True)
    booking = scene.confirmed(SPRING[0])
    scene.school.acceptances.all().delete()

    asked = text_of(head.get(list_page(scene, authority, "withdraw/")))
    still = states_of(booking)
    head.post(list_page(scene, authority, "withdraw/"))

    assert "Your school accepts it until 22 November 2027" in text_of(accepted)
    assert "One date would be at risk" in asked
    assert "6 January 2027" in asked
    assert (still, states_of(booking)) == (["confirmed"], ["at_risk"])


def test_a_provider_is_left_out_and_taken_in_again(scene: Scene, head: Client, authority: VettingAuthority) -> None:
    policy = ReliancePolicyFactory(school=scene.school, authority=authority)
    page = list_page(scene, authority, f"providers/{scene.offer.provider.slug}/")

    asked, left_out = text_of(head.get(page)), text_of(head.post(page, follow=True))
    with_out = list(policy.left_out.all())
    head.post(page)

    assert "Leave out" in asked
    assert "Left out" in left_out
    assert (with_out, list(policy.left_out.all())) == ([scene.offer.provider], [])


def test_a_check_is_looked_at_before_it_is_asked(scene: Scene, head: Client) -> None:
    booking, page = scene.confirmed(SPRING[0]), f"/school/{scene.school.pk}/assurance-requirements/"
    wish = {"check_type": "EQUALITY", "reach": "everybody"}

    looked = text_of(head.post(page, wish))
    before = SchoolRequirement.objects.count()
    asked = text_of(head.post(page, wish | {"sure": "1"}, follow=True))
    row = SchoolRequirement.objects.get()
    at_risk = states_of(booking)
    head.post(f"{page}{row.pk}/remove/")

    assert "One date would be at risk" in looked
    assert "Equality and reasonable adjustments" in asked
    assert (before, at_risk, states_of(booking)) == (0, ["at_risk"], ["confirmed"])


def test_asking_beyond_the_law_reads_the_row_and_keeps_what_was_chosen(scene: Scene, head: Client) -> None:
    page = f"/school/{scene.school.pk}/assurance-requirements/"

    answer = head.post(page, {"check_type": "DBS_ENH", "reach": "everybody", "sure": "1"})

    assert "Row R6 of the table" in text_of(answer)
    assert BeautifulSoup(answer.content, "html.parser").select_one("option[value=DBS_ENH][selected]") is not None


def test_one_provider_is_withdrawn_and_accepted_by_itself(scene: Scene, head: Client) -> None:
    booking = scene.confirmed(SPRING[0])
    page = f"/school/{scene.school.pk}/assurance/{scene.offer.provider.slug}/acceptance/"

    asked = text_of(head.get(page))
    head.post(page, {"decision": "withdraw"})
    withdrawn = states_of(booking)
    head.post(page, {"decision": "accept"})

    assert "One date would be at risk" in asked
    assert (withdrawn, states_of(booking)) == (["at_risk"], ["confirmed"])


def test_an_administrator_reads_and_does_not_decide(scene: Scene, client_of: ClientOf, authority: VettingAuthority) -> None:
    reader = client_of(SchoolMemberFactory(school=scene.school, roles=[SchoolRole.ADMINISTRATOR]).user)

    page = text_of(reader.get(list_page(scene, authority)))
    answer = reader.post(list_page(scene, authority, "accept/"), {"level": "unsupervised"})

    assert "Accept for a year" not in page
    assert (answer.status_code, ReliancePolicy.objects.count()) == (403, 0)


def test_the_provider_reads_what_this_school_asks_in_addition(scene: Scene, head: Client, client_of: ClientOf) -> None:
    booking = scene.ask(SPRING[0])
    head.post(f"/school/{scene.school.pk}/assurance-requirements/", {"check_type": "EQUALITY", "reach": "everybody", "sure": "1"})

    page = text_of(client_of(scene.member.user).get(f"/bookings/{booking.reference}/answer/"))

    assert "Asked in addition Equality and reasonable adjustments" in page


def test_results_say_to_the_schools_own_staff_what_it_accepts(
    scene: Scene, head: Client, client: Client, authority: VettingAuthority
) -> None:
    ReliancePolicyFactory(school=scene.school, authority=authority)

    ours, public = (text_of(one.get("/offers/?near=")) for one in (head, client))

    assert "Accepted by your school until 22 November 2027" in ours
    assert "Accepted by your school" not in public


def test_more_providers_on_a_list_ask_no_more_statements(scene: Scene, head: Client, authority: VettingAuthority) -> None:
    ReliancePolicyFactory(school=scene.school, authority=authority)
    head.get(list_page(scene, authority))
    one = statements(head, list_page(scene, authority))
    for _number in range(2):
        cleared_offer(authority=authority)

    assert statements(head, list_page(scene, authority)) == one
