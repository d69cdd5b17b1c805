"""Checks: what may be recorded of whom, and four eyes."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core.models import AuditEvent
from directory.enums import Pattern, ProviderKind
from directory.models import Offer
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, ProviderMemberFactory
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import (
    CheckFactory,
    OfficerFactory,
    VettingAuthorityFactory,
    cleared_offer,
    good_recording,
    leader_of,
    shipped_content,
)
from tests.support.signals import hearing
from tests.support.vetting import Desk, claimed, decided, record
from vetting.enums import CheckOutcome, OfficerRole
from vetting.exceptions import CheckRefusedError, FourEyesError, NotAllowedError, OverAskingError
from vetting.models import Check, Clearance, Suspension
from vetting.services.checks.recording import record_check, revoke_check, verify_check
from vetting.signals import clearance_changed
from vetting.states import CheckState, ClearanceState

pytestmark = pytest.mark.django_db


def one_off() -> Desk:
    return claimed(provider__kinds=[ProviderKind.CBT_INDIVIDUAL], version__pattern=Pattern.ONE_OFF)


def test_a_recorded_check_keeps_what_the_policy_lists_and_counts_for_nothing_yet() -> None:
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False):
        desk = one_off()
        check = record(desk, "SG_TRAINING", desk.case.version.people.get(), issuing_body="Local partnership")

    assert (check.state, check.performed_by, check.verified_by, check.authority) == (CheckState.RECORDED, desk.first, None, desk.authority)
    assert (check.performed_on, check.expires_on) == (datetime.date(2026, 11, 4), datetime.date(2027, 11, 4))
    assert (check.issuing_body, check.details) == (
        "Local partnership",
        {"course": "Level 2", "level": "awareness", "completed_on": "2026-11-04"},
    )
    event = AuditEvent.objects.get(action="check.record")
    assert (event.actor_id, event.details) == (desk.first.pk, {"type": "SG_TRAINING", "route": "seen_original"})


def test_acceptance_case_2_a_barred_list_check_of_a_one_off_is_refused_with_the_reason() -> None:
    desk = one_off()

    with pytest.raises(OverAskingError) as caught:
        record(desk, "DBS_ENH_CBL", desk.case.version.people.get())

    assert caught.value.message == (
        "“Enhanced DBS check with the children's barred list” may not be asked here. Teaching once or now and then is not regulated "
        "activity. With school staff in the room no DBS check is asked. (Row R5 of the table.)"
    )
    assert Check.objects.count() == 0
    refused = AuditEvent.objects.get(action="check.over_asking")
    assert (refused.actor_id, refused.acting_for, refused.details) == (desk.first.pk, desk.authority.name, {"type": "DBS_ENH_CBL"})


def test_a_check_that_is_not_asked_is_refused() -> None:
    desk = one_off()

    with pytest.raises(OverAskingError) as caught:
        record(desk, "FOOD_HYGIENE", desk.case.version.people.get())

    assert caught.value.message == "“Food hygiene, level 2” is not asked for what is offered here."


def test_a_check_of_the_wrong_thing_or_an_unknown_one_is_refused() -> None:
    desk = one_off()

    for code, subject in (("PLI", desk.case.version.people.get()), ("MOON", desk.offer.provider)):
        with pytest.raises(CheckRefusedError) as caught:
            record_check(by=desk.first, authority=desk.authority, check_type=code, subject=subject)
        assert caught.value.field == "check_type"


def test_what_can_not_be_right_is_refused_and_nothing_is_written() -> None:
    desk = one_off()

    with pytest.raises(CheckRefusedError) as caught:
        record(desk, "PLI", desk.offer.provider, performed_on=datetime.date(2100, 1, 1))

    assert (caught.value.field, Check.objects.count(), AuditEvent.objects.filter(action="check.record").count()) == ("performed_on", 0, 0)


def test_only_officers_of_the_authority_record() -> None:
    desk = one_off()
    recording = good_recording(shipped_content().by_code["PLI"])

    for user in (desk.member, UserFactory(is_superuser=True), OfficerFactory().user):
        with pytest.raises(NotAllowedError):
            record_check(by=user, authority=desk.authority, check_type="PLI", subject=desk.offer.provider, **recording)


def test_an_officer_who_acts_for_the_provider_or_is_the_person_records_nothing_of_them() -> None:
    desk = one_off()
    person = desk.case.version.people.get()
    person.user = desk.second
    person.save()
    OfficerFactory(user=desk.member, authority=desk.authority)

    for user, code, subject in ((desk.second, "ID_VERIFIED", person), (desk.member, "PLI", desk.offer.provider)):
        with pytest.raises(FourEyesError):
            record_check(
                by=user, authority=desk.authority, check_type=code, subject=subject, **good_recording(shipped_content().by_code[code])
            )


def test_a_second_record_takes_the_place_of_one_that_nobody_verified() -> None:
    desk = one_off()
    first = record(desk, "PLI", desk.offer.provider)

    second = record(desk, "PLI", desk.offer.provider)

    first.refresh_from_db()
    assert (first.state, second.state) == (CheckState.SUPERSEDED, CheckState.RECORDED)


# Four eyes: acceptance case 3 of the rules, for checks.


def test_acceptance_case_3_who_performed_does_not_verify() -> None:
    desk = one_off()
    check = record(desk, "PLI", desk.offer.provider)

    with pytest.raises(FourEyesError) as caught:
        verify_check(by=desk.first, check=check)

    assert caught.value.message == "You recorded this check, so another officer has to verify it."


def test_acceptance_case_3_nor_as_a_superuser() -> None:
    desk = one_off()
    User.objects.filter(pk=desk.first.pk).update(is_superuser=True)
    check = record(desk, "PLI", desk.offer.provider)

    with pytest.raises(FourEyesError):
        verify_check(by=User.objects.get(pk=desk.first.pk), check=check)


def test_acceptance_case_3_nor_by_saving_directly() -> None:
    check = CheckFactory()

    with pytest.raises(IntegrityError, match="vetting_check_four_eyes"), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(verified_by=check.performed_by, verified_at=check.recorded_at)
    with pytest.raises(IntegrityError, match="vetting_check_verified_by_somebody"), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(state=CheckState.VERIFIED)


def test_outsiders_and_the_providers_own_people_do_not_verify() -> None:
    desk = one_off()
    check = record(desk, "PLI", desk.offer.provider)
    ProviderMemberFactory(provider=desk.offer.provider, user=desk.second)

    with pytest.raises(NotAllowedError):
        verify_check(by=OfficerFactory().user, check=check)
    with pytest.raises(FourEyesError):
        verify_check(by=desk.second, check=check)


def test_a_pass_with_conditions_is_verified_by_a_lead() -> None:
    desk = one_off()
    person = desk.case.version.people.get()
    check = record(desk, "ID_VERIFIED", person, outcome=CheckOutcome.PASS_WITH_CONDITIONS, conditions_code="staff_present")

    with pytest.raises(FourEyesError):
        verify_check(by=desk.second, check=check)
    verified = verify_check(by=OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user, check=check)

    assert verified.state == CheckState.VERIFIED


def test_a_verified_check_replaces_the_one_before_and_what_rests_on_it_is_worked_out_anew() -> None:
    desk = decided()
    before = desk.offer.provider.checks.get(check_type="PLI")
    renewal = record(desk, "PLI", desk.offer.provider, expires_on=datetime.date(2100, 1, 1))

    with hearing(clearance_changed) as heard:
        verify_check(by=desk.second, check=renewal)

    before.refresh_from_db()
    assert before.state == CheckState.SUPERSEDED
    assert {"person_id": None, "provider_id": desk.offer.provider_id, "venue_id": None, "offer_id": None} in heard


def test_an_inconclusive_check_ends_nothing() -> None:
    desk = decided()
    before = desk.offer.provider.checks.get(check_type="PLI")
    unclear = record(desk, "PLI", desk.offer.provider, outcome=CheckOutcome.INCONCLUSIVE)

    verify_check(by=desk.second, check=unclear)

    before.refresh_from_db()
    assert (before.state, Offer.objects.shown().count()) == (CheckState.VERIFIED, 1)


def test_a_failed_check_delists_at_once() -> None:
    desk = decided()
    failed = record(desk, "PLI", desk.offer.provider, outcome=CheckOutcome.FAIL)

    verify_check(by=desk.second, check=failed)

    assert Offer.objects.shown().count() == 0


def test_revoking_a_verified_check_delists_at_once_and_tells() -> None:
    desk = decided()
    check = desk.offer.provider.checks.get(check_type="PLI")

    with hearing(clearance_changed) as heard:
        revoked = revoke_check(by=desk.second, check=check)

    assert (revoked.state, revoked.revoked_at is not None, Offer.objects.shown().count()) == (CheckState.REVOKED, True, 0)
    assert {"person_id": None, "provider_id": None, "venue_id": None, "offer_id": desk.offer.pk} in heard


def test_revoking_an_unverified_check_changes_nothing_else() -> None:
    desk = one_off()
    check = record(desk, "PLI", desk.offer.provider)

    with hearing(clearance_changed) as heard:
        revoke_check(by=desk.first, check=check)

    assert heard == []


def test_only_officers_revoke() -> None:
    check = CheckFactory()

    with pytest.raises(NotAllowedError):
        revoke_check(by=check.performed_by, check=check)


# The Update Service.


def test_a_status_needs_a_certificate_that_was_seen() -> None:
    desk = claimed()

    with pytest.raises(CheckRefusedError) as caught:
        record(desk, "DBS_STATUS", desk.case.version.people.get())

    assert caught.value.message == "No certificate that this status belongs to has been seen and verified. See the original first."


def test_acceptance_case_4_a_status_that_is_no_longer_current_suspends_at_once() -> None:
    desk = decided()
    person = leader_of(desk.offer)
    StatusConsentFactory(person=person, authority=desk.authority)
    details = good_recording(shipped_content().by_code["DBS_STATUS"])["details"] | {"result_code": "no_longer_current"}

    record(desk, "DBS_STATUS", person, outcome=CheckOutcome.FAIL, details=details)

    suspension = Suspension.objects.get()
    assert (suspension.clearance, suspension.ground, suspension.suspended_by) == (
        Clearance.objects.get(person=person),
        "dbs_no_longer_current",
        desk.first,
    )
    assert (Clearance.objects.get(person=person).state, Offer.objects.shown().count()) == (ClearanceState.SUSPENDED, 0)


def test_a_check_of_somebody_without_an_offer_here_is_refused() -> None:
    authority = VettingAuthorityFactory()
    officer = OfficerFactory(authority=authority).user

    with pytest.raises(OverAskingError):
        record_check(
            by=officer,
            authority=authority,
            check_type="ID_VERIFIED",
            subject=PersonFactory(),
            **good_recording(shipped_content().by_code["ID_VERIFIED"]),
        )


def test_a_check_that_runs_out_today_still_counts_today() -> None:
    with time_machine.travel("2026-11-04T23:30:00Z", tick=False):
        offer = cleared_offer(expires={"PLI": datetime.date(2026, 11, 4)})

        assert list(Offer.objects.shown()) == [offer]
    with time_machine.travel("2026-11-05T00:00:00Z", tick=False):
        assert list(Offer.objects.shown()) == []
