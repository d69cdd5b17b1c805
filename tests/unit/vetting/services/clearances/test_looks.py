import datetime

import pytest
import time_machine

from core import clock
from core.models import OutboxMessage
from core.outbox import decide
from tests.factories.partners import StatusConsentFactory
from tests.factories.vetting import CheckFactory, ClearanceFactory, VettingAuthorityFactory
from vetting.models import Check
from vetting.services.clearances.looks import remind_of_looks

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 11, 23, 3, tzinfo=clock.LONDON)


def test_an_authority_is_told_once_a_week_while_there_are_any() -> None:
    with time_machine.travel(MONDAY) as traveller:
        authority = VettingAuthorityFactory()
        VettingAuthorityFactory()
        about = {"authority": authority, "person": ClearanceFactory(authority=authority).person, "verified": True}
        StatusConsentFactory(person=about["person"], authority=authority)
        CheckFactory(**about, check_type="DBS_ENH", details={"on_update_service": True})
        CheckFactory(
            **about,
            check_type="DBS_STATUS",
            performed_on=clock.today() - datetime.timedelta(days=330),
            expires_on=clock.today() + datetime.timedelta(days=35),
            details={"consent_scope": "while_listed"},
        )

        assert (remind_of_looks(), remind_of_looks()) == (1, 1)
        message = OutboxMessage.objects.get(kind="vetting.looks_due")
        mail = decide(message)
        assert mail is not None
        assert (message.recipient, mail.subject) == (authority.contact_email, "1 DBS status is due to be looked up")

        traveller.shift(datetime.timedelta(days=7))
        remind_of_looks()
        assert OutboxMessage.objects.filter(kind="vetting.looks_due").count() == 2
        Check.objects.all().delete()
        assert decide(message) is None
