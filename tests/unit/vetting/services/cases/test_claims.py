import datetime

import pytest
import time_machine

from core import clock
from core.models import AuditEvent
from tests.factories.directory import ProviderMemberFactory
from tests.factories.vetting import CaseFactory, OfficerFactory
from tests.support.vetting import Desk, claimed, submitted
from vetting.enums import OfficerRole
from vetting.exceptions import CaseError, NotAllowedError
from vetting.services.cases import handling as cases
from vetting.services.cases.claims import assign_cases, hand_over, take_over

pytestmark = pytest.mark.django_db


def events(desk: Desk, action: str) -> list[tuple[int | None, dict[str, int]]]:
    return list(AuditEvent.objects.filter(action=action, object_id=str(desk.case.pk)).values_list("actor_id", "details"))


def test_a_case_is_handed_over_with_a_note() -> None:
    desk = claimed()

    case = hand_over(by=desk.first, case=desk.case, to=desk.second, note="Insurance comes by post.")

    assert (case.state, case.claimed_by, case.claim_worked_at) == ("claimed", desk.second, None)
    assert [(note.author, note.text) for note in case.notes.all()] == [(desk.first, "Insurance comes by post.")]
    assert events(desk, "case.hand_over") == [(desk.first.pk, {"from": desk.first.pk, "to": desk.second.pk})]


def test_it_is_handed_over_while_the_provider_is_asked_too() -> None:
    desk = claimed()
    cases.ask_provider(by=desk.first, case=desk.case, question="Which course?")

    case = hand_over(by=desk.first, case=desk.case, to=desk.second, note="I am away.")

    assert (case.state, case.claimed_by) == ("waiting_on_provider", desk.second)


def test_only_who_has_it_or_a_lead_hands_it_over() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user

    with pytest.raises(NotAllowedError, match="Only who has the case, or a lead"):
        hand_over(by=desk.second, case=desk.case, to=desk.second, note="Mine now.")

    assert hand_over(by=lead, case=desk.case, to=desk.second, note="Please take it.").claimed_by == desk.second


def test_it_goes_to_nobody_who_may_not_have_it() -> None:
    desk = claimed()
    ProviderMemberFactory(provider=desk.case.provider, user=desk.second)
    receivers = [(desk.second, "too close to this provider"), (OfficerFactory().user, "doesn't work for"), (desk.first, "has it already")]

    for receiver, reason in receivers:
        with pytest.raises(CaseError, match=reason):
            hand_over(by=desk.first, case=desk.case, to=receiver, note="Yours.")

    assert desk.case.notes.count() == 0


def test_a_case_is_taken_over_once_it_has_gone_quiet() -> None:
    desk = claimed()
    with pytest.raises(CaseError, match="Somebody is working on this case"):
        take_over(by=desk.second, case=desk.case)

    with time_machine.travel(clock.now() + datetime.timedelta(hours=5), tick=False):
        case = take_over(by=desk.second, case=desk.case)

    assert case.claimed_by == desk.second
    assert events(desk, "case.take_over") == [(desk.second.pk, {"from": desk.first.pk, "to": desk.second.pk})]


def test_a_lead_gives_out_what_is_free_and_what_others_have() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    free, elsewhere = submitted(desk.authority), CaseFactory()

    given, kept = assign_cases(by=lead, cases=[elsewhere, free.case, desk.case], to=desk.second)

    assert [case.pk for case in given] == [desk.case.pk, free.case.pk]
    assert {case.claimed_by for case in given} == {desk.second}
    assert kept == [(elsewhere, f"Only an officer of {elsewhere.authority} can do this.")]
    assert events(free, "case.assign") == [(lead.pk, {"to": desk.second.pk})]


def test_an_officer_takes_what_is_free_and_gives_nothing_to_others() -> None:
    desk = submitted()

    given, kept = assign_cases(by=desk.first, cases=[desk.case], to=desk.second)
    taken, _kept = assign_cases(by=desk.first, cases=[desk.case], to=desk.first)
    again, late = assign_cases(by=desk.second, cases=[desk.case], to=desk.second)

    assert (given, [reason[:31] for _case, reason in kept]) == ([], ["Only a lead gives cases to othe"])
    assert [case.claimed_by for case in taken] == [desk.first]
    assert (again, [reason for _case, reason in late]) == ([], ["Another officer has it."])
