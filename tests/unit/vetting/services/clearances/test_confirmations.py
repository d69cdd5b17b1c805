"""A suspension that nobody has confirmed by the end of the next working day: its authority is told, once, without a name or a ground."""

import pytest
import time_machine

from core.models import OutboxMessage
from core.outbox import decide
from tests.factories.vetting import OfficerFactory, SuspensionFactory
from vetting.enums import OfficerRole
from vetting.models import Suspension
from vetting.services.clearances.confirmations import tell_of_unconfirmed

pytestmark = pytest.mark.django_db
KIND = "vetting.suspension_unconfirmed"


def addresses() -> set[str]:
    return set(OutboxMessage.objects.filter(kind=KIND).values_list("recipient", flat=True))


def test_the_lead_and_the_authority_are_told_once_when_the_next_working_day_is_over() -> None:
    with time_machine.travel("2026-11-06T16:00:00Z", tick=False) as travel:  # a Friday
        suspension = SuspensionFactory(ground="allegation_lado")
        authority = suspension.clearance.authority
        lead = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
        OfficerFactory(authority=authority)
        OfficerFactory(role=OfficerRole.LEAD)
        travel.move_to("2026-11-09T23:00:00Z")
        in_time = tell_of_unconfirmed()
        travel.move_to("2026-11-10T00:30:00Z")
        late = (tell_of_unconfirmed(), tell_of_unconfirmed())
        mail = decide(OutboxMessage.objects.filter(kind=KIND)[0])

    assert (in_time, late, addresses()) == (0, (1, 1), {authority.contact_email, lead.email})
    assert mail is not None
    assert "was to be confirmed by a second officer by the end of the next working day" in mail.text
    person = suspension.clearance.person
    assert person.name not in mail.text
    assert "llegation" not in mail.text
    assert f"/admin/vetting/clearances/inspect/{suspension.clearance_id}/" in mail.text


@pytest.mark.parametrize("field", ["confirmed", "lifted"])
def test_nothing_is_said_of_what_was_confirmed_or_lifted(field: str) -> None:
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False) as travel:
        suspension = SuspensionFactory()
        travel.move_to("2026-11-04T12:00:00Z")
        tell_of_unconfirmed()
        (message,) = OutboxMessage.objects.filter(kind=KIND)
        officer = OfficerFactory().user
        Suspension.objects.filter(pk=suspension.pk).update(**{f"{field}_by": officer, f"{field}_at": suspension.suspended_at})

        assert (decide(message), tell_of_unconfirmed()) == (None, 0)
