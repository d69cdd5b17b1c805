"""What officers rule where the law gives no number."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.vetting import RegulatedActivityAssessmentFactory
from tests.support.officers import case_page, desk_of, own_part, refused_as_auditor, said, step, told
from tests.support.vetting import Desk, claimed
from vetting.enums import OfficerRole
from vetting.models import RegulatedActivityAssessment

pytestmark = pytest.mark.django_db


def open_question() -> Desk:
    """A talk without school staff in the room: no row of the table says yes or no."""
    return claimed(version__pattern="occasional", version__nature="talk_assembly", version__supervision="school_staff_on_site")


def test_an_open_question_is_shown_and_led_to() -> None:
    desk = open_question()
    person = desk.case.version.people.get()

    page = desk_of(desk.first, desk.authority).get(case_page(desk.case))

    assert f"{person.name} An officer must say Row R10: Nothing above fits." in said(page)
    assert "Unsure: a person must look" in said(page)
    assert "Until an officer rules, no barred-list check may be asked" in said(page)
    assert f"Rule on it ({person.name})" in said(page)
    assert own_part(page).select_one(f'a[href="{step(desk.case, f"rule/{person.pk}")}"]') is not None


@pytest.mark.parametrize(
    ("choice", "answer"), [("yes", "Regulated activity, an officer ruled"), ("no", "Not regulated activity, an officer ruled")]
)
def test_a_ruling_is_kept_with_its_reason_and_answers_the_question(choice: str, answer: str) -> None:
    desk = open_question()
    client, path = desk_of(desk.first, desk.authority), step(desk.case, f"rule/{desk.case.version.people.get().pk}")

    page = client.get(path)
    after = client.post(path, {"is_regulated": choice, "reason": "Twice a year, other adults about."}, follow=True)

    assert "asking for a barred-list check too early is itself unlawful" in said(page)
    ruling = RegulatedActivityAssessment.objects.get(decided_by=desk.first)
    assert (ruling.is_regulated, ruling.inputs["reason"]) == (choice == "yes", "Twice a year, other adults about.")
    assert told(after) == ["The ruling is recorded. What is asked follows it."]
    assert answer in said(after)
    assert f"{desk.first} ruled on" in said(after)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "Twice a year."}, "Choose one."),
        ({"is_regulated": "no"}, "Fill this in."),
        ({"is_regulated": "no", "reason": "Her certificate 001234567890 is clean."}, "holds a long number"),
    ],
)
def test_a_ruling_without_its_parts_is_refused(fields: dict[str, str], refusal: str) -> None:
    desk = open_question()
    path = step(desk.case, f"rule/{desk.case.version.people.get().pk}")

    answer = desk_of(desk.first, desk.authority).post(path, fields)

    assert refusal in said(answer)
    assert not RegulatedActivityAssessment.objects.exists()


def test_a_ruling_gives_way_to_a_newer_one() -> None:
    desk = open_question()
    person = desk.case.version.people.get()
    before = RegulatedActivityAssessmentFactory(person=person, offer=desk.offer, is_regulated=True, inputs={"reason": "Weekly."})
    client = desk_of(desk.first, desk.authority)

    page = client.get(case_page(desk.case))
    client.post(step(desk.case, f"rule/{person.pk}"), {"is_regulated": "no", "reason": "Twice a year after all."})

    assert f"Rule anew ({person.name})" in said(page)
    before.refresh_from_db()
    assert before.superseded_by == RegulatedActivityAssessment.objects.get(superseded_by=None, decided_by=desk.first)


def test_an_auditor_rules_on_nothing() -> None:
    desk = open_question()
    path = step(desk.case, f"rule/{desk.case.version.people.get().pk}")

    answer = desk_of(UserFactory(), desk.authority, OfficerRole.AUDITOR).post(path, {"is_regulated": "no", "reason": "Rarely."})

    assert refused_as_auditor(answer)


def test_there_is_no_ruling_on_somebody_outside_the_case() -> None:
    desk = open_question()

    assert desk_of(desk.first, desk.authority).get(step(desk.case, f"rule/{PersonFactory().pk}")).status_code == 404


def test_where_the_table_answers_nothing_is_left_to_rule_on() -> None:
    desk = claimed()
    client, path = desk_of(desk.first, desk.authority), step(desk.case, f"rule/{desk.case.version.people.get().pk}")

    assert client.get(path).status_code == 404
    assert client.post(path, {"is_regulated": "no", "reason": "I think so."}).status_code == 404
