"""The kernel's own management commands, run as an operator runs them."""

import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail as django_mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from core import outbox, periodic
from core.apps import make_cache_table
from core.models import AuditEvent, AuditSeal, OutboxMessage
from core.services.sealing import seal_audit
from core.tasks import deliver_outbox
from tests.factories.core import AuditEventFactory, OutboxMessageFactory, mail

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)
YEAR = datetime.timedelta(days=366)


def run(*words: str, **options: Any) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def kernel_only(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    own = {name: job for name, job in periodic._jobs.items() if name.startswith("core.")}
    monkeypatch.setattr(periodic, "_jobs", own)
    monkeypatch.setattr(outbox, "_deciders", {"test.hello": lambda message: mail()})


@pytest.mark.usefixtures("kernel_only")
def test_run_due_delivers_seals_and_tidies_up() -> None:
    with time_machine.travel(NOON - 8 * YEAR, tick=False):
        AuditEventFactory()
        Session.objects.create(session_key="old", expire_date=NOON - 7 * YEAR)
        deliver_outbox.enqueue()
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=NOON - 7 * YEAR)
    OutboxMessageFactory()

    with time_machine.travel(NOON + 2 * YEAR, tick=False):
        first = run("run_due", verbosity=2)
        second = run("run_due", verbosity=2)
    with time_machine.travel(NOON + 3 * YEAR, tick=False):
        run("run_due")

    names = ["apply_retention", "clear_sessions", "deliver_outbox", "prune_task_results", "seal_audit", "verify_audit"]
    often = {"deliver_outbox", "seal_audit"}
    assert first.splitlines() == [f"core.{name}: ran" for name in names]
    assert second.splitlines() == [f"core.{name}: {'ran' if name in often else 'not due'}" for name in names]
    assert [letter.to for letter in django_mail.outbox] == [["jo@example.org"]]
    assert (Session.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    assert {event.action for event in AuditEvent.objects.all()} == {"audit.cut", "retention.apply"}


def test_run_due_names_the_jobs_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})
    periodic.every_run("a.fails")(lambda: 1 / 0)

    with pytest.raises(CommandError, match=r"These jobs failed, and are tried again at the next run: a\.fails"):
        run("run_due")


def test_run_due_says_nothing_where_all_went_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})
    periodic.every_run("a.works")(lambda: None)

    assert run("run_due") == ""


def test_the_task_delivers_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_deciders", {"test.hello": lambda message: mail()})
    OutboxMessageFactory()

    deliver_outbox.enqueue()

    assert OutboxMessage.objects.get().state == "sent"


def test_audit_verify_tells_what_is_sealed_and_what_not_yet() -> None:
    empty = run("audit_verify")
    AuditEventFactory.create_batch(2)
    seal_audit()
    AuditEventFactory()
    head = AuditSeal.objects.latest("event_id").hash

    report = run("audit_verify", noted=head)

    assert empty == "Sealed: 0. Not yet sealed: 0. Removed by retention: 0.\nNothing was changed. Last seal: none yet\n"
    assert report == f"Sealed: 2. Not yet sealed: 1. Removed by retention: 0.\nNothing was changed. Last seal: {head}\n"


def test_audit_verify_names_the_first_break() -> None:
    seal_audit()
    event = AuditEventFactory()
    AuditSeal.objects.create(event_id=event.pk, previous_hash="", hash="made up", sealed_at=NOON)

    with pytest.raises(CommandError, match=f"The chain breaks at event {event.pk}: it was changed after it was sealed"):
        run("audit_verify")


def test_audit_verify_misses_a_seal_that_was_noted_down() -> None:
    with pytest.raises(CommandError, match="The seal that was noted down is not in the chain any more"):
        run("audit_verify", noted="0" * 64)


def test_audit_cut_removes_what_is_older_or_only_says_so() -> None:
    with time_machine.travel(NOON, tick=False):
        last = AuditEventFactory.create_batch(2)[-1]
        seal_audit()

    early = run("audit_cut", "2027-01-13")
    dry = run("audit_cut", "2027-01-14", dry_run=True)
    left = AuditEvent.objects.count()
    cut = run("audit_cut", "2027-01-14")

    assert early == "Nothing that is sealed is older.\n"
    assert (dry, left) == (f"Would remove 2 events, up to number {last.pk}.\n", 2)
    assert cut == f"Removed 2 events, up to number {last.pk}.\n"
    assert {event.action for event in AuditEvent.objects.all()} == {"audit.cut"}


def test_migrating_makes_the_table_of_the_cache(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "test_cache"}}

    make_cache_table()

    cache.set("a", 1)
    assert cache.get("a") == 1


def test_outbox_lost_lists_what_was_lost_and_sends_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_deciders", {"test.hello": lambda message: mail()})
    dead = OutboxMessageFactory(state="dead", finished_at=NOON, last_error="TimeoutError: no answer")
    unsure = OutboxMessageFactory(state="unsure", finished_at=NOON)
    OutboxMessageFactory(state="sent", finished_at=NOON)

    listed = run("outbox_lost")
    again = run("outbox_lost", "--send-again", str(dead.pk))

    assert listed.splitlines() == [
        f"{dead.pk}  Gave up  test.hello  to jo@example.org  TimeoutError: no answer",
        f"{unsure.pk}  Unsure whether it went  test.hello  to jo@example.org  ",
        "2 lost.",
    ]
    assert again.splitlines()[0] == f"{dead.pk} is back in line."
    assert again.splitlines()[-1] == "1 lost."
    dead.refresh_from_db()
    assert dead.state == "pending"


def test_outbox_lost_refuses_what_cannot_be_sent_again() -> None:
    code = OutboxMessageFactory(kind="test.code", state="dead", finished_at=NOON)

    with pytest.raises(CommandError, match=rf"Message {code.pk}: This mail was written once and not kept"):
        run("outbox_lost", "--send-again", str(code.pk))
    with pytest.raises(CommandError, match="There is no message 0"):
        run("outbox_lost", "--send-again", "0")


def test_a_dry_run_of_retention_lists_and_changes_nothing() -> None:
    old = OutboxMessageFactory(state="sent", finished_at=NOON - YEAR * 2)

    listed = run("apply_retention", "core.outbox", dry_run=True)
    kept = OutboxMessage.objects.filter(pk=old.pk).exists()
    done = run("apply_retention", "core.outbox")

    assert listed.splitlines() == [f"core.outbox: 1 would be deleted ({old.pk})", "This was a dry run: nothing was changed."]
    assert (kept, done.splitlines()) == (True, ["core.outbox: 1 done", "1 rows in all."])


def test_a_rule_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(CommandError, match=r"There is no rule 'core\.nothing'\. These are: .*core\.outbox"):
        run("apply_retention", "core.nothing")
