"""What each side is told of referees."""

import datetime

import pytest
import time_machine

from core import clock
from tests.factories.directory import ProviderFactory
from tests.factories.vetting import OfficerFactory
from tests.support.references import GOOD, Naming
from tests.support.vetting import claimed
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.cases import references as known
from vetting.services.cases.references import answer_reference, ask_again

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 2, 12, tzinfo=clock.LONDON)


def test_a_link_is_found_by_its_secret_and_by_nothing_else() -> None:
    desk = claimed()
    reference = Naming(desk)()
    token = reference.token

    assert known.reference_by_token(token) == reference
    assert known.reference_by_token(token[:-1]) is None
    ask_again(by=desk.first, reference=reference)
    assert known.reference_by_token(token) is None


@time_machine.travel(NOON, tick=False)
def test_what_a_link_opens_follows_the_state() -> None:
    reference = Naming(claimed())()
    codes = [known.status_of_reference(None).code, known.status_of_reference(reference).code]
    with time_machine.travel(NOON + datetime.timedelta(days=28)):
        codes.append(known.status_of_reference(reference).code)

    codes.append(known.status_of_reference(answer_reference(reference=reference, **GOOD)).code)

    assert codes == ["unknown", "open", "expired", "answered"]


@time_machine.travel(NOON, tick=False)
def test_an_applicant_is_told_names_and_whether_an_answer_came() -> None:
    name = Naming(claimed())
    answer_reference(reference=name("Ada"), **GOOD)
    name("Bea")

    told = known.named_referees(name.person, name.desk.case.provider)

    assert [(one.name, one.words, one.may_take_back) for one in told] == [
        ("Ada", "Has answered", False),
        ("Bea", "Asked on 2 November 2026", True),
    ]
    assert known.named_referees(name.person, ProviderFactory()) == []


def test_the_states_of_referees_are_gathered_for_those_of_whom_references_are_asked() -> None:
    name = Naming(claimed())
    asked = requirements_for(name.desk.case.version, name.desk.authority)
    before = known.referees_of(asked, name.desk.case.provider)
    name()

    assert before == {name.person.pk: []}
    assert known.referees_of(asked, name.desk.case.provider) == {name.person.pk: ["asked"]}
    assert known.referees_of([], name.desk.case.provider) == {}


def test_officers_are_told_whom_to_ring() -> None:
    name = Naming(claimed())
    answer_reference(reference=name("Ada"), **GOOD)
    answer_reference(reference=name("Bea"), **GOOD | {"content": "ring", "phone": "01670 123456"})

    assert known.to_ring([name.person.pk], name.desk.authority) == {name.person.pk: "2 of 2 have answered. Ring 1 of them."}


@time_machine.travel(NOON, tick=False)
def test_the_record_begins_with_what_the_answers_say() -> None:
    name = Naming(claimed())
    case, person = name.desk.case, name.person
    nothing = known.recording_from_references(case, person, name.desk.first)
    answer_reference(reference=name("Ada"), **GOOD | {"seen_with_children": "never", "known_as": "school"})
    answer_reference(reference=name("Bea"), **GOOD)

    assert nothing == {}
    assert known.recording_from_references(case, person, name.desk.first) == {
        "count": 2,
        "ref_types": ["employer", "school"],
        "latest_on": NOON.date(),
        "covers_child_work": "yes",
    }
    assert known.recording_from_references(case, person, OfficerFactory().user) == {}
