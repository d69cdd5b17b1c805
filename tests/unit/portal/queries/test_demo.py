import datetime

import pytest
from django.contrib.auth.models import Group

from core import clock
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from portal.queries.demo import OF_EACH, anybody, mails, people_to_be
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import OfficerFactory
from tests.support.vetting import submitted

pytestmark = pytest.mark.django_db


def test_an_empty_demo_offers_nobody() -> None:
    assert people_to_be() == []


def test_the_first_of_each_kind_are_offered() -> None:
    school = SchoolFactory()
    members = [SchoolMemberFactory(school=school, roles=[SchoolRole.RECEPTION]) for _number in range(OF_EACH + 1)]

    groups = people_to_be()

    assert [str(group.label) for group in groups] == ["Stand at a school's front desk"]
    assert [somebody.pk for somebody in groups[0].people] == [member.user_id for member in members[:OF_EACH]]


def test_who_waits_for_officers_with_nothing_on_show_is_offered_apart() -> None:
    waiting, listed = submitted(), submitted()
    OfferFactory(provider=listed.case.provider, listed=True)

    groups = {str(group.label): [one.pk for one in group.people] for group in people_to_be()}

    assert groups["Be vetted for the first time"] == [waiting.member.pk]
    assert groups["Offer something"] == [waiting.member.pk, listed.member.pk]


def test_officers_and_editors_say_for_whom_they_work() -> None:
    officer = OfficerFactory(authority__name="Northumberland")
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    root = UserFactory(is_superuser=True)

    groups = {str(group.label): [(one.pk, one.does) for one in group.people] for group in people_to_be()}

    assert groups == {
        "Vet": [(officer.user_id, f"{officer.get_role_display()}, Northumberland")],
        "Edit pages and run the site": [(editor.pk, "Editors"), (root.pk, "Runs the site")],
    }


def test_nobody_inactive_can_be_been() -> None:
    active, gone = UserFactory(), UserFactory(is_active=False)

    assert (anybody(active.pk), anybody(gone.pk), anybody(0)) == (active, None, None)


def test_mails_leave_out_what_was_dropped_and_what_waits_for_its_day() -> None:
    now = clock.now()
    minute = datetime.timedelta(minutes=1)

    def message(number: int, state: str, due_at: datetime.datetime) -> OutboxMessage:
        finished = None if state == OutboxState.PENDING else due_at
        fields = {"kind": "k", "key": str(number), "recipient": f"p{number}@example.org", "message_id": f"<{number}@x>"}
        return OutboxMessage.objects.create(**fields, state=state, due_at=due_at, created_at=now, finished_at=finished)

    first, second = message(1, OutboxState.SENT, now - 2 * minute), message(2, OutboxState.PENDING, now - minute)
    message(3, OutboxState.DROPPED, now)
    message(4, OutboxState.PENDING, now + minute)

    assert list(mails()) == [second, first]
    assert list(mails("P1@example.org")) == [first]
