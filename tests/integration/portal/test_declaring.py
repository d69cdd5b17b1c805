"""Answering a check oneself, on the page for it; and the list of what is asked of an adult alone."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from directory.models import Offer, Person
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory
from tests.factories.vetting import CaseFactory
from tests.support.declaring import Declaring
from tests.support.officers import signed_in
from tests.support.vetting import Desk, claimed, decided, record_required, submitted
from vetting.models import Check
from vetting.services.checks.recording import verify_check
from vetting.services.checks.reviewing import Look, review_declarations
from vetting.states import CaseState, CheckState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
INSURED = {
    "detail_insurer": "Borough Mutual",
    "detail_limit_gbp": "£5,000,000",
    "detail_covers_activity": "yes",
    "expires_on_day": "31",
    "expires_on_month": "Aug",
    "expires_on_year": "2027",
    "is_true": "on",
}


@pytest.fixture
def november() -> Any:
    with time_machine.travel("2026-11-04T10:00:00Z", tick=True):
        yield


def answering(desk: Desk, code: str = "PLI", scope: str = "organisation", subject: int = 0) -> str:
    return f"/offers/{desk.offer.slug}/checks/{code}/{scope}/{subject or desk.case.provider_id}/"


def tasks(desk: Desk, client: Client) -> Any:
    return client.get(f"/offers/{desk.offer.slug}/tasks/").context["page"]


def group(desk: Desk, client: Client, heading: str) -> dict[str, Any]:
    found = next((one for one in tasks(desk, client).groups if str(one.heading) == heading), None)
    return {check.name: check for check in found.checks} if found else {}


def test_the_page_asks_the_fields_of_the_policy_and_says_why_how_and_what_is_never_kept() -> None:
    desk = claimed()

    page = signed_in(desk.member).get(answering(desk))

    assert list(page.context["form"].fields) == [
        "detail_insurer",
        "detail_policy_last4",
        "detail_limit_gbp",
        "detail_covers_activity",
        "expires_on",
        "is_true",
    ]
    assert "If somebody is hurt or something broken, it pays." in page.text
    assert "About £60 to £150 a year" in page.text
    assert "a copy of the certificate; the full policy number; files and copies of any kind." in page.text
    assert 'type="file"' not in page.text


def test_an_answer_is_kept_and_is_the_officers_move_on_the_list() -> None:
    desk = claimed()
    client = signed_in(desk.member)

    answer = client.post(answering(desk), INSURED, follow=True)

    check = Check.objects.get()
    assert answer.redirect_chain == [(f"/offers/{desk.offer.slug}/tasks/#checks", 302)]
    assert "Kept. It counts as soon as an officer has looked at it" in answer.text
    assert check.details == {"insurer": "Borough Mutual", "limit_gbp": 5_000_000, "covers_activity": True}
    assert check.expires_on == datetime.date(2027, 8, 31)
    task = group(desk, client, "The officers' move")["Public liability insurance"]
    assert (task.state, task.since, task.do) == ("Answered", "With the officers since 4 November 2026", "Change your answer")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_true": ""}, "Tick “This is true” to go on"),
        ({"detail_insurer": ""}, "Fill in “Insurer”"),
        ({"detail_insurer": "No cautions"}, "must not say anything that a certificate says"),
        ({"detail_insurer": "Policy 00 11 22 33 44 55"}, "holds a long number"),
        ({"detail_insurer": "word " * 60}, "Shorten this to 60 characters"),
        ({"detail_limit_gbp": "1000000"}, "It has to be at least 5,000,000."),
        ({"detail_limit_gbp": "five"}, "Enter a whole number."),
        ({"detail_covers_activity": "no"}, "It can&#x27;t be in place with this answer yet."),
        ({"expires_on_year": "2025"}, "By this day it has run out."),
        ({"expires_on_year": "2062"}, "This is more than five years away."),
        ({"expires_on_day": "32"}, "There is no such date."),
        ({"detail_covers_activity": "Rosa Brown"}, "Choose one of the answers that are offered"),
    ],
)
def test_what_can_not_be_is_said_at_its_field_and_nothing_typed_is_lost(changes: dict[str, str], words: str) -> None:
    desk = claimed()

    answer = signed_in(desk.member).post(answering(desk), INSURED | {"detail_insurer": "Borough Mutual"} | changes)

    assert answer.status_code == 200
    assert words in answer.text
    assert "govuk-error-summary" in answer.text
    assert 'value="31"' in answer.text or "expires_on_day" in changes
    assert not Check.objects.exists()


def test_a_file_is_refused_and_what_was_typed_is_kept() -> None:
    desk = claimed()
    pdf = SimpleUploadedFile("insurance.pdf", b"%PDF-1.7", content_type="application/pdf")

    answer = signed_in(desk.member).post(answering(desk), INSURED | {"scan": pdf})

    assert "No files are taken here." in answer.text
    assert "Borough Mutual" in answer.text
    assert not Check.objects.exists()


def test_pressing_twice_leaves_one_answer() -> None:
    desk = claimed()
    client = signed_in(desk.member)

    client.post(answering(desk), INSURED)
    client.post(answering(desk), INSURED)

    assert Check.objects.count() == 1


def test_what_went_back_is_on_top_with_the_sentence_and_is_corrected_from_what_was_said() -> None:
    desk = claimed()
    client = signed_in(desk.member)
    client.post(answering(desk), INSURED)
    look = Look(Check.objects.get(), verifies=False, reason="date_looks_wrong", note="Give the day on your newest papers.")
    review_declarations(by=desk.first, looks=[look])

    (first, *_rest) = tasks(desk, client).groups[0].checks
    page = client.get(answering(desk))
    client.post(answering(desk), INSURED | {"expires_on_year": "2028"})

    assert (first.name, first.state, first.do) == ("Public liability insurance", "Please look again", "Correct your answer")
    assert first.note == "A date looks wrong. Give the day on your newest papers."
    assert first.since == "The officers have waited for you since 4 November 2026"
    assert "Give the day on your newest papers." in page.text
    assert page.context["form"].initial["expires_on"] == datetime.date(2027, 8, 31)
    assert list(Check.objects.values_list("state", flat=True).order_by("pk")) == [CheckState.SUPERSEDED, CheckState.RECORDED]


def test_once_verified_it_is_in_place_and_a_stale_page_makes_a_new_answer_that_changes_nothing_yet() -> None:
    desk = claimed()
    client = signed_in(desk.member)
    client.post(answering(desk), INSURED)
    verify_check(by=desk.first, check=Check.objects.get())

    client.post(answering(desk), INSURED | {"expires_on_year": "2028"})

    task = group(desk, client, "In place")["Public liability insurance"]
    assert (task.state, task.far) == ("Holds until 31 August 2027", "A newer one waits for an officer's look")


def test_what_officers_see_to_says_so_and_what_must_be_got_elsewhere_says_how() -> None:
    desk = claimed()
    client = signed_in(desk.member)

    yours, officers = group(desk, client, "Your move"), group(desk, client, "The officers' move")

    dbs = yours["Enhanced DBS check with the children's barred list"]
    assert (dbs.url, dbs.wait) == ("", "Two to eight weeks")
    assert "umbrella body" in dbs.how
    assert officers["Content looked at"].since == "With the officers since 4 November 2026"
    assert list(yours)[-1] != "Code of conduct agreed"  # what is answered here comes before what has to be got elsewhere
    orders = [check.order for check in yours.values()]
    assert orders == sorted(orders)


def test_a_draft_is_answered_too_and_nobody_is_said_to_wait() -> None:
    desk = submitted()
    draft = second_offer(desk)
    client = signed_in(desk.member)

    page = client.get("/offers/second/tasks/").context["page"]

    checks = {check.name: check for check in page.checks}
    assert checks["Code of conduct agreed"].since == ""
    assert checks["Content looked at"].since == "Begins when you send the offer in"
    assert client.get(f"/offers/second/checks/RISK_DECL/offer/{draft.pk}/").status_code == 200


def test_a_second_offer_of_the_same_kind_asks_only_for_what_is_its_own() -> None:
    desk = decided()
    second_offer(desk)

    page = signed_in(desk.member).get("/offers/second/tasks/").context["page"]

    assert {check.name for check in page.checks_left if check.move in {"yours", "officers"}} == {
        "Risk assessment held and reviewed",
        "Content looked at",
    }
    assert "Public liability insurance" in {check.name for check in page.checks_done}


def test_another_kind_of_activity_asks_only_for_what_is_missing() -> None:
    desk = decided()
    second_offer(desk, version__involves=["food"])

    page = signed_in(desk.member).get("/offers/second/tasks/").context["page"]

    assert {check.name for check in page.checks_left if check.move in {"yours", "officers"}} == {
        "Risk assessment held and reviewed",
        "Content looked at",
        "Registered food business",
        "Food hygiene, level 2",
        "Allergen information",
    }


def test_a_one_off_talk_with_staff_present_is_asked_no_dbs_check() -> None:
    desk = submitted(kind="talk", version__pattern="one_off", version__nature="talk_assembly")

    names = {check.name for check in tasks(desk, signed_in(desk.member)).checks}

    assert not {name for name in names if "DBS" in name}


def test_the_usual_time_is_said_where_five_have_been_decided_and_not_before() -> None:
    desk = submitted()
    client = signed_in(desk.member)
    now = datetime.datetime(2026, 11, 4, 10, tzinfo=datetime.UTC)
    for number in range(5):
        assert tasks(desk, client).typical_days is None
        closed = now - datetime.timedelta(days=number)
        CaseFactory(authority=desk.authority, state=CaseState.DECIDED, submitted_at=closed - datetime.timedelta(days=6.5), closed_at=closed)

    page = client.get(f"/offers/{desk.offer.slug}/tasks/")

    assert page.context["page"].typical_days == 7
    assert "Half of the last offers were decided within 7 days" in page.text


def second_offer(desk: Desk, **fields: Any) -> Offer:
    """A draft beside the first offer, near the same authority."""
    provider = desk.case.provider
    provider.home_authority = desk.authority.local_authority
    provider.save()
    offer: Offer = OfferFactory(provider=provider, slug="second", version__people=[desk.case.version.people.get()], **fields)
    return offer


def adult(desk_fields: dict[str, Any] | None = None) -> tuple[Desk, Person]:
    person: Person = PersonFactory(name="Rosa Brown", user=UserFactory())
    return submitted(version__people=[person], **(desk_fields or {})), person


def test_an_adult_with_an_account_answers_alone_and_the_provider_reads_whom_it_waits_for() -> None:
    desk, person = adult()
    member, rosa = signed_in(desk.member), signed_in(person.user)  # type: ignore[arg-type]  # she has one
    page = answering(desk, "CODE_OF_CONDUCT", "person", person.pk)

    theirs = group(desk, member, "Other people's move")["Code of conduct agreed"]
    refused = member.get(page)
    landing = rosa.get("/home/")
    own = rosa.get("/asked-of-me/")
    form = rosa.get(page)
    answer = rosa.post(
        page,
        {
            "detail_version": "2026-09",
            "detail_accepted_on_day": "4",
            "detail_accepted_on_month": "11",
            "detail_accepted_on_year": "2026",
            "is_true": "on",
        },
        follow=True,
    )

    assert (theirs.state, theirs.since, theirs.url) == ("Theirs to answer", "Waits for Rosa Brown since 4 November 2026", "")
    assert "Rosa Brown answers this in their own name" in refused.text
    assert "<form" not in refused.text.split("jn-narrow")[1]
    assert "/asked-of-me/" in landing.text
    assert [str(task.title) for task in own.context["groups"][0].tasks][0:1] == ["Safeguarding training"]
    assert "What you agree to" in form.text
    assert form.context["form"].initial["detail_accepted_on"] == datetime.date(2026, 11, 4)
    assert answer.redirect_chain == [("/asked-of-me/", 302)]
    assert Check.objects.get().performed_by == person.user
    assert desk.member not in {check.performed_by for check in Check.objects.all()}


def test_who_takes_part_sees_nothing_else_of_the_offer() -> None:
    desk, person = adult()
    rosa = signed_in(person.user)  # type: ignore[arg-type]  # she has one

    assert rosa.get(f"/offers/{desk.offer.slug}/tasks/").status_code == 404
    assert rosa.get(answering(desk)).status_code == 404


def test_somebody_without_a_record_is_asked_nothing() -> None:
    page = signed_in(UserFactory()).get("/asked-of-me/")

    assert "Nothing is asked of you alone at the moment." in page.text


def test_a_member_who_speaks_for_an_adult_says_that_they_were_told() -> None:
    desk = claimed()
    person = desk.case.version.people.get()

    page = signed_in(desk.member).get(answering(desk, "SG_TRAINING", "person", person.pk))

    assert f"{person.name} has told me this, and it is true" in page.text


def test_neither_page_asks_more_of_the_database_the_more_there_is(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    desk = claimed()
    client = signed_in(desk.member)
    client.get(answering(desk))
    record_required(desk)
    Declaring(desk)("SG_POLICY")

    with django_assert_max_num_queries(32):
        client.get(f"/offers/{desk.offer.slug}/tasks/")
    with django_assert_max_num_queries(26):
        client.get(answering(desk))
