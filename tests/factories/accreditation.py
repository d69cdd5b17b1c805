"""Ways to being accredited, at every step, and what schools were asked."""

import datetime
import uuid

import factory
from factory.django import DjangoModelFactory

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import YEAR, VettingAuthorityFactory
from vetting.models import Accreditation, Observation


class AccreditationFactory(DjangoModelFactory):
    """Begun; `inducted=True`, `observed=True` and `accredited=True` for later on."""

    class Meta:
        model = Accreditation

    class Params:
        inducted = factory.Trait(
            state="inducted",
            inducted_by=factory.SubFactory(UserFactory),
            inducted_on=factory.LazyFunction(lambda: clock.today() - datetime.timedelta(days=30)),
        )
        observed = factory.Trait(inducted=True, state="observed")
        accredited = factory.Trait(
            inducted=True,
            state="accredited",
            kinds=["session"],
            accredited_by=factory.SubFactory(UserFactory),
            accredited_at=factory.LazyFunction(clock.now),
            holds_until=factory.LazyFunction(lambda: clock.today() + YEAR),
            policy=factory.SelfAttribute("authority.policy"),
        )

    person = factory.SubFactory(PersonFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    begun_by = factory.SubFactory(UserFactory)
    begun_at = factory.LazyFunction(clock.now)


class ObservationFactory(DjangoModelFactory):
    """Two questions that a school was asked; `answered=True` for one that says yes twice."""

    class Meta:
        model = Observation

    class Params:
        answered = factory.Trait(
            state="answered",
            learned="yes",
            have_again="yes",
            answered_by=factory.SubFactory(UserFactory),
            answered_at=factory.LazyFunction(clock.now),
        )

    accreditation = factory.SubFactory(AccreditationFactory, inducted=True)
    school = factory.SubFactory(SchoolFactory)
    session = factory.LazyFunction(uuid.uuid4)
    date = factory.LazyFunction(clock.today)
    kind = "session"
    asked_at = factory.LazyFunction(clock.now)
    closes_at = factory.LazyFunction(lambda: clock.now() + datetime.timedelta(days=28))
