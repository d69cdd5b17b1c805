"""What people answer themselves counts for nothing until an officer has looked, and is theirs to correct until then."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.models import AuditEvent, OutboxMessage
from directory.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderMemberFactory, ProviderPersonFactory, VenueFactory
from tests.factories.vetting import CheckFactory, ConflictFactory, OfficerFactory, VettingAuthorityFactory
from tests.support.declaring import Declaring
from tests.support.threads import at_once
from tests.support.vetting import Desk, claimed, decided, record, submitted
from vetting.enums import CheckSource
from vetting.exceptions import CheckRefusedError, FourEyesError, NotAllowedError
from vetting.models import Check
from vetting.queries.asked.readiness import readiness_of
from vetting.queries.asked.requirements import requirements_for
from vetting.services.cases import handling as cases
from vetting.services.checks.declaring import declare
from vetting.services.checks.recording import verify_check
from vetting.states import CheckState

pytestmark = pytest.mark.django_db


def state_of(desk: Desk, code: str) -> str:
    return next(one.state for one in requirements_for(desk.case.version, desk.authority) if one.code == code)


def kinds() -> list[str]:
    return list(OutboxMessage.objects.values_list("kind", flat=True).order_by("pk"))


def test_an_answer_waits_counts_for_nothing_and_is_in_the_log() -> None:
    desk = claimed()

    check = Declaring(desk)()

    assert (check.source, check.state, check.performed_by, check.route) == (
        CheckSource.PROVIDER,
        CheckState.RECORDED,
        desk.member,
        "declaration",
    )
    assert state_of(desk, "PLI") == "recorded"
    assert "Public liability insurance" in readiness_of(desk.case.version, desk.authority, "supervised").missing
    event = AuditEvent.objects.get(action="check.declare")
    assert (event.actor_id, event.object_id, event.details) == (desk.member.pk, str(check.pk), {"type": "PLI"})


def test_an_officer_verifies_it_with_one_look_and_it_counts() -> None:
    desk = claimed()
    check = Declaring(desk)()

    verify_check(by=desk.first, check=check)

    assert state_of(desk, "PLI") == "verified"
    assert "Public liability insurance" not in readiness_of(desk.case.version, desk.authority, "supervised").missing


def test_a_later_answer_takes_the_place_of_an_unverified_one_and_stands_beside_a_verified_one() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    first = declaring()
    second = declaring(expires_on=clock.today() + datetime.timedelta(days=100))
    verify_check(by=desk.first, check=second)

    renewal = declaring(expires_on=clock.today() + datetime.timedelta(days=500))

    states = dict(Check.objects.values_list("pk", "state"))
    assert states == {first.pk: CheckState.SUPERSEDED, second.pk: CheckState.VERIFIED, renewal.pk: CheckState.RECORDED}
    assert state_of(desk, "PLI") == "verified"
    verify_check(by=desk.first, check=renewal)
    second.refresh_from_db()
    assert second.state == CheckState.SUPERSEDED


def test_the_same_answer_sent_twice_is_one() -> None:
    desk = claimed()
    declaring = Declaring(desk)

    assert declaring() == declaring()
    assert Check.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_leave_one_that_waits() -> None:
    desk = claimed()
    declaring = Declaring(desk)

    at_once(
        lambda: declaring(expires_on=clock.today() + datetime.timedelta(days=100)),
        lambda: declaring(expires_on=clock.today() + datetime.timedelta(days=200)),
    )

    assert Check.objects.filter(state=CheckState.RECORDED).count() == 1


def test_the_database_keeps_two_answers_from_waiting() -> None:
    desk = claimed()
    check = Declaring(desk)()

    check.pk = None
    with pytest.raises(IntegrityError, match="vetting_check_one_declaration_waits"), transaction.atomic():
        check.save(force_insert=True)


@pytest.mark.parametrize(
    "wrong", [{"outcome": "fail"}, {"route": "seen_original"}, {"certificate_last4": "12AB"}, {"issued_on": "2026-01-01"}]
)
def test_the_database_refuses_a_declaration_that_says_more(wrong: dict[str, str]) -> None:
    check = Declaring(claimed())()

    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(**wrong)


def test_a_stranger_an_officer_and_a_member_of_another_provider_do_not_answer() -> None:
    desk = claimed()

    for user in (UserFactory(), desk.first, ProviderMemberFactory().user, UserFactory(is_superuser=True)):
        with pytest.raises(NotAllowedError):
            Declaring(desk)(by=user)


def test_an_adult_with_an_account_answers_alone_and_for_one_without_the_provider_does() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    person = declaring.link()
    declaring("CODE_OF_CONDUCT", person)
    person.user = UserFactory()
    person.save()

    with pytest.raises(NotAllowedError, match="has an account here and answers this in their own name"):
        declaring("SG_TRAINING", person)
    check = declaring("SG_TRAINING", person, by=person.user)

    assert (check.person, check.performed_by) == (person, person.user)


def test_a_colleague_of_the_adult_may_not_answer_for_somebody_who_does_not_work_with_them() -> None:
    desk = claimed()

    with pytest.raises(NotAllowedError):
        declare(by=desk.member, version=desk.case.version, check_type="CODE_OF_CONDUCT", subject=PersonFactory(), details={})


def test_what_officers_see_to_is_not_answered() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    person = declaring.link()

    with pytest.raises(CheckRefusedError, match="An officer sees to this check"):
        declaring("ID_VERIFIED", person)
    with pytest.raises(CheckRefusedError, match="An officer sees to this check"):
        declaring("CODE_OF_CONDUCT", desk.case.provider, details={})


def test_what_is_not_asked_for_this_offer_is_not_taken() -> None:
    desk = claimed()
    venue = VenueFactory(provider=desk.case.provider)

    with pytest.raises(CheckRefusedError, match="Nothing is offered here with this in it"):
        Declaring(desk)("FIRE_SAFETY", venue)


def test_what_an_officer_has_recorded_is_left_alone_and_an_officers_record_takes_the_place_of_an_answer() -> None:
    desk = claimed()
    declaring = Declaring(desk)
    answer = declaring()
    record(desk, "PLI", desk.case.provider)

    answer.refresh_from_db()
    assert answer.state == CheckState.SUPERSEDED
    with pytest.raises(CheckRefusedError, match="An officer has recorded this already"):
        declaring()


@time_machine.travel("2026-11-04T10:00:00Z", tick=False)
def test_who_has_the_case_gets_one_mail_for_all_answers_of_the_day_and_before_that_the_queue_says_it() -> None:
    desk = submitted()
    declaring = Declaring(desk)
    declaring()
    assert "vetting.declared" not in kinds()

    cases.claim_case(by=desk.first, case=desk.case)
    declaring("RISK_DECL", desk.offer)
    declaring("SG_POLICY")

    message = OutboxMessage.objects.get(kind="vetting.declared")
    assert (message.recipient, message.due_at) == (desk.first.email, clock.now() + datetime.timedelta(minutes=30))


def test_after_the_decision_the_authority_is_told() -> None:
    desk = decided()

    Declaring(desk)(expires_on=clock.today() + datetime.timedelta(days=700))

    assert OutboxMessage.objects.get(kind="vetting.declared").recipient == desk.authority.contact_email


def test_what_was_answered_to_another_authority_waits_for_the_chosen_one_too() -> None:
    desk = submitted()
    Declaring(desk)("SG_POLICY")
    other = VettingAuthorityFactory()
    second = OfferFactory(provider=desk.case.provider)

    case = cases.submit_offer(by=desk.member, version=second.versions.get(), authority=other)

    carried = Check.objects.get(authority=other)
    assert (carried.check_type, carried.source, carried.state, carried.performed_by) == ("SG_POLICY", "provider", "recorded", desk.member)
    asked = {one.code: one.state for one in requirements_for(case.version, other)}
    assert (asked["SG_POLICY"], asked["PLI"]) == ("recorded", "missing")


def test_of_an_adult_only_their_own_words_and_this_providers_are_carried() -> None:
    desk = submitted()
    declaring = Declaring(desk)
    person = declaring.link()
    declaring("CODE_OF_CONDUCT", person)
    elsewhere = OfferFactory(version__people=[person])
    ProviderPersonFactory(provider=elsewhere.provider, person=person)
    member = ProviderMemberFactory(provider=elsewhere.provider).user

    cases.submit_offer(by=member, version=elsewhere.versions.get(), authority=VettingAuthorityFactory())

    assert Check.objects.count() == 1


def test_an_adult_of_two_providers_answers_once() -> None:
    desk = submitted()
    declaring = Declaring(desk)
    person = declaring.link()
    check = declaring("CODE_OF_CONDUCT", person)
    verify_check(by=desk.first, check=check)
    elsewhere = OfferFactory(version__people=[person])

    case = cases.submit_offer(
        by=ProviderMemberFactory(provider=elsewhere.provider).user, version=elsewhere.versions.get(), authority=desk.authority
    )

    asked = {one.code: one.state for one in requirements_for(case.version, desk.authority)}
    assert asked["CODE_OF_CONDUCT"] == "verified"


def test_an_adult_with_an_account_who_acts_for_nobody_here_is_written_to_once_the_offer_is_sent_in() -> None:
    authority = VettingAuthorityFactory()
    person: Person = PersonFactory(user=UserFactory(email="rosa@example.org"))
    desk = submitted(authority, version__people=[person])

    assert OutboxMessage.objects.get(kind="vetting.adult_asked").recipient == "rosa@example.org"
    assert desk.case.version.people.get() == person


def test_imported_dates_give_way_when_an_officer_has_looked_and_not_before() -> None:
    desk = claimed()
    lead = OfficerFactory(authority=desk.authority, role="lead").user
    imported = CheckFactory(
        person=None, provider=desk.case.provider, authority=desk.authority, check_type="PLI", source="import", outcome="", route="",
        performed_by=lead,
    )  # fmt: skip
    check = Declaring(desk)()
    imported.refresh_from_db()
    assert imported.state == CheckState.RECORDED

    verified = verify_check(by=desk.first, check=check)

    imported.refresh_from_db()
    assert (imported.state, verified.taken_over_from) == (CheckState.SUPERSEDED, imported)


def test_an_officer_with_a_declared_conflict_still_answers_for_their_own_provider_and_verifies_nothing() -> None:
    desk = claimed()
    OfficerFactory(authority=desk.authority, user=desk.member)
    ConflictFactory(officer=desk.member, provider=desk.case.provider)

    check = Declaring(desk)()

    assert (check.state, check.performed_by) == (CheckState.RECORDED, desk.member)
    with pytest.raises(FourEyesError):
        verify_check(by=desk.member, check=check)
