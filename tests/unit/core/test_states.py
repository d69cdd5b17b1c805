import pytest

from core.exceptions import IllegalTransitionError, StaleStateError
from core.models import OutboxMessage
from core.outbox_states import OUTBOX, OutboxEvent
from core.states import Machine
from tests.factories.core import OutboxMessageFactory

DOOR = Machine("door", {("shut", "open"): "ajar", ("ajar", "shut"): "shut"})


def test_target_follows_the_table() -> None:
    assert DOOR.target("shut", "open") == "ajar"


def test_target_refuses_a_step_that_the_table_lacks() -> None:
    with pytest.raises(IllegalTransitionError):
        DOOR.target("ajar", "open")


def test_diagram_draws_each_row() -> None:
    assert DOOR.diagram() == "stateDiagram-v2\n    shut --> ajar: open\n    ajar --> shut: shut"


def test_the_table_answers_what_may_happen() -> None:
    assert (DOOR.allows("shut", "open"), DOOR.allows("shut", "shut")) == (True, False)
    assert (DOOR.events_from("ajar"), DOOR.events_from("gone")) == (("shut",), ())


@pytest.mark.django_db
def test_fire_moves_the_row_and_writes_the_changes_with_it() -> None:
    message = OutboxMessageFactory()

    moved = OUTBOX.fire(message, OutboxEvent.START, attempts=1)

    assert moved == ("pending", "sending")
    assert (message.state, message.attempts) == ("sending", 1)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sending", 1)


@pytest.mark.django_db
def test_fire_refuses_a_row_that_somebody_else_moved() -> None:
    message = OutboxMessageFactory()
    OUTBOX.fire(OutboxMessage.objects.get(), OutboxEvent.START)

    with pytest.raises(StaleStateError):
        OUTBOX.fire(message, OutboxEvent.START, attempts=7)

    assert (message.state, OutboxMessage.objects.get().attempts) == ("pending", 0)
