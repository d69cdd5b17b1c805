"""A provider's list of what is left for an offer."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from core import clock
from core.models import OutboxMessage
from directory.enums import EditorPage, ProviderKind
from directory.models import Offer
from directory.states import OfferState, VersionState
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import CaseFactory, DecisionFactory, VettingAuthorityFactory, cleared_offer
from vetting.enums import DecisionOutcome
from vetting.models import Case, Check, VettingAuthority
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def whole_draft(**fields: object) -> Offer:
    return OfferFactory(slug="lunch", version__answered=list(EditorPage.values), **fields)


def member_of(offer: Offer, client: Client) -> None:
    client.force_login(ProviderMemberFactory(provider=offer.provider).user)


def near(offer: Offer) -> VettingAuthority:
    """An authority that vets where the provider is at home."""
    authority = VettingAuthorityFactory(name="Northumberland")
    offer.provider.home_authority = authority.local_authority
    offer.provider.save()
    return authority


def test_what_is_left_to_say_is_listed_with_its_state(client: Client) -> None:
    offer = OfferFactory(slug="lunch", version__answered=["what", "adjustments"], version__adjustments={})
    member_of(offer, client)

    page = client.get("/offers/lunch/tasks/").context["page"]

    assert page.heading == "5 things to say, then send it in"
    assert [(str(task.title), task.state, task.hint) for task in page.said] == [
        ("What it is", "Done", ""),
        ("Who it is for", "To do", ""),
        ("Where and how often", "To do", ""),
        ("Cost", "To do", ""),
        ("What you can adjust", "To do", "Say for at least one adjustment whether you offer it."),
        ("Who leads", "To do", ""),
    ]
    assert not page.can_submit


def test_each_check_says_why_how_and_whose_move_it_is(client: Client) -> None:
    offer = whole_draft()
    near(offer)
    member_of(offer, client)

    answer = client.get("/offers/lunch/tasks/")

    page = answer.context["page"]
    checks = {check.name: check for check in page.checks_left}
    assert page.heading == "Ready to send in"
    assert page.can_submit
    assert all(check.why and check.how and check.subject for check in checks.values())
    assert [str(group.heading) for group in page.groups] == ["Your move", "The officers' move", "Good to have, not needed"]
    assert "Why, and how to get it" in answer.text


def test_where_nobody_vets_the_page_says_so(client: Client) -> None:
    offer = whole_draft(provider__postcode="", provider__latitude=None, provider__longitude=None)
    member_of(offer, client)

    answer = client.post("/offers/lunch/tasks/submit/")

    assert answer.status_code == 200
    assert "Nobody vets in your area yet, so nothing can be asked." in answer.text
    assert "Choose an authority yourself, or write to us and we will find one." in answer.text
    assert Case.objects.count() == 0


def test_sending_in_makes_a_case_for_the_authority_near(client: Client) -> None:
    offer = whole_draft()
    authority = near(offer)
    member_of(offer, client)

    answer = client.post("/offers/lunch/tasks/submit/", follow=True)

    case = Case.objects.get()
    assert (case.authority, case.offer, case.state) == (authority, offer, CaseState.OPEN)
    assert answer.redirect_chain == [("/offers/lunch/tasks/", 302)]
    assert answer.context["page"].heading == "It is with the officers"
    assert f"Your reference is {case.reference}." in answer.text
    assert "Sent in. You get a mail" in answer.text


def test_another_authority_can_be_chosen_where_there_are_several(client: Client) -> None:
    offer = whole_draft()
    near(offer)
    other = VettingAuthorityFactory(name="A trust")
    member_of(offer, client)

    client.post("/offers/lunch/tasks/submit/", {"authority": other.pk})

    assert Case.objects.get().authority == other


def test_sending_in_twice_is_told_and_changes_nothing(client: Client) -> None:
    offer = whole_draft()
    near(offer)
    member_of(offer, client)
    client.post("/offers/lunch/tasks/submit/")

    again = client.post("/offers/lunch/tasks/submit/")

    assert again.status_code == 200
    assert "govuk-error-summary" in again.text
    assert Case.objects.count() == 1


def test_what_is_not_whole_can_not_be_sent_in(client: Client) -> None:
    offer = OfferFactory(slug="lunch", version__answered=["what"])
    near(offer)
    member_of(offer, client)

    answer = client.post("/offers/lunch/tasks/submit/")

    assert "govuk-error-summary" in answer.text
    assert Case.objects.count() == 0
    offer.refresh_from_db()
    assert offer.state == OfferState.DRAFT


def test_it_can_be_taken_back(client: Client) -> None:
    offer = whole_draft()
    near(offer)
    member_of(offer, client)
    client.post("/offers/lunch/tasks/submit/")

    answer = client.post("/offers/lunch/tasks/withdraw/", follow=True)

    assert Case.objects.get().state == CaseState.WITHDRAWN
    assert offer.versions.get().state == VersionState.DRAFT
    assert answer.context["page"].heading == "Ready to send in"


def asked(offer: Offer) -> Case:
    return CaseFactory(
        offer=offer,
        state=CaseState.WAITING_ON_PROVIDER,
        question="Who is with the group at the river?",
        claimed_by=UserFactory(),
        claimed_at=clock.now(),
        waiting_since=clock.now(),
    )


def test_an_officers_question_is_answered_on_the_page(client: Client) -> None:
    offer = OfferFactory(slug="lunch", state=OfferState.IN_REVIEW)
    case = asked(offer)
    member_of(offer, client)

    before = client.get("/offers/lunch/tasks/")
    after = client.post("/offers/lunch/tasks/answer/", {"answer": "Two of us, and your staff."}, follow=True)

    case.refresh_from_db()
    assert before.context["page"].heading == "An officer has a question"
    assert "Who is with the group at the river?" in before.text
    assert (case.state, case.answer) == (CaseState.CLAIMED, "Two of us, and your staff.")
    assert after.context["page"].heading == "It is with the officers"


def test_an_empty_or_too_long_answer_is_refused_and_kept(client: Client) -> None:
    offer = OfferFactory(slug="lunch", state=OfferState.IN_REVIEW)
    case = asked(offer)
    member_of(offer, client)

    empty = client.post("/offers/lunch/tasks/answer/", {"answer": " "})
    long = client.post("/offers/lunch/tasks/answer/", {"answer": "river " * 100})

    case.refresh_from_db()
    assert "Fill in" in empty.text
    assert "river river" in long.text
    assert case.state == CaseState.WAITING_ON_PROVIDER


def test_a_refusal_says_what_to_do_next_and_lets_one_send_it_in_again(client: Client) -> None:
    offer = whole_draft()
    authority = near(offer)
    case = CaseFactory(offer=offer, version=offer.versions.get(), authority=authority, state=CaseState.DECIDED, closed_at=clock.now())
    DecisionFactory(
        case=case, outcome=DecisionOutcome.DECLINED, level="", message="Show your insurance at the civic centre, then ask again."
    )
    member_of(offer, client)

    page = client.get("/offers/lunch/tasks/")

    assert page.context["page"].heading == "It was not cleared this time"
    assert "Show your insurance at the civic centre, then ask again." in page.text
    assert "Send it in again" in page.text


def test_a_listed_offer_says_until_when_and_what_holds_it(client: Client) -> None:
    offer = cleared_offer(slug="lunch")
    member_of(offer, client)

    page = client.get("/offers/lunch/tasks/").context["page"]

    assert page.heading == "It is listed"
    assert all(step.state == "done" for step in page.steps)
    assert {str(check.state).split(" until ")[0] for check in page.checks_done} <= {"Holds", "Done"}
    assert not page.can_withdraw


def test_a_low_rating_is_read_without_unfolding_and_holds_nothing_back(client: Client) -> None:
    offer = cleared_offer(slug="lunch", version__involves=["food"], provider__kinds=[ProviderKind.CBT_ORGANISATION])
    member_of(offer, client)
    before = client.get("/offers/lunch/tasks/")
    Check.objects.filter(check_type="FOOD_REG").update(details={"fhrs_rating": 2})

    page = client.get("/offers/lunch/tasks/")

    assert (page.context["page"].heading, [group.is_folded for group in page.context["page"].groups if group.move == "done"]) == (
        "It is listed",
        [False],
    )
    remark = "Food hygiene rating 2, below 3: schools may ask about it."
    assert (remark in before.content.decode(), remark in page.content.decode()) == (False, True)


def test_an_offer_that_lost_its_assurance_gives_no_reason(client: Client) -> None:
    offer = cleared_offer(slug="lunch")
    Offer.objects.filter(pk=offer.pk).update(assured_until=None)
    member_of(offer, client)

    answer = client.get("/offers/lunch/tasks/")

    assert answer.context["page"].heading == "It isn't on show at the moment"
    assert "Something that it rests on has run out, or is being looked at." in answer.text


@pytest.mark.parametrize("path", ["", "submit/", "answer/", "withdraw/"])
def test_nobody_elses_list_can_be_opened_or_used(client: Client, path: str) -> None:
    whole_draft()
    client.force_login(ProviderMemberFactory().user)
    url = f"/offers/lunch/tasks/{path}"

    answer = client.post(url) if path else client.get(url)

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["", "submit/", "answer/", "withdraw/"])
def test_strangers_are_asked_to_sign_in(client: Client, path: str) -> None:
    whole_draft()
    url = f"/offers/lunch/tasks/{path}"

    answer = client.post(url) if path else client.get(url)

    assert answer.headers["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("path", ["submit/", "answer/", "withdraw/"])
def test_opening_an_address_changes_nothing(client: Client, path: str) -> None:
    offer = whole_draft()
    member_of(offer, client)

    assert client.get(f"/offers/lunch/tasks/{path}").status_code == 405
    assert OutboxMessage.objects.count() == 0


def test_the_list_asks_few_questions_of_the_database(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    offer = whole_draft()
    near(offer)
    member_of(offer, client)
    client.get("/offers/lunch/tasks/")

    with django_assert_max_num_queries(30):
        client.get("/offers/lunch/tasks/")
