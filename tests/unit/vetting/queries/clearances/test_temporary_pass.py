"""A look at the barred list alone lets somebody begin while the certificate is awaited: with school staff beside them, for sixty days."""

import datetime
from typing import Any

import pytest
import time_machine

from directory.enums import Pattern, ProviderKind
from directory.models import Offer
from tests.factories.vetting import CheckFactory, clearance_request, cleared_offer, leader_of, shipped_content
from tests.support.clearance import day
from tests.support.vetting import claimed, record
from vetting.answers import Verdict
from vetting.exceptions import CheckRefusedError, OverAskingError
from vetting.models import Check, Clearance
from vetting.queries.clearances.judging import clearances
from vetting.rules.recording import Recording, checked
from vetting.services.clearances import derive
from vetting.states import CheckState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

BEGUN = day("2026-10-05")


@pytest.fixture
def autumn() -> object:
    with time_machine.travel("2026-10-05T10:00:00Z", tick=False):
        yield


def awaiting(**fields: Any) -> Offer:
    """A weekly run whose leader has no certificate yet, and a look at the barred list until 3 December."""
    offer = cleared_offer(regulated=False, version__pattern=Pattern.WEEKLY, **fields)
    authority = Clearance.objects.get(person=leader_of(offer)).authority
    CheckFactory(
        authority=authority,
        person=leader_of(offer),
        check_type="BARRED_ONLY",
        verified=True,
        performed_on=BEGUN,
        expires_on=BEGUN + datetime.timedelta(days=59),
    )
    derive.refresh(offers=[offer.pk])
    return offer


def asked_weekly(offer: Offer, date: str, supervision: str = "school_staff_present") -> Verdict:
    last = day(date)
    days = [last - datetime.timedelta(days=7 * week) for week in range(4)]
    request = clearance_request(offer, last, supervision=supervision)
    return clearances([request], proposed_days=days)[request].verdict


def test_it_stands_for_the_certificate_with_school_staff_beside_them() -> None:
    offer = awaiting(provider__kinds=[ProviderKind.CBT_ORGANISATION])

    assert asked_weekly(offer, "2026-11-04") == Verdict.CLEARED


def test_it_does_not_without_school_staff_in_the_room() -> None:
    offer = awaiting(level="unsupervised", version__supervision="unsupervised", provider__kinds=[ProviderKind.CBT_ORGANISATION])

    assert asked_weekly(offer, "2026-11-04", "unsupervised") == Verdict.NOT_CLEARED


def test_after_its_last_day_it_is_gone_and_nobody_waits_for_its_renewal() -> None:
    offer = awaiting(provider__kinds=[ProviderKind.CBT_ORGANISATION])

    assert [asked_weekly(offer, date) for date in ("2026-12-03", "2026-12-04")] == [Verdict.CLEARED, Verdict.NOT_CLEARED]


@pytest.mark.parametrize(("due", "ends"), [("2026-11-20", "2026-11-20"), ("2027-02-01", "2026-12-04")])
def test_it_lasts_until_the_certificate_is_due_and_sixty_days_at_most(due: str, ends: str) -> None:
    kind = shipped_content().by_code["BARRED_ONLY"]
    said = Recording(
        outcome="pass",
        route="seen_original",
        performed_on=BEGUN,
        details={"reason_code": "certificate_awaited", "due_certificate_by": due},
    )

    assert checked(kind, said, BEGUN).expires_on == day(ends)


def test_it_is_out_of_reach_where_the_table_asks_no_barred_list() -> None:
    desk = claimed(version__pattern=Pattern.ONE_OFF)

    with pytest.raises(OverAskingError, match="may not be asked here"):
        record(desk, "BARRED_ONLY", desk.case.version.people.get())

    assert Check.objects.count() == 0


def test_a_certificate_that_was_due_before_is_no_reason() -> None:
    desk = claimed(version__pattern=Pattern.WEEKLY)
    details = {"reason_code": "certificate_awaited", "due_certificate_by": "2026-09-01"}

    with pytest.raises(CheckRefusedError, match="it has run out already"):
        record(desk, "BARRED_ONLY", desk.case.version.people.get(), details=details)

    assert Check.objects.filter(state=CheckState.RECORDED).count() == 0
