"""What schools rely on: whole lists that they accept, and checks that they ask in addition."""

import datetime

import factory
from factory.django import DjangoModelFactory

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import VettingAuthorityFactory
from vetting.enums import ClearanceLevel
from vetting.models import ReliancePolicy, SchoolRequirement

YEAR = datetime.timedelta(days=365)


class ReliancePolicyFactory(DjangoModelFactory):
    """A list that a school accepts for a year from today."""

    class Meta:
        model = ReliancePolicy

    school = factory.SubFactory(SchoolFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    accepts_level_max = ClearanceLevel.UNSUPERVISED
    agreed_by = factory.SubFactory(UserFactory)
    agreed_at = factory.LazyFunction(clock.now)
    starts_on = factory.LazyFunction(clock.today)
    ends_on = factory.LazyFunction(lambda: clock.today() + YEAR)


class SchoolRequirementFactory(DjangoModelFactory):
    class Meta:
        model = SchoolRequirement

    school = factory.SubFactory(SchoolFactory)
    check_type = "EQUALITY"
    reach = "everybody"
    added_by = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(clock.now)
