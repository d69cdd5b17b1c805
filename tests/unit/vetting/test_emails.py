"""Mails are decided when they are sent: nothing is said that is no longer true, and nothing of evidence ever."""

import pytest

from core import clock
from core.models import OutboxMessage
from core.outbox import Mail, decide
from tests.factories.vetting import CaseFactory, DecisionFactory, ReferenceFactory, SuspensionFactory
from tests.support.accreditation import community
from vetting.models import Accreditation, Case, ReferenceRequest, Suspension
from vetting.services.accreditation import steps
from vetting.services.accreditation.observations import answer
from vetting.states import CaseState

pytestmark = pytest.mark.django_db


def mail(kind: str, **payload: object) -> Mail | None:
    return decide(OutboxMessage(kind=f"vetting.{kind}", payload=payload))


def case_in(state: str, **fields: object) -> Case:
    case: Case = CaseFactory(state=state, offer__version__title="Grow your lunch", **fields)
    return case


CLAIMED = {"claimed": True}
WAITING = {"waiting": True}


@pytest.mark.parametrize(
    ("kind", "state", "fields", "subject", "words"),
    [
        ("case_received", CaseState.OPEN, {}, "We have “Grow your lunch”", "“Grow your lunch” is with"),
        ("case_waiting", CaseState.OPEN, {}, "V-000007: a new case is waiting", "nobody has claimed it yet"),
        ("case_question", CaseState.WAITING_ON_PROVIDER, WAITING, "A question about “Grow your lunch”", "Which tools do pupils use?"),
        ("case_answered", CaseState.CLAIMED, CLAIMED, "V-000007: the provider has answered", "has answered your question"),
        ("case_cleared", CaseState.DECIDED, {}, "“Grow your lunch” is cleared", "schools can find it from now"),
    ],
)
def test_each_says_what_happened_and_where_to_go(kind: str, state: str, fields: dict[str, object], subject: str, words: str) -> None:
    case = case_in(state, reference="V-000007", **fields)

    sent = mail(kind, case=case.pk)

    assert sent is not None
    assert sent.subject == subject
    assert [words in body for body in (sent.text, sent.html)] == [True, True]
    assert "http" in sent.text


def test_a_refusal_carries_the_officers_message() -> None:
    case = case_in(CaseState.DECIDED)
    DecisionFactory(case=case, outcome="declined", message="Say which tools pupils use, and hand it in again.")

    sent = mail("case_declined", case=case.pk)

    assert sent is not None
    assert [("Say which tools pupils use, and hand it in again." in body) for body in (sent.text, sent.html)] == [True, True]


@pytest.mark.parametrize(
    ("kind", "state", "fields"),
    [
        ("case_received", CaseState.WITHDRAWN, {}),
        ("case_waiting", CaseState.CLAIMED, CLAIMED),
        ("case_question", CaseState.CLAIMED, CLAIMED),
        ("case_answered", CaseState.WAITING_ON_PROVIDER, WAITING),
        ("case_cleared", CaseState.WITHDRAWN, {}),
    ],
)
def test_what_is_no_longer_so_is_not_said(kind: str, state: str, fields: dict[str, object]) -> None:
    assert mail(kind, case=case_in(state, **fields).pk) is None


def test_a_case_that_is_gone_says_nothing() -> None:
    assert mail("case_received", case=0) is None


def test_a_suspension_is_told_in_neutral_words() -> None:
    suspension = SuspensionFactory(ground="police_or_court_matter")
    provider = DecisionFactory().case.provider

    sent = mail("unavailable", suspension=suspension.pk, provider=provider.pk)

    assert sent is not None
    assert sent.subject == f"Currently unavailable: {provider.name}"
    assert "currently unavailable until further notice" in sent.text
    assert suspension.clearance.authority.contact_email in sent.text
    assert [word for word in ("police", "court", "suspen", "ground", "allegation") if word in sent.text.lower()] == []


def test_a_lifted_suspension_or_a_provider_that_is_gone_is_not_told() -> None:
    suspension = SuspensionFactory()
    provider = DecisionFactory().case.provider

    assert mail("unavailable", suspension=suspension.pk, provider=0) is None
    Suspension.objects.update(lifted_at=suspension.suspended_at)
    assert mail("unavailable", suspension=suspension.pk, provider=provider.pk) is None


def test_a_referee_is_asked_and_reminded_while_the_question_is_open() -> None:
    reference = ReferenceFactory(person__name="Rosa Marsh", case__authority__name="Northumberland")
    now = {"reference": reference.pk, "seed": str(reference.seed)}

    asked, reminder = mail("reference_asked", **now), mail("reference_reminder", **now)
    stale = mail("reference_asked", **now | {"seed": "older"})
    ReferenceRequest.objects.filter(pk=reference.pk).update(case=CaseFactory(state=CaseState.WITHDRAWN))

    assert asked is not None
    assert reminder is not None
    assert asked.subject == "Northumberland asks you about Rosa Marsh"
    assert [f"/reference/{reference.token}/" in body for body in (asked.text, asked.html, reminder.text, reminder.html)] == [True] * 4
    assert (stale, mail("reference_reminder", **now)) == (None, None)


def test_officers_hear_of_whom_to_ring_and_when_all_have_answered_and_never_what_was_said() -> None:
    reference = ReferenceFactory(answered=True, case__reference="V-000007")
    calm = ReferenceFactory(answered=True, content="yes", has_concern=False, case=reference.case, person=reference.person)
    ringing, done = mail("reference_news", reference=reference.pk), mail("reference_news", reference=calm.pk)
    ReferenceFactory(case=reference.case, person=reference.person)

    awaited = mail("reference_news", reference=calm.pk)

    assert ringing is not None
    assert done is not None
    assert (ringing.subject, done.subject) == ("V-000007: a referee to ring", "V-000007: the referees have answered")
    assert awaited is None
    assert [word in ringing.text for word in (reference.phone, reference.name, reference.email)] == [False] * 3


def test_mails_about_accreditation_name_the_step_and_never_an_answer() -> None:
    here = community()
    begun = here.begun()
    about = {"accreditation": begun.pk, "provider": here.offer.provider.pk}
    invited = mail("accreditation_begun", **about)
    assert invited is not None
    assert ("invites" in invited.text, "no duty" in invited.html) == (True, True)

    steps.record_induction(by=here.first, accreditation=begun, on=clock.today())
    (question,) = here.asked(Accreditation.objects.get())
    answer(by=here.teacher, observation=question, learned="no", have_again="no")
    assert mail("accreditation_begun", **about) is None
    waiting = mail("accreditation_observed", **about)
    assert waiting is not None
    assert ("A school has answered" in waiting.text, here.school.name in waiting.text) == (True, False)

    steps.accredit(by=here.second, accreditation=begun, kinds=["session"], until=clock.today())
    assert mail("accreditation_observed", **about) is None
    given = mail("accreditation_given", **about)
    assert given is not None
    assert f"has accredited {here.person.name} for sessions until" in given.text
