"""What the page of a case says, and to whom."""

import datetime
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent
from directory.enums import ProviderKind
from directory.services import offers
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferPhotoFactory, ProviderMemberFactory
from tests.factories.vetting import CaseFactory, CaseNoteFactory, CheckFactory, PlannedUseFactory, VettingAuthorityFactory
from tests.support.officers import buttons, case_page, desk_of, headline, own_part, said, signed_in, step, the
from tests.support.vetting import claimed, decided, recommended, record, record_required, submitted
from vetting.admin.cases.story import SENTENCES
from vetting.enums import CheckOutcome, ConditionsCode, OfficerRole
from vetting.services.cases import handling as cases

pytestmark = pytest.mark.django_db
RECORDED = re.compile(r'"((?:case|check|waiver|assessment)\.[a-z_]+)"')
OF_NO_CASE = {"check.over_asking", "check.take_back_import"}  # nothing was kept, or it is gone


def test_whatever_services_write_down_of_a_case_reads_as_a_sentence() -> None:
    written = {
        action for path in (settings.BASE_DIR / "vetting" / "services").rglob("*.py") for action in RECORDED.findall(path.read_text())
    }

    assert len(written) > 20
    assert written - SENTENCES.keys() == OF_NO_CASE


def test_an_unclaimed_case_is_offered_to_any_officer() -> None:
    desk = submitted()

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert (headline(page), buttons(page)) == ("Nobody has this case yet", ["Claim this case"])


def test_who_has_it_may_record_ask_put_back_and_recommend() -> None:
    desk = claimed()

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert (headline(page), buttons(page)) == (
        "It is your move",
        ["Record the next check (6 to go)", "Recommend", "Ask the provider", "Hand over", "Put back in the queue"],
    )
    assert "Record (Public liability insurance, " in said(page)


def test_the_next_check_to_record_is_one_click_away_until_none_is_left() -> None:
    desk = claimed()
    client = desk_of(desk.first, desk.authority)

    first = client.get(step(desk.case, "record"))
    record_required(desk, verify=False)
    last = client.get(step(desk.case, "record"))

    person = desk.case.version.people.get()
    assert first.headers["Location"] == step(desk.case, f"record/ID_VERIFIED/person/{person.pk}")
    assert last.headers["Location"] == case_page(desk.case)
    assert buttons(client.get(case_page(desk.case))) == ["Recommend", "Ask the provider", "Hand over", "Put back in the queue"]


def test_a_low_rating_is_remarked_on_beside_the_check() -> None:
    desk = claimed(version__involves=["food"], provider__kinds=[ProviderKind.CBT_ORGANISATION])
    record(desk, "FOOD_REG", desk.offer.provider, details={"la_name": "Northshire", "fhrs_rating": 2})

    page = desk_of(desk.second, desk.authority).get(case_page(desk.case))

    assert "Food hygiene rating 2, below 3: schools may ask about it. Nothing is kept back for it here." in said(page)


def test_another_officer_reads_who_has_it_and_records_nothing() -> None:
    desk = claimed()

    page = desk_of(desk.second, desk.authority).get(case_page(desk.case))

    assert (headline(page), buttons(page)) == (f"{desk.first} is working on this", [])
    assert "Record (" not in said(page)


def test_a_lead_may_put_back_what_another_has() -> None:
    desk = claimed()

    page = desk_of(UserFactory(), desk.authority, OfficerRole.LEAD).get(case_page(desk.case))

    assert buttons(page) == ["Hand over", "Put back in the queue"]


def test_question_and_answer_stand_at_the_top() -> None:
    desk = claimed()
    cases.ask_provider(by=desk.first, case=desk.case, question="Which course did Rosa take?")
    client = desk_of(desk.first, desk.authority)

    waiting = client.get(case_page(desk.case))
    cases.answer_officer(by=desk.member, case=desk.case, answer="Level 2, in May.")
    answered = client.get(case_page(desk.case))

    assert (headline(waiting), buttons(waiting)) == ("It is the provider's move", [])
    assert "Asked Which course did Rosa take? Answer None yet" in said(waiting)
    assert headline(answered) == "It is your move"
    assert "Answer Level 2, in May." in said(answered)


def test_the_second_officer_verifies_before_deciding() -> None:
    desk = claimed()
    record_required(desk, verify=False)
    cases.recommend(by=desk.first, case=desk.case, outcome="cleared")

    page = desk_of(desk.second, desk.authority).get(case_page(desk.case))

    assert headline(page) == "It is your move: decide"
    assert buttons(page) == ["Verify checks (10)", "Decide", "Send back with a note"]


def test_who_recommended_reads_who_may_decide() -> None:
    desk = recommended()

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert (headline(page), buttons(page)) == ("It is a second officer's move", [])
    assert f"You recommended it, so somebody else decides. These may: {desk.second}." in said(page)


def test_an_authority_with_nobody_left_reads_what_to_do() -> None:
    desk = recommended()
    desk.authority.officers.filter(user=desk.second).update(ended_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert "is left who may: a lead or an administrator borrows an officer, or appoints another one." in said(page)


def test_an_auditor_reads_and_does_nothing() -> None:
    desk = claimed()

    page = desk_of(UserFactory(), desk.authority, OfficerRole.AUDITOR).get(case_page(desk.case))

    assert buttons(page) == []
    assert f"You may read this case; officers of {desk.authority} work on it." in said(page)
    assert own_part(page).select("form") == []


def test_an_officer_who_acts_for_the_provider_does_nothing() -> None:
    desk = claimed()
    ProviderMemberFactory(provider=desk.case.provider, user=desk.second)

    page = desk_of(desk.second, desk.authority).get(case_page(desk.case))

    assert buttons(page) == []
    assert "You act for this provider yourself" in said(page)


def test_a_decided_case_says_who_decided_and_takes_newer_evidence() -> None:
    desk = decided()

    page = desk_of(desk.second, desk.authority).get(case_page(desk.case))

    assert (headline(page), buttons(page)) == (f"Cleared by {desk.second}", [])
    assert f"Recommended by {desk.first}." in said(page)
    assert "Record anew (Public liability insurance, " in said(page)


def test_a_declined_case_shows_what_the_provider_was_told() -> None:
    desk = recommended(outcome="declined")
    cases.decide(by=desk.second, case=desk.case, outcome="declined", message="Come back with insurance.")

    page = desk_of(desk.second, desk.authority).get(case_page(desk.case))

    assert headline(page) == f"Declined by {desk.second}"
    assert "The provider was told: “Come back with insurance.”" in said(page)


def test_a_withdrawn_case_says_so() -> None:
    desk = submitted()
    cases.withdraw_case(by=desk.member, case=desk.case)

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert headline(page) == "The provider took this back"


def test_every_check_says_where_it_stands_why_it_is_asked_and_what_it_rests_on() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    record(desk, "ID_VERIFIED", person)

    text = said(desk_of(desk.first, desk.authority).get(case_page(desk.case)))

    assert "Of those needed: waits for a second officer 1 , missing 9" in text
    assert f"{person.name} Person Identity seen Needed before it is listed" in text
    assert "So that every other check is known to be about the same person. Guidance. Keeping children safe in education" in text
    assert "You recorded this, so another officer verifies it." in text


def test_what_can_stand_for_a_check_is_named_beside_it() -> None:
    desk = claimed()

    text = said(desk_of(desk.first, desk.authority).get(case_page(desk.case)))

    assert "Letter of assurance from the employer Can stand for: Identity seen" in text
    assert "DBS Update Service status Can stand for: Enhanced DBS check with the children's barred list" in text


def test_a_pass_with_conditions_is_left_to_a_lead() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    conditions = {"outcome": CheckOutcome.PASS_WITH_CONDITIONS, "conditions_code": ConditionsCode.STAFF_PRESENT}
    record(desk, "ID_VERIFIED", person, **conditions)

    officer = said(desk_of(desk.second, desk.authority).get(case_page(desk.case)))
    lead = desk_of(UserFactory(), desk.authority, OfficerRole.LEAD).get(case_page(desk.case))

    assert "A pass with conditions is verified by a vetting lead." in officer
    assert buttons(lead) == ["Verify checks (1)", "Hand over", "Put back in the queue"]


def test_checks_of_another_authority_are_not_shown() -> None:
    desk = claimed()
    CheckFactory(person=desk.case.version.people.get(), verified=True, authority=VettingAuthorityFactory())

    text = said(desk_of(desk.first, desk.authority).get(case_page(desk.case)))

    assert "Verified by" not in text


def test_regulated_activity_is_answered_with_its_row_and_its_inputs() -> None:
    desk = claimed()
    person = desk.case.version.people.get()
    PlannedUseFactory(person=person, date=datetime.date(2027, 1, 13))
    PlannedUseFactory(person=person, date=datetime.date(2027, 1, 20))

    text = said(desk_of(desk.first, desk.authority).get(case_page(desk.case)))

    assert f"{person.name} Regulated activity Row R3: Teaching, caring or supervising often is regulated activity" in text
    assert "At most an enhanced DBS check with the children's barred list." in text
    assert "Does Teaching, training or instructing Where At the school Who watches School staff in the room throughout" in text
    assert "Works as Volunteer This offer runs A weekly run Days planned at schools 2 days, at most 2 in any 30" in text
    assert "Law. Crime and Policing Act 2026" in text


def test_a_changed_offer_shows_field_by_field_what_would_change() -> None:
    desk = decided()
    assert desk.offer.approved_version is not None
    version = offers.edit_version(by=desk.member, version=desk.offer.approved_version, title="Grow your supper", group_max=20)
    again = cases.submit_offer(by=desk.member, version=version, authority=desk.authority)

    page = desk_of(desk.first, desk.authority).get(case_page(again))

    table = the(own_part(page), "table.vetting-table")
    changed = [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert changed == [
        ["Title", "Grow your lunch", "Grow your supper"],
        ["Group", "4 to 30 (best with 12)", "4 to 20 (best with 12)"],
    ]
    assert f"{desk.case.reference} Grow your lunch Decided" in said(page)


def test_new_photographs_are_seen_before_they_go_on_the_site() -> None:
    desk = claimed()
    OfferPhotoFactory(offer=desk.offer, alt_text="Beds of salad", approved_at=None)

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert "No pupil may be recognisable. Read aloud as: Beds of salad" in said(page)


def test_notes_and_what_happened_are_told_with_names_and_times() -> None:
    desk = claimed()
    CaseNoteFactory(case=desk.case, author=desk.first, text="Rang; brings the originals on Friday.")
    record(desk, "PLI", desk.case.provider)

    text = said(desk_of(desk.first, desk.authority).get(case_page(desk.case)))

    assert f"Rang; brings the originals on Friday. {desk.first}" in text
    assert f"Recorded “Public liability insurance” of {desk.case.provider} {desk.first}" in text
    assert f"Claimed {desk.first}" in text
    assert f"Handed in {desk.member}" in text


def test_reading_is_logged_once_a_view_and_told_to_the_next_reader() -> None:
    desk = claimed()
    first, second = desk_of(desk.first, desk.authority), desk_of(desk.second, desk.authority)

    first.get(case_page(desk.case))
    first.get(case_page(desk.case))
    text = said(second.get(case_page(desk.case)))

    reads = AuditEvent.objects.filter(action="evidence.read", object_id=str(desk.case.pk))
    assert list(reads.order_by("pk").values_list("actor_id", flat=True)) == [desk.first.pk, desk.first.pk, desk.second.pk]
    assert f"{desk.first} 2 times, last on" in text
    assert f"{desk.second} once, on" in text


def test_an_officer_of_another_authority_finds_no_case_and_that_is_logged() -> None:
    desk = claimed()
    stranger = UserFactory()

    answer = desk_of(stranger, VettingAuthorityFactory()).get(case_page(desk.case))

    assert answer.status_code == 404
    event = AuditEvent.objects.get(action="evidence.refused")
    assert (event.actor_id, event.object_id) == (stranger.pk, str(desk.case.pk))


def test_a_superuser_without_a_part_finds_no_case() -> None:
    case = CaseFactory()

    assert signed_in(UserFactory(is_superuser=True)).get(case_page(case)).status_code == 404


def test_wagtails_own_ways_to_make_change_and_delete_a_case_are_not_there() -> None:
    desk = submitted()
    client = desk_of(desk.first, desk.authority)

    paths = ["new/", f"edit/{desk.case.pk}/", f"delete/{desk.case.pk}/", f"history/{desk.case.pk}/", f"usage/{desk.case.pk}/"]
    assert {client.get(f"/admin/vetting/cases/{path}").status_code for path in paths} == {404}


def test_the_page_costs_no_more_with_many_checks_than_with_few() -> None:
    desk = claimed()
    client = desk_of(desk.second, desk.authority)
    record(desk, "PLI", desk.case.provider)
    client.get(case_page(desk.case))
    with CaptureQueriesContext(connection) as few:
        client.get(case_page(desk.case))
    record_required(desk, verify=False)

    with CaptureQueriesContext(connection) as many:
        client.get(case_page(desk.case))

    assert len(many) <= len(few)
