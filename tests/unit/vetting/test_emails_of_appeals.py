"""Mails about appeals name nobody to the authority, and say to the provider what follows and never why."""

import pytest

from core.models import OutboxMessage
from core.outbox import Mail, decide
from tests.support.appeals import declined, lead_of, lodged, member_of, suspended_offer
from vetting.models import Appeal, Suspension
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


def test_the_first_mails_say_that_one_can_ask() -> None:
    desk = declined()
    suspended_offer()

    no, unavailable = mail("case_declined"), mail("unavailable")

    assert no is not None
    assert unavailable is not None
    assert f"/offers/{desk.offer.slug}/appeal/" in no.text
    assert "looked at again" in unavailable.text
