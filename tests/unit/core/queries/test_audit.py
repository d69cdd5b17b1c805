import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from core.models import AuditCheckpoint, AuditEvent, AuditSeal
from core.queries import audit
from core.queries.audit import ChainBreak, ChainReport, chain_report, is_known_seal
from core.services.sealing import cut_audit, seal_audit
from tests.factories.core import AuditEventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> list[AuditEvent]:
    events: list[AuditEvent] = AuditEventFactory.create_batch(5, details={"door": 1, "naïve": [1.5, None]})
    seal_audit()
    return events


def tamper(statement: str, *parameters: int) -> None:
    """What only an owner of the database can do: switch the triggers off."""
    with connection.cursor() as cursor:
        for table in ("event", "seal", "checkpoint"):
            cursor.execute(f"ALTER TABLE core_audit{table} DISABLE TRIGGER USER")
        cursor.execute(statement, parameters)


def test_a_log_as_it_was_written_verifies(events: list[AuditEvent]) -> None:
    AuditEventFactory()

    report = chain_report()

    head = AuditSeal.objects.get(event_id=events[-1].pk).hash
    assert report == ChainReport(sealed=5, waiting=1, removed=0, head=head, broken=None)


def test_an_empty_log_verifies() -> None:
    assert chain_report() == ChainReport(sealed=0, waiting=0, removed=0, head="", broken=None)


def test_a_long_log_is_walked_in_parts(events: list[AuditEvent], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", 2)
    tampered = events[4]

    before = chain_report().broken
    tamper("UPDATE core_auditevent SET object_id = '2' WHERE id = %s", tampered.pk)

    assert (before, chain_report().broken) == (None, ChainBreak(tampered.pk, "it was changed after it was sealed"))


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE core_auditevent SET actor_id = 7 WHERE id = %s", "it was changed after it was sealed"),
        ("UPDATE core_auditevent SET details = '{}' WHERE id = %s", "it was changed after it was sealed"),
        ("UPDATE core_auditevent SET at = at + interval '1 microsecond' WHERE id = %s", "it was changed after it was sealed"),
        ("DELETE FROM core_auditevent WHERE id = %s", "it was removed"),
        ("DELETE FROM core_auditseal WHERE event_id = %s", "it was added among events that had been sealed, or its seal was removed"),
        ("UPDATE core_auditseal SET previous_hash = 'x' WHERE event_id = %s", "its seal does not follow the one before it"),
        ("UPDATE core_auditseal SET hash = 'x' WHERE event_id = %s", "it was changed after it was sealed"),
    ],
)
def test_the_first_break_is_named(events: list[AuditEvent], statement: str, why: str) -> None:
    tamper(statement, events[2].pk)

    assert chain_report().broken == ChainBreak(events[2].pk, why)


def test_an_event_slipped_in_behind_the_seals_is_found(events: list[AuditEvent]) -> None:
    tamper("UPDATE core_auditevent SET id = id + 1000 WHERE id = %s", events[4].pk)
    tamper("UPDATE core_auditseal SET event_id = event_id + 1000 WHERE event_id = %s", events[4].pk)

    assert chain_report().broken == ChainBreak(events[4].pk + 1000, "it was changed after it was sealed")


@pytest.mark.parametrize("field", ["last_hash = 'x'", "events_removed = 1", "signature = 'x'", "up_to_event_id = up_to_event_id - 1"])
def test_a_forged_checkpoint_is_found(events: list[AuditEvent], field: str) -> None:
    checkpoint = cut_audit(by=None, before=events[-1].at + (events[-1].at - events[0].at))
    assert checkpoint is not None

    tamper(f"UPDATE core_auditcheckpoint SET {field}")

    broken = chain_report().broken
    assert broken is not None
    assert broken.why == "the checkpoint of retention is not signed by this site"


def test_what_retention_removed_may_not_come_back(events: list[AuditEvent]) -> None:
    returning = events[0]
    cut_audit(by=None, before=events[-1].at + (events[-1].at - events[0].at))

    returning.save(force_insert=True)

    assert chain_report().broken == ChainBreak(returning.pk, "it stands where retention had removed everything")


def test_a_seal_that_was_noted_down_is_known_until_it_is_taken_away(events: list[AuditEvent]) -> None:
    noted = chain_report().head

    before = is_known_seal(noted)
    tamper("DELETE FROM core_auditseal WHERE event_id = %s", events[-1].pk)
    tamper("DELETE FROM core_auditevent WHERE id = %s", events[-1].pk)

    assert (before, chain_report().broken, is_known_seal(noted)) == (True, None, False)


def test_a_seal_at_which_retention_cut_is_known(events: list[AuditEvent]) -> None:
    noted = chain_report().head

    cut_audit(by=None, before=events[-1].at + (events[-1].at - events[0].at))

    assert is_known_seal(noted)
    assert AuditCheckpoint.objects.get().last_hash == chain_report().head == noted


def test_a_longer_log_takes_no_more_questions(events: list[AuditEvent], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(13):
        chain_report()
    AuditEventFactory.create_batch(20)
    seal_audit()

    with django_assert_num_queries(13):
        chain_report()
