"""The demo shows adults at every step of the way to being accredited."""

import uuid

import pytest

from portal.demo import accredited
from portal.demo.listing import Listed
from portal.demo.schools import Office, Staff
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import PlannedUseFactory, VettingAuthorityFactory
from tests.support.accreditation import Community, community
from vetting.models import Accreditation, Observation
from vetting.services.accreditation.observations import ask_about

pytestmark = pytest.mark.django_db


def listed(here: Community) -> Listed:
    return Listed(here.offer.provider, here.member, (here.person,), (here.offer,))


def test_adults_stand_at_every_step() -> None:
    authority = VettingAuthorityFactory()
    seen = [community(authority=authority, version__title=title) for title in accredited.SEEN[:3]]
    others = [community(authority=authority) for _number in range(3)]
    office = Office(authority, seen[0].first, seen[0].second, seen[0].second)

    accredited.begin_all([listed(one) for one in (*seen, *others)], [office])
    staff = SchoolMemberFactory()
    for one in seen:
        day = PlannedUseFactory(session=uuid.uuid4(), person=one.person, offer=one.offer, provider=one.offer.provider, school=staff.school)
        ask_about(day.session)
    accredited.answer_some([Staff(staff.school, staff.user, staff.user, ())], {authority.pk: office})

    states = sorted((one.state, one.declared_at is not None) for one in Accreditation.objects.all())
    assert states == [("accredited", False), ("begun", False), ("begun", True), ("inducted", False), ("observed", False)]
    assert sorted(Observation.objects.values_list("state", flat=True)) == ["answered", "answered", "asked"]
