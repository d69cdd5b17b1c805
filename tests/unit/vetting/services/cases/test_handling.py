"""The life of a case, step by step, and who may take each."""

import pytest
import time_machine

from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from directory.exceptions import IncompleteError
from directory.models import Offer
from directory.states import OfferState, VersionState
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from tests.support.vetting import claimed, record_required, submitted
from vetting.enums import CaseKind, DecisionOutcome, OfficerRole
from vetting.exceptions import CaseError, CheckRefusedError, FourEyesError, NotAllowedError, NotYetClearedError
from vetting.models import Case, CaseNote
from vetting.services.cases import handling as cases
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def mails(kind: str) -> list[str]:
    return list(OutboxMessage.objects.filter(kind=f"vetting.{kind}").values_list("recipient", flat=True))


def test_submitting_opens_a_case_with_a_number() -> None:
    desk = submitted()

    case = Case.objects.get()
    assert (case.reference, case.kind, case.state, case.submitted_by) == (
        f"V-{case.pk:06}",
        CaseKind.NEW_OFFER,
        CaseState.OPEN,
        desk.member,
    )
    assert (case.offer.state, case.version.state) == (OfferState.IN_REVIEW, VersionState.IN_REVIEW)
    assert (mails("case_received"), mails("case_waiting")) == ([case.provider.contact_email], [case.authority.contact_email])
    assert AuditEvent.objects.get(action="case.submit").actor_id == desk.member.pk


def test_the_nearest_authority_gets_it_where_the_provider_names_none() -> None:
    authority = VettingAuthorityFactory()
    offer = OfferFactory(provider__home_authority=authority.local_authority)

    case = cases.submit_offer(by=None, version=offer.versions.get())

    assert (case.authority, case.submitted_by) == (authority, None)


def test_nobody_vets_there_is_said_and_the_draft_stays() -> None:
    offer = OfferFactory()

    with pytest.raises(CaseError):
        cases.submit_offer(by=None, version=offer.versions.get())

    assert Offer.objects.get().state == OfferState.DRAFT


def test_only_the_providers_people_submit() -> None:
    with pytest.raises(NotAllowedError):
        cases.submit_offer(by=UserFactory(), version=OfferFactory().versions.get(), authority=VettingAuthorityFactory())


def test_a_draft_that_is_not_whole_opens_no_case() -> None:
    offer = OfferFactory(version__answered=[])

    with pytest.raises(IncompleteError):
        cases.submit_offer(by=None, version=offer.versions.get(), authority=VettingAuthorityFactory())

    assert Case.objects.count() == 0


def test_claiming_takes_it_out_of_the_queue_once() -> None:
    desk = submitted()

    case = cases.claim_case(by=desk.first, case=desk.case)
    again = cases.claim_case(by=desk.first, case=desk.case)

    assert (case.state, again.claimed_by, AuditEvent.objects.filter(action="case.claim").count()) == (CaseState.CLAIMED, desk.first, 1)


def test_a_case_that_somebody_has_says_who() -> None:
    desk = claimed()

    with pytest.raises(CaseError) as caught:
        cases.claim_case(by=desk.second, case=desk.case)

    assert caught.value.message == f"{desk.first.name} has this case. Ask them to give it back, or take another one."


@pytest.mark.parametrize("role", [OfficerRole.AUDITOR, OfficerRole.ADMINISTRATOR])
def test_auditors_and_administrators_do_not_claim(role: str) -> None:
    desk = submitted()

    with pytest.raises(NotAllowedError):
        cases.claim_case(by=OfficerFactory(authority=desk.authority, role=role).user, case=desk.case)


def test_an_officer_who_acts_for_the_provider_does_not_claim() -> None:
    desk = submitted()
    ProviderMemberFactory(provider=desk.offer.provider, user=desk.first)

    with pytest.raises(FourEyesError):
        cases.claim_case(by=desk.first, case=desk.case)


def test_whoever_has_it_or_a_lead_gives_it_back() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user

    with pytest.raises(NotAllowedError):
        cases.release_case(by=desk.second, case=desk.case)
    released = cases.release_case(by=desk.first, case=desk.case)
    cases.claim_case(by=desk.second, case=desk.case)
    cases.release_case(by=lead, case=desk.case)

    assert (released.state, released.claimed_by, released.claimed_at) == (CaseState.OPEN, None, None)


def test_the_clock_stands_still_while_the_provider_is_asked() -> None:
    with time_machine.travel("2026-11-04T10:00:00Z", tick=False):
        desk = claimed()
        asked = cases.ask_provider(by=desk.first, case=desk.case, question="Which tools do pupils use?")
    with time_machine.travel("2026-11-06T10:00:00Z", tick=False):
        answered = cases.answer_officer(by=desk.member, case=desk.case, answer="Trowels.")

    assert (asked.state, asked.question) == (CaseState.WAITING_ON_PROVIDER, "Which tools do pupils use?")
    assert (answered.state, answered.answer, answered.waited_seconds, answered.waiting_since) == (
        CaseState.CLAIMED,
        "Trowels.",
        172_800,
        None,
    )
    assert (mails("case_question"), mails("case_answered")) == ([desk.offer.provider.contact_email], [desk.first.email])


def test_asking_twice_says_both() -> None:
    desk = claimed()
    cases.ask_provider(by=desk.first, case=desk.case, question="Which tools?")
    cases.answer_officer(by=desk.member, case=desk.case)
    cases.ask_provider(by=desk.first, case=desk.case, question="And knives?")

    desk.case.refresh_from_db()
    assert (len(mails("case_question")), desk.case.answer, desk.case.question) == (2, "", "And knives?")


def test_a_question_needs_words_and_not_a_document() -> None:
    desk = claimed()

    with pytest.raises(CaseError) as nothing:
        cases.ask_provider(by=desk.first, case=desk.case, question=" ")
    with pytest.raises(CheckRefusedError) as number:
        cases.ask_provider(by=desk.first, case=desk.case, question="Is your certificate 001234567890?")

    assert (nothing.value.field, number.value.field) == ("question", "question")


def test_only_who_has_the_case_asks_and_recommends() -> None:
    desk = claimed()

    with pytest.raises(CaseError):
        cases.ask_provider(by=desk.second, case=desk.case, question="Which tools?")
    with pytest.raises(CaseError):
        cases.recommend(by=desk.second, case=desk.case, outcome=DecisionOutcome.DECLINED)


def test_only_the_providers_people_answer() -> None:
    desk = claimed()
    cases.ask_provider(by=desk.first, case=desk.case, question="Which tools?")

    with pytest.raises(NotAllowedError):
        cases.answer_officer(by=desk.second, case=desk.case, answer="Trowels.")


def test_recommending_to_clear_names_what_is_not_even_recorded() -> None:
    desk = claimed()

    with pytest.raises(NotYetClearedError) as caught:
        cases.recommend(by=desk.first, case=desk.case, outcome=DecisionOutcome.CLEARED)

    person, provider = desk.case.version.people.get().name, desk.offer.provider.name
    assert caught.value.message == (
        f"Not recorded yet: Identity seen ({person}), Code of conduct agreed ({person}), "
        f"Legal identity of the organisation ({provider}), Safeguarding policy and named lead ({provider}), "
        "Risk assessment held and reviewed (Grow your lunch), Content looked at (Grow your lunch)."
    )


def test_recommending_needs_records_and_no_verification_yet() -> None:
    desk = claimed()
    record_required(desk, verify=False)

    case = cases.recommend(by=desk.first, case=desk.case, outcome=DecisionOutcome.CLEARED)

    assert (case.state, case.recommended_by, case.recommended_outcome) == (CaseState.RECOMMENDED, desk.first, DecisionOutcome.CLEARED)


def test_sending_back_returns_it_to_who_had_it() -> None:
    desk = claimed()
    cases.recommend(by=desk.first, case=desk.case, outcome=DecisionOutcome.DECLINED)

    case = cases.send_back(by=desk.second, case=desk.case, note="Ask about the tools first.")

    assert (case.state, case.claimed_by, case.recommended_by, case.recommended_outcome) == (CaseState.CLAIMED, desk.first, None, "")
    assert CaseNote.objects.get().text == "Ask about the tools first."


def test_sending_back_needs_no_note() -> None:
    desk = claimed()
    cases.recommend(by=desk.first, case=desk.case, outcome=DecisionOutcome.DECLINED)

    cases.send_back(by=desk.second, case=desk.case)

    assert CaseNote.objects.count() == 0


def test_the_provider_takes_it_back_at_any_time() -> None:
    desk = claimed()

    case = cases.withdraw_case(by=desk.member, case=desk.case)

    desk.offer.refresh_from_db()
    assert (case.state, case.closed_at is not None, desk.offer.state) == (CaseState.WITHDRAWN, True, OfferState.DRAFT)
    with pytest.raises(NotAllowedError):
        cases.withdraw_case(by=desk.first, case=desk.case)


def test_the_provider_takes_back_what_waits_for_them() -> None:
    desk = claimed()
    cases.ask_provider(by=desk.first, case=desk.case, question="Which tools?")

    assert cases.withdraw_case(by=desk.member, case=desk.case).state == CaseState.WITHDRAWN


def test_what_was_taken_back_can_be_handed_in_again() -> None:
    desk = submitted()
    cases.withdraw_case(by=desk.member, case=desk.case)

    again = cases.submit_offer(by=desk.member, version=desk.offer.versions.get(), authority=desk.authority)

    assert [case.state for case in Case.objects.order_by("pk")] == [CaseState.WITHDRAWN, CaseState.OPEN]
    assert list(Case.objects.still_open()) == [again]


def test_a_note_is_short_and_the_officers_own() -> None:
    desk = submitted()

    note = cases.add_note(by=desk.first, case=desk.case, text="Rang; will send the date.")

    assert (note.author, note.text) == (desk.first, "Rang; will send the date.")
    with pytest.raises(CaseError):
        cases.add_note(by=desk.first, case=desk.case, text="")
    with pytest.raises(CheckRefusedError):
        cases.add_note(by=desk.first, case=desk.case, text="He told me of a conviction.")
    with pytest.raises(NotAllowedError):
        cases.add_note(by=desk.member, case=desk.case, text="Hello.")


def test_a_step_out_of_turn_is_refused() -> None:
    desk = submitted()

    with pytest.raises(IllegalTransitionError):
        cases.answer_officer(by=desk.member, case=desk.case, answer="Trowels.")
