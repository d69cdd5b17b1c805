"""What officers say of their own ties, what is kept past its time, and a mail that did not arrive."""

import datetime
from collections.abc import Mapping, Sequence

from dateutil.relativedelta import relativedelta
from django.db import transaction

from core import clock
from core.models import OutboxMessage
from core.outbox_states import OUTBOX, OutboxEvent, OutboxState
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.enums import HoldKind, HoldReason
from vetting.models import Case
from vetting.services.cases.conflicts import declare_conflict, end_conflict
from vetting.services.holds import set_hold

TIED, TIED_ONCE = "Skerne Bridge Engineers", "Drone Map Cumbria"
HELD, UNREACHED = "Quaker Town Barbers", "Railway Street Reporters"


@transaction.atomic
def oversee(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    by_name = {one.provider.name: one for one in listed}
    declare_ties(offices["929"])
    hold(by_name[HELD], offices["929"])
    lose_a_mail(by_name[UNREACHED])


def declare_ties(office: Office) -> None:
    """One that stands, and one that a lead has ended since."""
    with clock.at(clock.now() - datetime.timedelta(days=30)):
        ended = declare_conflict(by=office.second, case=_case_of(TIED_ONCE))
        declare_conflict(by=office.third, case=_case_of(TIED))
    with clock.at(clock.now() - datetime.timedelta(days=3)):
        end_conflict(by=office.third, conflict=ended)


def hold(theirs: Listed, office: Office) -> None:
    set_hold(
        by=office.second,
        authority=office.authority,
        kind=HoldKind.PROVIDER,
        number=theirs.provider.pk,
        reason=HoldReason.COMPLAINT,
        reference="COMP/2026/0041",
        review_on=clock.today() + relativedelta(months=5),
    )


def lose_a_mail(theirs: Listed) -> None:
    """As if the mail server had refused their address: it is among those to ring."""
    theirs_waiting = OutboxMessage.objects.filter(
        recipient=theirs.provider.contact_email, state=OutboxState.PENDING, kind__startswith="vetting."
    )
    mail = theirs_waiting.latest("created_at")
    OUTBOX.fire(mail, OutboxEvent.START, started_at=clock.now(), attempts=10)
    OUTBOX.fire(mail, OutboxEvent.GIVE_UP, finished_at=clock.now(), last_error="SMTPRecipientsRefused: 550 no such user")


def _case_of(provider: str) -> Case:
    return Case.objects.filter(provider__name=provider).latest("submitted_at")
