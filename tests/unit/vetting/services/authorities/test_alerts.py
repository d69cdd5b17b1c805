"""Contact that authority: told to everybody who relies on the provider, without a reason, once."""

import pytest

from core.models import AuditEvent, OutboxMessage
from core.outbox import decide
from directory.models import Offer
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.partners import RecognitionFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import OfficerFactory, SchoolAcceptanceFactory, VettingAuthorityFactory, cleared_offer
from vetting.enums import OfficerRole
from vetting.exceptions import NotAllowedError
from vetting.models import AssuranceStatement, Clearance, CrossAuthorityAlert, Recognition
from vetting.services.authorities.alerts import acknowledge_alert
from vetting.services.clearances.suspensions import reinstate, suspend, withdraw_clearance

pytestmark = pytest.mark.django_db


def relied_on() -> tuple[Offer, Recognition, str]:
    """An offer that one authority cleared, that another recognises, and that a school has accepted; the school's head's address."""
    offer = cleared_offer()
    statement = AssuranceStatement.objects.get()
    head = SchoolMemberFactory(roles=[SchoolRole.APPROVER])
    SchoolMemberFactory(school=head.school, roles=[SchoolRole.COORDINATOR])
    SchoolAcceptanceFactory(school=head.school, statement=statement)
    return offer, RecognitionFactory(statement=statement), head.user.email


def clearance_of(offer: Offer) -> Clearance:
    return Clearance.objects.select_related("authority").get(offer=offer)


def lead_of(clearance: Clearance) -> object:
    return OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD).user


def told() -> list[tuple[str, str]]:
    rows = OutboxMessage.objects.filter(kind="vetting.contact_authority").order_by("pk")
    return [(row.recipient, mail.text) for row in rows if (mail := decide(row))]


@pytest.mark.parametrize("happening", ["suspended", "withdrawn"])
def test_who_recognises_gets_an_alert_and_who_accepted_a_mail_in_the_same_words(happening: str) -> None:
    offer, recognition, head = relied_on()
    clearance = clearance_of(offer)
    by = lead_of(clearance)

    if happening == "suspended":
        suspend(by=by, clearance=clearance, ground="incident_under_review")  # type: ignore[arg-type]  # a user
    else:
        withdraw_clearance(by=by, clearance=clearance)  # type: ignore[arg-type]  # a user

    alert = CrossAuthorityAlert.objects.get()
    assert (alert.provider, alert.contact, alert.authority) == (offer.provider, clearance.authority, recognition.authority)
    mails = told()
    assert sorted(address for address, _text in mails) == sorted([recognition.authority.contact_email, head])
    assert len({text for _address, text in mails}) == 1
    assert f"Please contact {clearance.authority} about {offer.provider.name}" in mails[0][1]
    for word in ("suspen", "withdraw", "incident", "review"):
        assert word not in mails[0][1].lower()


def test_an_authority_that_cleared_the_provider_itself_is_told_too_and_nobody_else() -> None:
    offer, _recognition, _head = relied_on()
    second = VettingAuthorityFactory()
    cleared_offer(authority=second, provider=offer.provider)
    VettingAuthorityFactory()
    RecognitionFactory()
    clearance = clearance_of(offer)

    suspend(by=OfficerFactory(authority=clearance.authority).user, clearance=clearance, ground="police_or_court_matter")

    assert second in [alert.authority for alert in CrossAuthorityAlert.objects.all()]
    assert CrossAuthorityAlert.objects.count() == 2


def test_one_that_stands_is_not_raised_twice_and_one_that_was_seen_to_is() -> None:
    offer, recognition, _head = relied_on()
    clearance = clearance_of(offer)
    lead = lead_of(clearance)
    suspend(by=lead, clearance=clearance, ground="incident_under_review")  # type: ignore[arg-type]  # a user
    withdraw_clearance(by=lead, clearance=clearance)  # type: ignore[arg-type]  # a user
    first = CrossAuthorityAlert.objects.get()
    officer = OfficerFactory(authority=recognition.authority).user

    acknowledge_alert(by=officer, alert=first)
    acknowledge_alert(by=OfficerFactory(authority=recognition.authority).user, alert=first)
    other = Clearance.objects.get(provider=offer.provider)
    suspend(by=OfficerFactory(authority=other.authority).user, clearance=other, ground="police_or_court_matter")

    first.refresh_from_db()
    assert first.acknowledged_by == officer
    assert CrossAuthorityAlert.objects.filter(acknowledged_at=None).count() == 1
    assert AuditEvent.objects.filter(action="alert.acknowledge").count() == 1


def test_nothing_is_said_once_it_is_in_force_again() -> None:
    offer, _recognition, _head = relied_on()
    clearance = clearance_of(offer)
    lead = lead_of(clearance)
    suspend(by=lead, clearance=clearance, ground="incident_under_review")  # type: ignore[arg-type]  # a user
    before = len(told())
    clearance.refresh_from_db()

    reinstate(by=lead_of(clearance), clearance=clearance)  # type: ignore[arg-type]  # a user

    assert (before, told()) == (2, [])


def test_only_officers_of_the_authority_that_was_told_acknowledge() -> None:
    offer, recognition, _head = relied_on()
    clearance = clearance_of(offer)
    by = OfficerFactory(authority=clearance.authority).user
    suspend(by=by, clearance=clearance, ground="police_or_court_matter")
    alert = CrossAuthorityAlert.objects.get()

    for user in (by, UserFactory(is_superuser=True), OfficerFactory(authority=recognition.authority, role=OfficerRole.AUDITOR).user):
        with pytest.raises(NotAllowedError):
            acknowledge_alert(by=user, alert=alert)
