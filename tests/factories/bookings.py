"""Bookings. `Scene` is a school that may book and an offer that is cleared; its methods go through the services, as people do."""

import dataclasses
import datetime
import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from bookings.enums import Party, PartyAnswer
from bookings.models import (
    AnswerLink,
    Booking,
    CalendarFeed,
    Confirmation,
    Message,
    ProviderInvitation,
    Session,
    SessionGroup,
    SessionPerson,
    Substitution,
)
from bookings.queries.drafts import fingerprint
from bookings.services.answers import answer_for_provider, answer_for_school
from bookings.services.drafts import save_draft, start_request
from bookings.services.requests import request_booking
from core import clock
from directory.models import Offer, ProviderMember
from schools.enums import SchoolRole
from schools.models import PupilGroup, School
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.factories.schools import CalendarFactory, PupilGroupFactory, SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import cleared_offer

# A Sunday in November 2026; the spring term of the example calendar lies ahead, with half-term from 15 to 19 February.
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=clock.LONDON)
SPRING = tuple(datetime.date(2027, 1, 6) + datetime.timedelta(weeks=week) for week in range(12))
HALF_TERM = datetime.date(2027, 2, 17)


class BookingFactory(DjangoModelFactory):
    """A draft, unless told otherwise: it holds no time and counts no day, so use a Scene where that matters."""

    class Meta:
        model = Booking

    reference = factory.Sequence(lambda number: f"J-T{number:05}")
    school = factory.SubFactory(SchoolFactory)
    offer = factory.SubFactory(OfferFactory, listed=True)
    provider = factory.SelfAttribute("offer.provider")
    version = factory.SelfAttribute("offer.approved_version")
    supervision = "school_staff_present"
    requested_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    created_at = factory.LazyFunction(clock.now)
    saved_at = factory.LazyFunction(clock.now)


class ConfirmationFactory(DjangoModelFactory):
    class Meta:
        model = Confirmation

    booking = factory.SubFactory(BookingFactory)
    party = Party.PROVIDER
    answer = PartyAnswer.YES
    by_email = "growers@example.org"
    at = factory.LazyFunction(clock.now)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    booking = factory.SubFactory(BookingFactory)
    author = factory.SubFactory("tests.factories.accounts.UserFactory")
    text = "Who drives the minibus?"
    written_at = factory.LazyFunction(clock.now)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    booking = factory.SubFactory(BookingFactory)
    date = SPRING[0]
    starts = datetime.time(13, 15)
    ends = datetime.time(15, 15)
    changed_at = factory.LazyFunction(clock.now)


class SessionPersonFactory(DjangoModelFactory):
    class Meta:
        model = SessionPerson

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory("tests.factories.directory.PersonFactory")
    supervision = "school_staff_present"


class SubstitutionFactory(DjangoModelFactory):
    """Proposed by the school, of somebody who need not be cleared."""

    class Meta:
        model = Substitution

    session = factory.SubFactory(SessionFactory)
    leaves = factory.SubFactory("tests.factories.directory.PersonFactory")
    comes = factory.SubFactory("tests.factories.directory.PersonFactory")
    proposed_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    proposed_by_party = Party.SCHOOL
    proposed_at = factory.LazyFunction(clock.now)


class SessionGroupFactory(DjangoModelFactory):
    class Meta:
        model = SessionGroup

    session = factory.SubFactory(SessionFactory)
    group = factory.SubFactory(PupilGroupFactory)
    pupils = 24


class AnswerLinkFactory(DjangoModelFactory):
    class Meta:
        model = AnswerLink

    booking = factory.SubFactory(BookingFactory)
    party = Party.PROVIDER
    email = "growers@example.org"
    token_hash = factory.Sequence("{:064x}".format)
    expires_at = factory.LazyFunction(lambda: clock.now() + datetime.timedelta(days=5))
    created_at = factory.LazyFunction(clock.now)


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    school = factory.SubFactory(SchoolFactory)
    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    token_hash = factory.Sequence("{:064x}".format)
    created_at = factory.LazyFunction(clock.now)


class ProviderInvitationFactory(DjangoModelFactory):
    class Meta:
        model = ProviderInvitation

    school = factory.SubFactory(SchoolFactory)
    email = factory.Sequence("baker{}@example.org".format)
    their_name = "Hannah"
    wanted_title = "Bread for Year 6"
    token_hash = factory.Sequence("{:064x}".format)
    invited_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    invited_at = factory.LazyFunction(clock.now)
    expires_at = factory.LazyFunction(lambda: clock.now() + datetime.timedelta(days=30))


@dataclasses.dataclass
class Scene:
    """A school with a coordinator, a head, a group of 24 in Year 6 and the example calendar; an offer with somebody who answers for it."""

    school: School
    coordinator: User
    head: User
    group: PupilGroup
    offer: Offer
    member: ProviderMember

    def draft(self, *dates: datetime.date, **typed: Any) -> Booking:
        """A whole draft for these dates."""
        booking = start_request(by=self.coordinator, school=self.school, offer=self.offer)
        filled = {"group": self.group.pk, "pupils": self.group.size, "dates": list(dates or SPRING[:1]), "adults": 2} | typed
        return save_draft(by=self.coordinator, booking=booking, **filled)

    def ask(self, *dates: datetime.date, **typed: Any) -> Booking:
        booking = self.draft(*dates, **typed)
        version = self.offer.approved_version
        assert version is not None
        seen = fingerprint(booking, version)
        return request_booking(by=self.coordinator, booking=booking, submission_key=uuid.uuid4(), seen=seen)

    def provider_says(self, booking: Booking, answer: str = "yes", **more: Any) -> Booking:
        return answer_for_provider(booking=booking, answer=answer, by=self.member.user, **more)

    def head_says(self, booking: Booking, answer: str = "yes", **more: Any) -> Booking:
        return answer_for_school(by=self.head, booking=booking, answer=answer, **({"accepts_assurance": True} | more))

    def confirmed(self, *dates: datetime.date, **typed: Any) -> Booking:
        booking = self.ask(*dates, **typed)
        self.provider_says(booking)
        return self.head_says(booking)


def make_scene(*, offer: Offer | None = None, **offer_fields: Any) -> Scene:
    """A scene about this offer, or about a new cleared one with these fields."""
    school = SchoolFactory()
    CalendarFactory(authority=school.authority)
    offer = offer or cleared_offer(**offer_fields)
    member = ProviderMember.objects.filter(provider=offer.provider).first() or ProviderMemberFactory(provider=offer.provider)
    return Scene(
        school=school,
        coordinator=SchoolMemberFactory(school=school).user,
        head=SchoolMemberFactory(school=school, roles=[SchoolRole.APPROVER], job_title="Head").user,
        group=PupilGroupFactory(school=school, label="Sunflower class", size=24),  # long enough that no token holds it by chance
        offer=offer,
        member=member,
    )
