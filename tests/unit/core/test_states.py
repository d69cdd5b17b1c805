import pytest

from accounts.models import User
from core.exceptions import IllegalTransitionError
from core.states import Machine

DOOR = Machine("door", {("shut", "open"): "ajar", ("ajar", "shut"): "shut"})


def test_target_follows_the_table() -> None:
    assert DOOR.target("shut", "open") == "ajar"


def test_target_refuses_a_step_that_the_table_lacks() -> None:
    with pytest.raises(IllegalTransitionError):
        DOOR.target("ajar", "open")


def test_diagram_draws_each_row() -> None:
    assert DOOR.diagram() == "stateDiagram-v2\n    shut --> ajar: open\n    ajar --> shut: shut"


@pytest.mark.django_db
def test_users_are_counted_from_nothing() -> None:
    assert User.objects.count() == 0
