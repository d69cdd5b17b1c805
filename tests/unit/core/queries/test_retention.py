import datetime

import pytest

from core import clock
from core.outbox_states import OutboxState
from core.queries.retention import Outlook, due_rows, outlook, rules_named
from tests.factories.core import OutboxMessageFactory
from tests.factories.vetting import CaseNoteFactory, LegalHoldFactory, VettingAuthorityFactory
from tests.support.retention import due, held, later
from vetting.models import Case, CaseNote

pytestmark = pytest.mark.django_db


def seen(name: str, **options: object) -> Outlook:
    (found,) = [one for one in outlook(**options) if one.rule.name == name]  # type: ignore[arg-type]  # passed on as they are
    return found


def closed_with_a_note() -> CaseNote:
    note: CaseNote = CaseNoteFactory()
    Case.objects.filter(pk=note.case_id).update(closed_at=clock.now())
    return note


def test_what_is_due_is_counted_and_named_by_number() -> None:
    message = OutboxMessageFactory(state=OutboxState.SENT, finished_at=clock.now())
    OutboxMessageFactory()

    with later(months=12, days=1):
        found = seen("core.outbox")

    assert (found.due, found.soon, found.held, found.examples) == (1, 1, 0, (str(message.pk),))


def test_what_is_due_within_a_month_is_counted_with_what_is_due_now() -> None:
    OutboxMessageFactory(state=OutboxState.SENT, finished_at=clock.now())

    with later(months=11, days=10):
        found = seen("core.outbox", within=datetime.timedelta(days=30))

    assert (found.due, found.soon) == (0, 1)


def test_what_hangs_on_a_held_thing_is_counted_apart() -> None:
    free, kept = closed_with_a_note(), closed_with_a_note()
    LegalHoldFactory(person=None, provider=kept.case.provider)

    with later(months=7):
        found = seen("vetting.open_matters")

    assert (found.due, found.held, found.examples) == (1, 1, (str(free.case_id),))


def test_it_can_be_narrowed_to_what_hangs_on_some_things() -> None:
    ours, theirs = closed_with_a_note(), closed_with_a_note()

    with later(months=7):
        found = {one.rule.name: one.due for one in outlook(of={"authority": [ours.case.authority_id]})}

    assert (found["vetting.open_matters"], "core.outbox" in found) == (1, False)
    assert ours.case.authority_id != theirs.case.authority_id


def test_nothing_is_due_on_the_first_day() -> None:
    closed_with_a_note()
    VettingAuthorityFactory()

    assert (due(), held()) == ({}, {})


def test_rules_are_found_by_name() -> None:
    (rule,) = rules_named(["core.outbox"])
    rows = due_rows(rule, clock.now(), {})

    assert (rule.name, rows.count()) == ("core.outbox", 0)
    with pytest.raises(KeyError, match=r"core\.nothing"):
        rules_named(["core.nothing"])
