"""Two records of one human: their days add up, and a suspension of either is one of the human."""

import datetime

import pytest

from core.models import AuditEvent
from directory import signals
from directory.models import Person
from tests.factories.directory import PersonFactory
from tests.factories.leads import AdversePanelFactory
from tests.factories.vetting import (
    CheckFactory,
    ClearanceFactory,
    PlannedUseFactory,
    RegulatedActivityAssessmentFactory,
    VettingAuthorityFactory,
)
from tests.support.references import Naming
from tests.support.signals import hearing
from tests.support.vetting import submitted
from vetting.models import AdversePanel, Check, Clearance, PlannedUse, ReferenceRequest, RegulatedActivityAssessment
from vetting.services.clearances.merging import merge_person
from vetting.signals import clearance_changed
from vetting.states import ClearanceState

pytestmark = pytest.mark.django_db


def states(person: Person) -> dict[int, str]:
    return dict(Clearance.objects.filter(person=person).values_list("pk", "state"))


def test_days_checks_and_assessments_move_to_the_kept_record() -> None:
    keep, gone = PersonFactory(), PersonFactory()
    PlannedUseFactory(person=keep, date=datetime.date(2026, 11, 4))
    PlannedUseFactory(person=gone, date=datetime.date(2026, 11, 11))
    check, assessment = CheckFactory(person=gone), RegulatedActivityAssessmentFactory(person=gone)

    with hearing(clearance_changed) as heard:
        merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert PlannedUse.objects.filter(person=keep).count() == 2
    assert (Check.objects.get().person, RegulatedActivityAssessment.objects.get().person) == (keep, keep)
    assert (check.person, assessment.person, [one["person_id"] for one in heard]) == (gone, gone, [keep.pk])


def test_one_session_of_both_records_counts_once() -> None:
    keep, gone = PersonFactory(), PersonFactory()
    use = PlannedUseFactory(person=keep)
    PlannedUseFactory(person=gone, session=use.session)

    merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert list(PlannedUse.objects.all()) == [use]


def test_a_clearance_of_the_gone_record_moves_where_there_is_no_other() -> None:
    keep, gone = PersonFactory(), PersonFactory()
    clearance = ClearanceFactory(person=gone)

    merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert states(keep) == {clearance.pk: ClearanceState.CLEARED}


def test_of_two_clearances_by_one_authority_the_kept_records_stays() -> None:
    keep, gone, authority = PersonFactory(), PersonFactory(), VettingAuthorityFactory()
    kept, other = ClearanceFactory(person=keep, authority=authority), ClearanceFactory(person=gone, authority=authority)

    merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert states(keep) == {kept.pk: ClearanceState.CLEARED, other.pk: ClearanceState.WITHDRAWN}
    assert AuditEvent.objects.get(action="clearance.withdraw").reason_code == "merged"


def test_of_two_clearances_a_suspended_one_stays_whoevers_it_was() -> None:
    keep, gone, authority = PersonFactory(), PersonFactory(), VettingAuthorityFactory()
    kept = ClearanceFactory(person=keep, authority=authority)
    suspended = ClearanceFactory(person=gone, authority=authority, state=ClearanceState.SUSPENDED)

    merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert states(keep) == {kept.pk: ClearanceState.WITHDRAWN, suspended.pk: ClearanceState.SUSPENDED}


def test_the_directorys_word_of_a_merge_is_heard() -> None:
    keep, use = PersonFactory(), PlannedUseFactory()

    signals.people_merged.send(sender=Person, keep_id=keep.pk, gone_id=use.person_id)

    use.refresh_from_db()
    assert use.person == keep


def test_a_referee_named_for_both_records_is_one() -> None:
    name = Naming(submitted())
    kept, gone = name(), PersonFactory()
    twin = ReferenceRequest.objects.get(pk=kept.pk)
    twin.pk, twin.person, twin.email, twin.token_hash = None, gone, "GRACE@example.org", "0" * 64
    twin.save()

    merge_person(keep_id=kept.person_id, gone_id=gone.pk)

    assert list(ReferenceRequest.objects.all()) == [kept]


def test_panels_move_and_of_two_to_be_held_by_one_authority_one_is() -> None:
    kept = AdversePanelFactory()
    twin = AdversePanelFactory(case__authority=kept.authority)
    held = AdversePanelFactory(case=twin.case, held=True)

    merge_person(keep_id=kept.person_id, gone_id=twin.person_id)

    assert dict(AdversePanel.objects.filter(person=kept.person).values_list("pk", "state")) == {
        kept.pk: "required",
        twin.pk: "taken_back",
        held.pk: "held",
    }
