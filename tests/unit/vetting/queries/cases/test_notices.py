import datetime

import pytest

from core import clock
from tests.factories.directory import OfferFactory, ProviderPersonFactory, VenueFactory
from tests.factories.vetting import OfficerFactory, PlannedUseFactory
from vetting.enums import OfficerRole
from vetting.models import Officer
from vetting.queries.cases.notices import addresses_of_leads, held_days, leads_of, providers_of
from vetting.queries.clearances.evidence import subject_key

pytestmark = pytest.mark.django_db


def test_a_person_concerns_every_provider_they_teach_for_now() -> None:
    link = ProviderPersonFactory()
    other = ProviderPersonFactory(person=link.person)
    ProviderPersonFactory(person=link.person, left_on=datetime.date(2026, 1, 1))

    assert set(providers_of(subject_key(link.person))) == {link.provider, other.provider}


def test_everything_else_concerns_its_own_provider() -> None:
    offer, venue = OfferFactory(), VenueFactory()

    assert [list(providers_of(subject_key(one))) for one in (offer, offer.provider, venue)] == [
        [offer.provider],
        [offer.provider],
        [venue.provider],
    ]


def test_days_to_come_that_nobody_has_confirmed_are_held() -> None:
    held = PlannedUseFactory(is_confirmed=False)
    PlannedUseFactory(person=held.person, is_confirmed=True)
    PlannedUseFactory(person=held.person, is_confirmed=False, date=clock.today() - datetime.timedelta(days=1))
    PlannedUseFactory(is_confirmed=False)

    assert list(held_days(subject_key(held.person))) == [held]
    assert list(held_days(subject_key(held.offer))) == [held]


def test_the_authority_and_those_who_lead_it_now_are_told_once_each() -> None:
    lead = OfficerFactory(role=OfficerRole.LEAD)
    authority = lead.authority
    OfficerFactory(authority=authority)
    OfficerFactory(role=OfficerRole.LEAD)
    gone = OfficerFactory(authority=authority, role=OfficerRole.LEAD)
    Officer.objects.filter(pk=gone.pk).update(ended_at=clock.now())

    assert (list(leads_of(authority)), list(addresses_of_leads(authority))) == ([lead.user], [authority.contact_email, lead.user.email])
