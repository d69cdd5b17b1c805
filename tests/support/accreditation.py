"""An adult of an offer that happens more than once, and everybody whom accreditation needs."""

import dataclasses
import datetime
import uuid
from typing import Any

from accounts.models import User
from core import clock
from directory.models import Offer, Person
from schools.models import School
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import PlannedUseFactory, VettingAuthorityFactory, cleared_offer, leader_of
from vetting.models import Accreditation, Observation, VettingAuthority
from vetting.services.accreditation import observations, steps
from vetting.services.officers import appoint_officer


@dataclasses.dataclass(frozen=True)
class Community:
    """Officers of the authority, the provider's member, and somebody of a school; each method is a step through the services."""

    authority: VettingAuthority
    offer: Offer
    person: Person
    first: User
    second: User
    member: User
    teacher: User
    school: School

    def begun(self) -> Accreditation:
        return steps.begin(by=self.first, person=self.person, authority=self.authority)

    def inducted(self) -> Accreditation:
        return steps.record_induction(by=self.first, accreditation=self.begun(), on=clock.today())

    def asked(self, accreditation: Accreditation | None = None, **day: Any) -> list[Observation]:
        """A session took place. Without an accreditation, of one who was inducted today."""
        accreditation = accreditation or self.inducted()
        about = {"person": self.person, "offer": self.offer, "provider": self.offer.provider, "school": self.school} | day
        return observations.ask_about(PlannedUseFactory(session=uuid.uuid4(), **about).session)

    def observed(self, learned: str = "yes", have_again: str = "yes") -> Accreditation:
        (question,) = self.asked()
        observations.answer(by=self.teacher, observation=question, learned=learned, have_again=have_again)
        return Accreditation.objects.get(pk=question.accreditation_id)

    def accredited(self, days: int = 365) -> Accreditation:
        until = clock.today() + datetime.timedelta(days=days)
        return steps.accredit(by=self.second, accreditation=self.observed(), kinds=[self.offer.kind], until=until)


def officer(authority: VettingAuthority) -> User:
    """With the way into the admin."""
    user: User = UserFactory()
    appoint_officer(by=None, user=user, authority=authority, role="officer")
    return user


def community(pattern: str = "occasional", **offer_fields: Any) -> Community:
    authority = offer_fields.pop("authority", None) or VettingAuthorityFactory()
    offer = cleared_offer(authority=authority, version__pattern=pattern, **offer_fields)
    teacher = SchoolMemberFactory()
    return Community(
        authority=authority,
        offer=offer,
        person=leader_of(offer),
        first=officer(authority),
        second=officer(authority),
        member=ProviderMemberFactory(provider=offer.provider).user,
        teacher=teacher.user,
        school=teacher.school,
    )
