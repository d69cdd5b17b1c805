"""A concern on its way: what is kept of it, who is told, and that nothing of it reaches the provider."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from core import clock
from core.models import AuditEvent, OutboxMessage
from core.outbox import decide
from tests.factories.directory import ProviderMemberFactory, ProviderPersonFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import ClearanceFactory, ConcernFactory, OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.exceptions import ConcernError, FourEyesError, NotAllowedError
from vetting.models import Concern
from vetting.services.concerns.concerns import Telling, acknowledge, close, raise_as_officer, raise_for_school, record_looking

pytestmark = pytest.mark.django_db


def telling(**changes: Any) -> Telling:
    said: dict[str, Any] = {"route": "lado", "told_at": clock.now(), "reference": "lado/2026/0173", "asks_suspension": True}
    return Telling(**said | changes)


def test_a_school_passes_on_whom_it_told_and_leads_get_a_mail_that_names_nothing() -> None:
    member, link, authority = SchoolMemberFactory(), ProviderPersonFactory(), VettingAuthorityFactory()
    lead = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    OfficerFactory(authority=authority)
    ClearanceFactory(authority=authority, person=link.person)

    (concern,) = raise_for_school(by=member.user, school=member.school, provider=link.provider, person=link.person, telling=telling())

    assert (concern.authority, concern.school, concern.person, concern.state) == (authority, member.school, link.person, "raised")
    assert (concern.reference, concern.asks_suspension, concern.raised_by) == ("LADO/2026/0173", True, member.user)
    message = OutboxMessage.objects.get()
    assert (message.kind, message.recipient) == ("vetting.board", lead.email)
    mail = decide(message)
    assert mail is not None
    words = f"{mail.subject} {mail.text.split('http')[0]}"
    assert not [word for word in ("oncern", "LADO", link.provider.name, link.person.name, member.school.name) if word in words]
    acknowledge(by=lead, concern=concern)
    assert decide(message) is None


def test_there_is_no_field_for_a_story() -> None:
    texts = {
        field.name: field.max_length for field in Concern._meta.get_fields() if isinstance(field, (models.CharField, models.TextField))
    }

    assert texts == {"state": 12, "route": 12, "reference": 20, "outcome": 12}


def test_the_database_refuses_a_story_in_the_reference() -> None:
    with pytest.raises(IntegrityError, match="vetting_concern_no_narrative"), transaction.atomic():
        ConcernFactory(reference="he hit a boy")


def test_a_time_to_come_and_a_story_are_refused_with_their_field() -> None:
    officer, provider = OfficerFactory(), ProviderPersonFactory().provider
    ahead = clock.now() + datetime.timedelta(hours=1)

    for changes, field in (({"told_at": ahead}, "told_at"), ({"reference": "he hit a boy"}, "reference")):
        with pytest.raises(ConcernError) as refusal:
            raise_as_officer(by=officer.user, authority=officer.authority, provider=provider, person=None, telling=telling(**changes))
        assert refusal.value.field == field
    assert not Concern.objects.exists()


def test_a_stranger_to_the_school_passes_nothing_on_for_it_and_where_nobody_vets_it_says_whom_to_ring() -> None:
    member = SchoolMemberFactory()
    nowhere = {"latitude": None, "longitude": None, "home_authority": None}
    provider = ProviderPersonFactory(**{f"provider__{name}": value for name, value in nowhere.items()}).provider

    with pytest.raises(NotAllowedError):
        raise_for_school(by=SchoolMemberFactory().user, school=member.school, provider=provider, person=None, telling=telling())
    with pytest.raises(ConcernError, match="Ring the LADO of your council"):
        raise_for_school(by=member.user, school=member.school, provider=provider, person=None, telling=telling())


def test_an_officer_of_elsewhere_or_of_the_provider_raises_none() -> None:
    officer = OfficerFactory()
    member = ProviderMemberFactory(user=officer.user)

    with pytest.raises(FourEyesError):
        raise_as_officer(by=officer.user, authority=officer.authority, provider=member.provider, person=None, telling=telling())
    with pytest.raises(NotAllowedError):
        raise_as_officer(by=OfficerFactory().user, authority=officer.authority, provider=member.provider, person=None, telling=telling())


def test_an_officer_takes_it_and_closes_it_with_a_code_and_each_step_and_look_is_logged() -> None:
    concern = ConcernFactory()
    officer = OfficerFactory(authority=concern.authority).user

    record_looking(by=officer, concern=concern)
    taken = acknowledge(by=officer, concern=concern)
    closed = close(by=officer, concern=taken, outcome="with_others")

    assert (taken.acknowledged_by, closed.closed_by, closed.outcome, closed.state) == (officer, officer, "with_others", "closed")
    log = AuditEvent.objects.filter(object_type="vetting.concern").order_by("pk").values_list("action", "reason_code", "details")
    assert list(log) == [("concern.read", "", {}), ("concern.acknowledge", "", {}), ("concern.close", "with_others", {})]


def test_whoever_may_not_see_it_neither_takes_nor_closes_it() -> None:
    concern = ConcernFactory()
    close_to_it = OfficerFactory(authority=concern.authority).user
    ProviderMemberFactory(provider=concern.provider, user=close_to_it)

    for user in (close_to_it, OfficerFactory().user, concern.raised_by):
        with pytest.raises(NotAllowedError):
            acknowledge(by=user, concern=concern)
        with pytest.raises(NotAllowedError):
            close(by=user, concern=concern, outcome="mistaken")
