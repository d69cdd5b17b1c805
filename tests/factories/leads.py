"""What vetting leads ask for."""

import datetime

import factory
from factory.django import DjangoModelFactory

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory
from tests.factories.vetting import CaseFactory, ClearanceFactory, OfficerFactory, SuspensionFactory, VettingAuthorityFactory
from vetting.enums import AppealGround, OfficerRole, ReferralKind, WaiverReason
from vetting.enums.panels import PanelOutcome
from vetting.models import AdversePanel, Appeal, ReferralPrompt, Waiver
from vetting.states.leads import WaiverState
from vetting.states.panels import PanelState


class WaiverFactory(DjangoModelFactory):
    """Of a person's safeguarding training, proposed; `granted=True` for one that counts. Pass `person=None, provider=…` for another."""

    class Meta:
        model = Waiver

    class Params:
        granted = factory.Trait(
            state=WaiverState.GRANTED,
            decided_by=factory.LazyAttribute(lambda waiver: OfficerFactory(authority=waiver.authority).user),
            decided_at=factory.LazyFunction(clock.now),
        )

    check_type = "SG_TRAINING"
    authority = factory.SubFactory(VettingAuthorityFactory)
    person = factory.SubFactory(PersonFactory)
    reason = WaiverReason.AWAITED
    starts_on = factory.LazyFunction(clock.today)
    expires_on = factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=30))
    proposed_by = factory.LazyAttribute(lambda waiver: OfficerFactory(authority=waiver.authority, role=OfficerRole.LEAD).user)
    proposed_at = factory.LazyFunction(clock.now)


class AppealFactory(DjangoModelFactory):
    """Lodged against a suspension of somebody. Pass `suspension=None, case=…, authority=…` for one against a declined case."""

    class Meta:
        model = Appeal

    suspension = factory.SubFactory(SuspensionFactory)
    authority = factory.LazyAttribute(lambda appeal: appeal.suspension.clearance.authority)
    offer = factory.SubFactory(OfferFactory)
    provider = factory.SelfAttribute("offer.provider")
    ground = AppealGround.FACT_ERROR
    words = "We were not there on that day."
    lodged_by = factory.SubFactory(UserFactory)
    lodged_at = factory.LazyFunction(clock.now)
    decide_by = factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=28))


class ReferralPromptFactory(DjangoModelFactory):
    """Raised by a lead, to be considered, about the adult of a clearance."""

    class Meta:
        model = ReferralPrompt

    clearance = factory.SubFactory(ClearanceFactory)
    authority = factory.SelfAttribute("clearance.authority")
    person = factory.SelfAttribute("clearance.person")
    kind = ReferralKind.DBS
    raised_by = factory.LazyAttribute(lambda prompt: OfficerFactory(authority=prompt.authority, role=OfficerRole.LEAD).user)
    raised_at = factory.LazyFunction(clock.now)


class AdversePanelFactory(DjangoModelFactory):
    """Required about the adult of a case; `held=True` for one that found suitable. Pass `outcome` and `conditions` for another answer."""

    class Meta:
        model = AdversePanel

    class Params:
        held = factory.Trait(state=PanelState.HELD, held_on=factory.LazyFunction(clock.today), members=3, outcome=PanelOutcome.SUITABLE)

    case = factory.SubFactory(CaseFactory)
    authority = factory.SelfAttribute("case.authority")
    person = factory.LazyAttribute(lambda panel: panel.case.version.people.get())
    required_by = factory.LazyAttribute(lambda panel: OfficerFactory(authority=panel.authority, role=OfficerRole.LEAD).user)
    required_on = factory.LazyFunction(clock.today)
