"""What authorities have with each other: officers lent, statements recognised, alerts; and consent to look-ups."""

import datetime

import factory
from factory.django import DjangoModelFactory

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, ProviderFactory
from tests.factories.vetting import AssuranceStatementFactory, OfficerFactory, VettingAuthorityFactory
from vetting.enums import ClearanceLevel, ConsentScope
from vetting.models import CrossAuthorityAlert, OfficerLoan, Recognition, StatusConsent
from vetting.states.partners import LoanState, RecognitionState


class OfficerLoanFactory(DjangoModelFactory):
    """Asked for, from today for thirty days, of somebody who works for the lender; `accepted=True` for one that runs, with its part."""

    class Meta:
        model = OfficerLoan
        skip_postgeneration_save = True

    class Params:
        accepted = factory.Trait(
            state=LoanState.ACCEPTED,
            answered_by=factory.SubFactory(UserFactory),
            answered_at=factory.LazyFunction(clock.now),
            part=factory.RelatedFactory(
                OfficerFactory,
                factory_related_name="loan",
                user=factory.SelfAttribute("loan.user"),
                authority=factory.SelfAttribute("loan.borrower"),
            ),
        )

    lender = factory.SubFactory(VettingAuthorityFactory)
    borrower = factory.SubFactory(VettingAuthorityFactory)
    user = factory.LazyAttribute(lambda loan: OfficerFactory(authority=loan.lender).user)
    starts_on = factory.LazyFunction(clock.today)
    ends_on = factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=30))
    is_asked = True
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = factory.LazyFunction(clock.now)


class RecognitionFactory(DjangoModelFactory):
    """Confirmed, from today for a hundred days, for teaching at the school and at a host's; `proposed=True` for one that waits."""

    class Meta:
        model = Recognition

    class Params:
        proposed = factory.Trait(state=RecognitionState.PROPOSED, confirmed_by=None, confirmed_at=None)

    statement = factory.SubFactory(AssuranceStatementFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    natures = factory.LazyFunction(lambda: ["teach_train_instruct"])
    settings_allowed = factory.LazyFunction(lambda: ["school_site", "host_site"])
    level = ClearanceLevel.SUPERVISED
    starts_on = factory.LazyFunction(clock.today)
    expires_on = factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=100))
    state = RecognitionState.CONFIRMED
    recognised_by = factory.SubFactory(UserFactory)
    recognised_at = factory.LazyFunction(clock.now)
    confirmed_by = factory.SubFactory(UserFactory)
    confirmed_at = factory.LazyFunction(clock.now)


class CrossAuthorityAlertFactory(DjangoModelFactory):
    class Meta:
        model = CrossAuthorityAlert

    provider = factory.SubFactory(ProviderFactory)
    contact = factory.SubFactory(VettingAuthorityFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    raised_at = factory.LazyFunction(clock.now)


class StatusConsentFactory(DjangoModelFactory):
    class Meta:
        model = StatusConsent

    person = factory.SubFactory(PersonFactory)
    authority = factory.SubFactory(VettingAuthorityFactory)
    scope = ConsentScope.WHILE_LISTED
    given_by = factory.SubFactory(UserFactory)
    given_at = factory.LazyFunction(clock.now)
