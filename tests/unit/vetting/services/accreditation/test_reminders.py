"""One mail before an accreditation ends, decided when it is sent."""

import datetime
from collections.abc import Callable

import pytest
import time_machine

from core import clock
from core.models import OutboxMessage
from core.outbox import Mail, decide
from tests.factories.accounts import UserFactory
from tests.factories.accreditation import ObservationFactory
from tests.factories.vetting import ClearanceFactory, PolicyFactory, VettingAuthorityFactory, shipped_policy
from tests.support.accreditation import Community, community
from vetting.models import Accreditation
from vetting.services.accreditation import steps
from vetting.services.accreditation.reminders import remind_of_accreditations

pytestmark = pytest.mark.django_db


def messages() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="vetting.accreditation_ends").order_by("pk"))


def reminded(here: Community, held: Accreditation) -> Mail | None:
    """What the mail says that was posted for an accreditation near its end."""
    remind_of_accreditations()
    (message,) = messages()
    return decide(message)


def test_the_adult_and_their_provider_are_told_once_sixty_days_before() -> None:
    here = community()
    here.person.user = UserFactory()
    here.person.save()
    held = here.accredited(days=61)
    assert remind_of_accreditations() == 0

    with time_machine.travel(clock.now() + datetime.timedelta(days=1), tick=False):
        counts = [remind_of_accreditations(), remind_of_accreditations()]
        mail = decide(messages()[0])

    assert counts == [1, 1]
    assert [one.recipient for one in messages()] == [here.person.user.email, here.offer.provider.contact_email]
    assert mail is not None
    assert held.holds_until is not None
    assert mail.subject == f"{here.person.name}: accreditation ends on {held.holds_until:%-d %B %Y}"
    assert "Your listing and your bookings don't hang on it." in " ".join(mail.text.split())


def test_the_policys_own_number_counts() -> None:
    numbers = [row | ({"value": 10} if row["key"] == "ACCREDITATION_REMIND_DAYS" else {}) for row in shipped_policy()["constants"]]
    here = community()
    here.accredited(days=30)
    here.authority.policy = PolicyFactory(version="ten", content=shipped_policy() | {"constants": numbers})
    here.authority.save()

    assert remind_of_accreditations() == 0


def lengthened(here: Community, held: Accreditation) -> None:
    Accreditation.objects.filter(pk=held.pk).update(holds_until=clock.today() + datetime.timedelta(days=50))


def withdrawn(here: Community, held: Accreditation) -> None:
    steps.withdraw(by=here.first, accreditation=held)


def answered(here: Community, held: Accreditation) -> None:
    ObservationFactory(accreditation=held, answered=True, answered_at=clock.now() + datetime.timedelta(seconds=1))


def suspended_elsewhere(here: Community, held: Accreditation) -> None:
    ClearanceFactory(person=here.person, authority=VettingAuthorityFactory(), state="suspended")


@pytest.mark.parametrize("meanwhile", [lengthened, withdrawn, answered, suspended_elsewhere])
def test_what_changed_meanwhile_is_not_said(meanwhile: Callable[[Community, Accreditation], None]) -> None:
    here = community()
    held = here.accredited(days=40)
    assert reminded(here, held) is not None

    meanwhile(here, held)

    assert decide(messages()[0]) is None
