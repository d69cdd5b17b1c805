"""Recognising: within what was said, by two officers, and it adds nothing, whoever saves it."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent
from directory.models import Offer
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.partners import RecognitionFactory
from tests.factories.vetting import AssuranceStatementFactory, OfficerFactory, VettingAuthorityFactory, cleared_offer
from tests.support.threads import at_once
from vetting.enums import ClearanceLevel, OfficerRole
from vetting.exceptions import FourEyesError, NotAllowedError, RecognitionError
from vetting.models import AssuranceStatement, Clearance, Recognition, VettingAuthority
from vetting.services.assurance import recognitions
from vetting.services.clearances.suspensions import suspend

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def said() -> tuple[Offer, AssuranceStatement]:
    offer = cleared_offer()
    return offer, AssuranceStatement.objects.get(provider=offer.provider)


def recognise(authority: VettingAuthority, statement: AssuranceStatement, **changes: Any) -> Recognition:
    wanted = {
        "by": OfficerFactory(authority=authority).user,
        "natures": ["teach_train_instruct"],
        "settings_allowed": ["school_site"],
        "level": ClearanceLevel.SUPERVISED,
        "starts_on": clock.today(),
        "expires_on": clock.today() + 90 * DAY,
    }
    return recognitions.recognise(authority=authority, statement=statement, **(wanted | changes))


def test_one_officer_recognises_a_second_confirms_and_it_is_withdrawn() -> None:
    _offer, statement = said()
    authority = VettingAuthorityFactory()
    second = OfficerFactory(authority=authority).user

    recognition = recognise(authority, statement)
    confirmed = recognitions.confirm_recognition(by=second, recognition=recognition)
    withdrawn = recognitions.withdraw_recognition(by=second, recognition=recognition)

    assert (recognition.state, confirmed.state, withdrawn.state) == ("proposed", "confirmed", "withdrawn")
    assert confirmed.confirmed_by == second
    events = AuditEvent.objects.filter(action__startswith="recognition.").order_by("pk")
    assert [event.action for event in events] == ["recognition.propose", "recognition.confirm", "recognition.withdraw"]
    assert {event.acting_for for event in events} == {authority.name}


def _day(value: Any) -> Any:
    """Numbers are days from today."""
    return clock.today() + value * DAY if isinstance(value, int) else value


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"natures": ["personal_care"]}, "natures"),
        ({"natures": []}, "natures"),
        ({"settings_allowed": ["online_live"]}, "settings_allowed"),
        ({"level": ClearanceLevel.UNSUPERVISED}, "level"),
        ({"starts_on": -1}, "starts_on"),
        ({"expires_on": -1}, "expires_on"),
        ({"expires_on": 367}, "expires_on"),
    ],
)
def test_nothing_beyond_what_was_said_is_recognised(changes: dict[str, Any], field: str) -> None:
    _offer, statement = said()

    with pytest.raises(RecognitionError) as refusal:
        recognise(VettingAuthorityFactory(), statement, **{name: _day(value) for name, value in changes.items()})

    assert refusal.value.field == field


def test_what_does_not_hold_today_or_is_their_own_is_not_recognised() -> None:
    offer, statement = said()
    authority = VettingAuthorityFactory()
    old = AssuranceStatementFactory(provider=offer.provider, authority=statement.authority, issued_at=clock.now() - DAY)

    with pytest.raises(RecognitionError, match="does not hold today, or there is a newer one"):
        recognise(authority, old)
    with pytest.raises(RecognitionError, match="your own authority's statement"):
        recognise(statement.authority, statement)
    clearance = Clearance.objects.get(offer=offer)
    suspend(by=OfficerFactory(authority=statement.authority).user, clearance=clearance, ground="police_or_court_matter")
    with pytest.raises(RecognitionError, match="does not hold today"):
        recognise(authority, statement)


def test_it_is_not_confirmed_when_it_fell_meanwhile() -> None:
    offer, statement = said()
    recognition = recognise(VettingAuthorityFactory(), statement)
    clearance = Clearance.objects.get(offer=offer)
    suspend(by=OfficerFactory(authority=statement.authority).user, clearance=clearance, ground="police_or_court_matter")

    with pytest.raises(RecognitionError, match="does not hold today"):
        recognitions.confirm_recognition(by=OfficerFactory(authority=recognition.authority).user, recognition=recognition)


def test_four_eyes_and_interests() -> None:
    offer, statement = said()
    authority = VettingAuthorityFactory()
    recognition = recognise(authority, statement)
    close = ProviderMemberFactory(provider=offer.provider, user=OfficerFactory(authority=authority).user).user

    with pytest.raises(FourEyesError, match="another officer confirms"):
        recognitions.confirm_recognition(by=recognition.recognised_by, recognition=recognition)
    with pytest.raises(FourEyesError):
        recognitions.confirm_recognition(by=close, recognition=recognition)
    for user in (UserFactory(is_superuser=True), OfficerFactory(authority=authority, role=OfficerRole.AUDITOR).user):
        with pytest.raises(NotAllowedError):
            recognitions.confirm_recognition(by=user, recognition=recognition)
        with pytest.raises(NotAllowedError):
            recognitions.withdraw_recognition(by=user, recognition=recognition)
        with pytest.raises(NotAllowedError):
            recognise(VettingAuthorityFactory(), statement, by=user)


def test_one_of_a_statement_at_a_time_and_a_newer_one_of_the_provider_takes_its_place() -> None:
    offer, statement = said()
    authority = VettingAuthorityFactory()
    first = recognise(authority, statement)
    second = OfficerFactory(authority=authority).user

    with pytest.raises(RecognitionError, match="already, or is about to"):
        recognise(authority, statement)
    recognitions.confirm_recognition(by=second, recognition=first)
    newer = AssuranceStatementFactory(provider=offer.provider, authority=statement.authority, issued_at=clock.now() + DAY)
    again = recognise(authority, newer)
    recognitions.confirm_recognition(by=second, recognition=again)

    assert dict(Recognition.objects.values_list("pk", "state")) == {first.pk: "withdrawn", again.pk: "confirmed"}


def test_the_database_refuses_what_adds_and_one_pair_of_eyes() -> None:
    statement = AssuranceStatementFactory(holds_until=clock.today() + 30 * DAY)
    ok = {"statement": statement, "expires_on": clock.today() + 30 * DAY}
    RecognitionFactory(**ok)
    user = UserFactory()

    for changes, name in (
        ({"authority": statement.authority}, "vetting_recognition_adds_nothing"),
        ({"expires_on": clock.today() + 31 * DAY}, "vetting_recognition_adds_nothing"),
        ({"level": ClearanceLevel.UNSUPERVISED}, "vetting_recognition_adds_nothing"),
        ({"recognised_by": statement.issued_by}, "vetting_recognition_four_eyes"),
        ({"confirmed_by": statement.issued_by}, "vetting_recognition_four_eyes"),
        ({"recognised_by": user, "confirmed_by": user}, "vetting_recognition_four_eyes"),
        ({"confirmed_by": None}, "vetting_recognition_confirmed_by_somebody"),
        ({"natures": []}, "vetting_recognition_has_scope"),
        ({"starts_on": clock.today() + 31 * DAY}, "vetting_recognition_dates"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            RecognitionFactory(**(ok | changes))


@pytest.mark.django_db(transaction=True)
def test_confirmed_by_two_at_once_it_is_confirmed_once() -> None:
    _offer, statement = said()
    recognition = recognise(VettingAuthorityFactory(), statement)
    officers = [OfficerFactory(authority=recognition.authority).user for _number in range(2)]

    def confirm(by: Any) -> bool:
        try:
            recognitions.confirm_recognition(by=by, recognition=recognition)
        except IllegalTransitionError:
            return False
        return True

    assert sorted(at_once(*(lambda by=by: confirm(by) for by in officers))) == [False, True]
