import datetime

import pytest
import time_machine

from accounts.models import User
from core.services.audit import record
from tests.factories.accounts import UserFactory

NOON = datetime.datetime(2027, 1, 13, 12, tzinfo=datetime.UTC)


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_an_event_tells_who_did_what_to_what_by_plain_ids() -> None:
    user: User = UserFactory()

    event = record(
        "user.rename", user, by=user, role="administrator", acting_for="school:1", changed={"last_name", "first_name"}, reason="typo"
    )

    event.refresh_from_db()
    assert (event.at, event.actor_id, event.actor_role, event.acting_for) == (NOON, user.pk, "administrator", "school:1")
    assert (event.action, event.object_type, event.object_id) == ("user.rename", "accounts.user", str(user.pk))
    assert (event.changed_fields, event.reason_code, event.details) == (["first_name", "last_name"], "typo", {})


@pytest.mark.django_db
def test_the_system_acts_without_a_name() -> None:
    event = record("user.expire", UserFactory(), by=None, details={"days": 30})

    assert (event.actor_id, event.details) == (None, {"days": 30})


@pytest.mark.django_db(transaction=True)
def test_an_event_is_written_only_in_a_transaction() -> None:
    user = UserFactory()

    with pytest.raises(RuntimeError, match="in the transaction of what it records"):
        record("user.rename", user, by=None)
