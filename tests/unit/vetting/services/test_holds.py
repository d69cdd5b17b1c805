import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from core import clock
from core.exceptions import DomainError
from core.models import AuditEvent
from core.retention import held_things
from tests.factories.bookings import BookingFactory
from tests.factories.vetting import CaseFactory, CheckFactory, LegalHoldFactory, OfficerFactory
from vetting.exceptions import FourEyesError, HoldError, NotAllowedError
from vetting.models import Check, LegalHold
from vetting.services.holds import keep_longer, lift_hold, set_hold

pytestmark = pytest.mark.django_db
SOON = datetime.timedelta(days=90)


@pytest.fixture
def check() -> Check:
    made: Check = CheckFactory()
    return made


def lead_of(check: Check, role: str = "lead") -> User:
    user: User = OfficerFactory(authority=check.authority, role=role).user
    return user


def hold(check: Check, by: User | None = None, **fields: Any) -> LegalHold:
    usual: dict[str, Any] = {
        "authority": check.authority, "kind": "person", "number": check.person_id, "reason": "legal_claim", "reference": "LEG/2027/0041",
        "review_on": clock.today() + SOON,
    }  # fmt: skip
    return set_hold(by=by or lead_of(check), **usual | fields)


@pytest.mark.parametrize("role", ["lead", "administrator"])
def test_a_lead_or_an_administrator_sets_a_hold(check: Check, role: str) -> None:
    made = hold(check, lead_of(check, role))

    assert (made.kind, made.thing, made.name) == ("person", check.person_id, check.person.name if check.person else "")
    assert held_things() == {"person": {check.person_id}}
    event = AuditEvent.objects.get(action="hold.set")
    assert (event.reason_code, event.details) == ("legal_claim", {"kind": "person", "thing": check.person_id})


@pytest.mark.parametrize("role", ["officer", "auditor"])
def test_others_set_none(check: Check, role: str) -> None:
    with pytest.raises(NotAllowedError, match="Only a lead or an administrator"):
        hold(check, lead_of(check, role))


def test_the_same_hold_twice_is_one(check: Check) -> None:
    by = lead_of(check)

    assert hold(check, by) == hold(check, by)
    assert LegalHold.objects.count() == 1


def test_what_the_authority_has_nothing_to_do_with_is_refused(check: Check) -> None:
    with pytest.raises(HoldError, match="has nothing to do with that"):
        hold(check, number=CheckFactory().person_id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "because"),
        ("reference", "Jane said that he"),
        ("reference", "see 12 " * 8),
        ("review_on", datetime.date(2020, 1, 1)),
        ("review_on", datetime.date(2099, 1, 1)),
    ],
)
def test_what_can_not_be_a_hold_names_the_field(check: Check, field: str, value: Any) -> None:
    with pytest.raises(HoldError) as refused:
        hold(check, **{field: value})

    assert (refused.value.field, LegalHold.objects.count()) == (field, 0)


def test_a_booking_is_held_by_its_number() -> None:
    booking = BookingFactory(requested_at=clock.now(), state="completed", closed_at=clock.now(), pupils=24)
    case = CaseFactory(offer=booking.offer, version=booking.version)

    set_hold(
        by=OfficerFactory(authority=case.authority, role="lead").user, authority=case.authority, kind="booking", number=booking.pk,
        reason="complaint", reference="C-17", review_on=clock.today() + SOON,
    )  # fmt: skip

    assert LegalHold.objects.get().name == booking.reference
    assert held_things()["booking"] == {booking.pk}


def test_a_second_person_lifts_it(check: Check) -> None:
    by = lead_of(check)
    made = hold(check, by)

    with pytest.raises(FourEyesError, match="You set this hold"):
        lift_hold(by=by, hold=made)
    with pytest.raises(NotAllowedError):
        lift_hold(by=lead_of(check, "auditor"), hold=made)
    lifted = lift_hold(by=lead_of(check), hold=made)

    assert (lifted.lifted_at is not None, held_things()) == (True, {})
    with pytest.raises(HoldError, match="lifted already"):
        lift_hold(by=lead_of(check), hold=made)
    with pytest.raises(HoldError, match="lifted already"):
        keep_longer(by=by, hold=made, review_on=clock.today() + SOON)


def test_the_database_wants_a_second_person_too() -> None:
    made = LegalHoldFactory()

    with pytest.raises(IntegrityError, match="vetting_hold_four_eyes"), transaction.atomic():
        LegalHold.objects.filter(pk=made.pk).update(lifted_by=made.set_by, lifted_at=clock.now())


def test_it_is_looked_at_again(check: Check) -> None:
    by = lead_of(check)
    made = hold(check, by)

    kept = keep_longer(by=by, hold=made, review_on=clock.today() + 2 * SOON)

    assert (kept.review_on, AuditEvent.objects.filter(action="hold.review").count()) == (clock.today() + 2 * SOON, 1)
    with pytest.raises(DomainError):
        keep_longer(by=lead_of(check, "auditor"), hold=made, review_on=clock.today() + SOON)
