"""Mails about appeals name nobody to the authority, and say to the provider what follows and never why."""

import datetime

import pytest
import time_machine
from django.utils.formats import date_format

from core import clock
from core.models import OutboxMessage
from core.outbox import Mail, decide
from directory.services.offers import archive_offer, open_new_version
from tests.factories.vetting import leader_of
from tests.support.appeals import declined, lead_of, lodged, member_of, suspended_offer, withdrawn_offer
from vetting.models import Appeal, Clearance, Suspension
from vetting.queries.appeals.open_to import last_day_against
from vetting.services.appeals.deciding import decide_appeal
from vetting.services.appeals.lodging import withdraw_appeals

pytestmark = pytest.mark.django_db


def mail(kind: str) -> Mail | None:
    return decide(OutboxMessage.objects.filter(kind=f"vetting.{kind}").order_by("pk")[0])


def decided(appeal: Appeal, answer: str) -> str:
    decide_appeal(by=lead_of(appeal.authority), appeal=appeal, answer=answer, message="Ring us.")
    found = mail("appeal_decided")
    assert found is not None
    return found.text


def test_the_authority_is_told_until_when_and_of_nobody() -> None:
    offer = suspended_offer()
    appeal = lodged(offer)
    found = mail("appeal_lodged")
    withdraw_appeals(by=member_of(offer), offer=offer)

    assert found is not None
    assert f"/admin/vetting/appeals/{appeal.pk}/" in found.text
    assert (offer.provider.name in found.text, appeal.words in found.text) == (False, False)
    assert mail("appeal_lodged") is None


@pytest.mark.parametrize(
    ("answer", "what"), [("too_far", "as far as nothing else stands in their way"), ("needed", "The decision stays as it was.")]
)
def test_the_provider_reads_what_follows_of_a_suspension(answer: str, what: str) -> None:
    text = decided(lodged(suspended_offer()), answer)

    assert (what in text, "Ring us." in text) == (True, True)
    assert ("uspen" in text, str(Suspension.objects.get().get_ground_display()) in text) == (False, False)


def test_the_provider_reads_that_the_officers_look_again() -> None:
    assert "with the officers again" in decided(lodged(declined().offer), "step_repeated")


def test_the_provider_reads_that_a_withdrawal_is_looked_at_anew() -> None:
    assert "with the officers again" in decided(lodged(withdrawn_offer()), "too_far")


def test_the_provider_reads_what_to_do_where_nothing_could_be_handed_in_for_it() -> None:
    changing, archived = withdrawn_offer(), withdrawn_offer()
    open_new_version(by=None, offer=changing)
    appeals = [lodged(changing), lodged(archived)]
    archive_offer(by=None, offer=archived)

    assert "Hand your draft in again" in decided(appeals[0], "too_far")
    OutboxMessage.objects.all().delete()
    assert "hand the offer in again whenever you like" in decided(appeals[1], "too_far")


def test_a_withdrawal_is_told_without_why_and_whom_but_with_the_day() -> None:
    offer = withdrawn_offer(suspended=True)
    gone = Clearance.objects.get(person=leader_of(offer))
    found = mail("withdrawn")
    with time_machine.travel(clock.start_of(last_day_against(gone) + datetime.timedelta(days=1)), tick=False):
        later = mail("withdrawn")

    assert found is not None
    assert later is not None
    day = date_format(last_day_against(gone), "j F Y")
    assert (f"you can ask until {day}" in found.text, "you can ask until" in later.text) == (True, False)
    assert "shown as currently unavailable" in found.text
    for secret in ("uspen", "ithdr", leader_of(offer).name, str(Suspension.objects.get().get_ground_display())):
        assert secret not in found.text + found.subject


def test_who_asked_for_it_reads_nothing_of_appeals() -> None:
    withdrawn_offer(at_request=True)
    found = mail("withdrawn")

    assert found is not None
    assert "you can ask until" not in found.text


def test_the_first_mails_say_that_one_can_ask() -> None:
    desk = declined()
    suspended_offer()

    no, unavailable = mail("case_declined"), mail("unavailable")

    assert no is not None
    assert unavailable is not None
    assert f"/offers/{desk.offer.slug}/appeal/" in no.text
    assert "looked at again" in unavailable.text
