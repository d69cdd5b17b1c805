"""Referees are named by applicants, asked once, reminded so often and no more, and forgotten."""

import datetime
from typing import Any

import pytest
import time_machine

from core import clock
from core.exceptions import DomainError
from core.models import OutboxMessage
from core.outbox import decide
from directory.models import OfferVersion
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from tests.support.references import GOOD, Naming
from tests.support.vetting import claimed, submitted
from vetting.exceptions import NotAllowedError, RefereeError
from vetting.models import ReferenceRequest
from vetting.services.cases import handling as cases
from vetting.services.cases import references
from vetting.states import ReferenceState

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 2, 12, tzinfo=clock.LONDON)


def mails(kind: str) -> list[tuple[str, datetime.datetime]]:
    return list(OutboxMessage.objects.filter(kind=f"vetting.{kind}").order_by("due_at").values_list("recipient", "due_at"))


def test_a_referee_of_a_draft_is_asked_once_it_is_sent_in() -> None:
    authority = VettingAuthorityFactory()
    offer = OfferFactory(provider__home_authority=authority.local_authority)
    member, version = ProviderMemberFactory(provider=offer.provider).user, offer.versions.get()

    named = references.name_referee(
        by=member,
        version=version,
        person=version.people.get(),
        name="Grace Hall",
        email="grace@example.org",
        kind="school",
        known_since=2019,
    )
    before = (named.state, mails("reference_asked"))
    case = cases.submit_offer(by=member, version=version, authority=authority)

    named.refresh_from_db()
    assert before == (ReferenceState.NAMED, [])
    assert (named.state, named.case) == (ReferenceState.ASKED, case)
    assert [to for to, _due in mails("reference_asked")] == ["grace@example.org"]


@time_machine.travel(NOON, tick=False)
def test_while_the_offer_is_with_officers_a_referee_is_asked_at_once_and_reminded_three_times() -> None:
    named = Naming(submitted())()

    assert named.state == ReferenceState.ASKED
    assert [due for _to, due in mails("reference_reminder")] == [NOON + datetime.timedelta(days=days) for days in (7, 14, 21)]
    assert named.expires_at == NOON + datetime.timedelta(days=28)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"known_since": 2999}, "known_since"),
        ({"known_since": 1850}, "known_since"),
        ({"name": "DBS 001234567890"}, "name"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        Naming(submitted())(**changes)

    assert refusal.value.field == field
    assert ReferenceRequest.objects.count() == 0


def test_nobody_speaks_for_themselves_or_twice() -> None:
    name = Naming(submitted())
    name()

    for email in (name.desk.member.email.upper(), name.desk.case.provider.contact_email, "Grace@Example.org"):
        with pytest.raises(RefereeError) as refusal:
            name("Another", email=email)
        assert refusal.value.field == "email"
    assert ReferenceRequest.objects.count() == 1


def test_four_are_enough_and_strangers_name_nobody() -> None:
    name = Naming(submitted())
    for who in ("Ada", "Bea", "Cleo", "Dora"):
        name(who)

    with pytest.raises(RefereeError, match="4 referees are enough"):
        name("Eve")
    with pytest.raises(NotAllowedError):
        references.name_referee(
            by=UserFactory(), version=name.desk.case.version, person=name.person,
            name="Eve", email="eve@example.org", kind="school", known_since=2019,
        )  # fmt: skip


def test_references_that_are_not_asked_are_refused() -> None:
    with pytest.raises(RefereeError, match="No references are asked"):
        Naming(submitted(provider__kinds=["employer"]))()


def test_one_answer_and_no_more() -> None:
    reference = Naming(submitted())()

    references.answer_reference(reference=reference, **GOOD)

    reference.refresh_from_db()
    assert (reference.state, reference.known_for, reference.content) == (ReferenceState.ANSWERED, "over_three", "yes")
    with pytest.raises(DomainError):
        references.answer_reference(reference=reference, **GOOD | {"content": "no", "phone": "01670 123456"})


@pytest.mark.parametrize("changes", [{"has_concern": True}, {"content": "no"}, {"content": "ring"}, {"phone": "call me"}])
def test_who_is_to_be_rung_gives_a_number(changes: dict[str, Any]) -> None:
    reference = Naming(submitted())()

    with pytest.raises(RefereeError) as refusal:
        references.answer_reference(reference=reference, **GOOD | changes)

    assert refusal.value.field == "phone"


def test_a_newer_link_closes_the_one_before() -> None:
    desk = claimed()
    before = Naming(desk)()
    asked = OutboxMessage.objects.get(kind="vetting.reference_asked")

    after = references.ask_again(by=desk.first, reference=before)

    assert after.token_hash != before.token_hash
    assert decide(asked) is None
    with pytest.raises(RefereeError, match="opens nothing any more"):
        references.answer_reference(reference=before, **GOOD)
    with pytest.raises(NotAllowedError):
        references.ask_again(by=OfficerFactory().user, reference=after)


def test_without_an_answer_in_time_an_officer_rings() -> None:
    reference = Naming(claimed())()

    with time_machine.travel(clock.now() + datetime.timedelta(days=29)):
        counts = (references.lapse_unanswered(), references.lapse_unanswered())

    reference.refresh_from_db()
    assert counts == (1, 0)
    assert (reference.state, reference.wants_ringing) == (ReferenceState.UNANSWERED, True)
    assert len(mails("reference_news")) == 1


def test_a_name_can_be_taken_back_until_it_has_answered() -> None:
    name = Naming(submitted())
    first, second = name("Ada"), name("Bea")
    references.answer_reference(reference=second, **GOOD)

    references.take_back_referee(by=name.desk.member, reference=first)

    assert list(ReferenceRequest.objects.all()) == [second]
    with pytest.raises(RefereeError, match="answered already"):
        references.take_back_referee(by=name.desk.member, reference=second)
    with pytest.raises(NotAllowedError):
        references.take_back_referee(by=UserFactory(), reference=second)


def test_sending_in_again_asks_nobody_twice() -> None:
    name = Naming(submitted())
    reference = name()

    cases.withdraw_case(by=name.desk.member, case=name.desk.case)
    again = cases.submit_offer(by=name.desk.member, version=OfferVersion.objects.get(), authority=name.desk.authority)

    reference.refresh_from_db()
    assert reference.case == again
    assert len(mails("reference_asked")) == 1
