"""Schools, who acts for them, their calendars and groups."""

import datetime
from collections.abc import Sequence
from typing import Any

import factory

from core import clock
from schools.enums import DayPart, NonTeachingKind, SchoolRole
from schools.models import (
    AcademicYear,
    Authority,
    Calendar,
    JoinRequest,
    MemberInvitation,
    MemberRole,
    NonTeachingDay,
    PupilGroup,
    RegisterImport,
    School,
    SchoolMember,
    Term,
)
from tests.factories.accounts import UserFactory

# 190 days of teaching in 2026-27, half-terms between the blocks of a term; Easter is on 28 March 2027.
BLOCKS_2026_27 = (
    ("autumn_1", datetime.date(2026, 9, 1), datetime.date(2026, 10, 23)),
    ("autumn_2", datetime.date(2026, 11, 2), datetime.date(2026, 12, 18)),
    ("spring_1", datetime.date(2027, 1, 4), datetime.date(2027, 2, 12)),
    ("spring_2", datetime.date(2027, 2, 22), datetime.date(2027, 3, 25)),
    ("summer_1", datetime.date(2027, 4, 12), datetime.date(2027, 5, 28)),
    ("summer_2", datetime.date(2027, 6, 7), datetime.date(2027, 7, 21)),
)


class AuthorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authority

    code = factory.Sequence(lambda number: f"{100 + number % 900}")
    name = factory.Sequence(lambda number: f"Northshire {number}")


class SchoolFactory(factory.django.DjangoModelFactory):
    """An open primary school in Cramlington."""

    class Meta:
        model = School

    urn = factory.Sequence(lambda number: f"{500_000 + number}")
    name = factory.Sequence(lambda number: f"Burnside Primary School {number}")
    authority = factory.SubFactory(AuthorityFactory)
    type_name = "Community school"
    phase = "Primary"
    status = "Open"
    low_age = 3
    high_age = 11
    street = "Langdale Drive"
    town = "Cramlington"
    postcode = "NE23 8EH"
    latitude = 55.0852
    longitude = -1.6071


class SchoolMemberFactory(factory.django.DjangoModelFactory):
    """`roles` names what the member may do: a coordinator unless said otherwise."""

    class Meta:
        model = SchoolMember
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    user = factory.SubFactory(UserFactory)
    job_title = "Enrichment lead"
    joined_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def roles(member: SchoolMember, create: bool, extracted: Sequence[str] | None, **kwargs: Any) -> None:  # noqa: N805  # factory_boy hands over the object
        names = (SchoolRole.COORDINATOR,) if extracted is None else extracted
        if create:
            for name in names:
                MemberRoleFactory(member=member, role=name)


class MemberRoleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MemberRole

    member = factory.SubFactory(SchoolMemberFactory, roles=())
    role = SchoolRole.COORDINATOR
    holder = factory.SelfAttribute("member.user")
    granted_at = factory.LazyFunction(clock.now)


class PupilGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PupilGroup

    school = factory.SubFactory(SchoolFactory)
    label = factory.Sequence(lambda number: f"6{number}")
    years = [6]
    size = 24


class AcademicYearFactory(factory.django.DjangoModelFactory):
    """`AcademicYearFactory(first=2026)` is 2026-27."""

    class Meta:
        model = AcademicYear
        django_get_or_create = ("code",)

    class Params:
        first = 2026

    code = factory.LazyAttribute(lambda year: f"{year.first}-{(year.first + 1) % 100:02}")
    starts_on = factory.LazyAttribute(lambda year: datetime.date(year.first, 9, 1))
    ends_on = factory.LazyAttribute(lambda year: datetime.date(year.first + 1, 8, 31))


class CalendarFactory(factory.django.DjangoModelFactory):
    """The year 2026-27 of an authority in six blocks, with its bank holiday in term; name a `school` for one of its own.

    `blocks` replaces the terms ((code, first day, last day), …); () leaves them out.
    """

    class Meta:
        model = Calendar
        skip_postgeneration_save = True

    year = factory.SubFactory(AcademicYearFactory)
    school = None
    authority = factory.Maybe("school", None, factory.SubFactory(AuthorityFactory))

    @factory.post_generation
    def blocks(calendar: Calendar, create: bool, extracted: Sequence[Any] | None, **kwargs: Any) -> None:  # noqa: N805  # factory_boy hands over the object
        if not create:
            return
        for code, first, last in BLOCKS_2026_27 if extracted is None else extracted:
            TermFactory(calendar=calendar, code=code, starts_on=first, ends_on=last)
        if extracted is None:
            NonTeachingDayFactory(
                calendar=calendar,
                date=datetime.date(2027, 5, 3),
                kind=NonTeachingKind.BANK_HOLIDAY,
                label="Early May bank holiday",
            )


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    calendar = factory.SubFactory(CalendarFactory, blocks=())
    code = "autumn_1"
    starts_on = datetime.date(2026, 9, 1)
    ends_on = datetime.date(2026, 10, 23)


class NonTeachingDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NonTeachingDay

    calendar = factory.SubFactory(CalendarFactory)
    date = datetime.date(2026, 9, 1)
    kind = NonTeachingKind.INSET
    part = DayPart.ALL


class JoinRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JoinRequest

    school = factory.SubFactory(SchoolFactory)
    user = factory.SubFactory(UserFactory)
    job_title = "Business manager"
    wants_roles = [SchoolRole.COORDINATOR]
    asked_at = factory.LazyFunction(clock.now)


class MemberInvitationFactory(factory.django.DjangoModelFactory):
    """`token_hash` is of no token: tests of accepting make theirs through the service."""

    class Meta:
        model = MemberInvitation

    school = factory.SubFactory(SchoolFactory)
    email = factory.Sequence(lambda number: f"invited{number}@example.org")
    roles = [SchoolRole.COORDINATOR]
    token_hash = factory.Sequence(lambda number: f"{number:064x}")
    invited_by = factory.SubFactory(UserFactory)
    invited_at = factory.LazyFunction(clock.now)
    expires_at = factory.LazyAttribute(lambda invitation: invitation.invited_at + datetime.timedelta(days=14))


class RegisterImportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RegisterImport

    file_name = "edubasealldata20261122.csv"
    file_hash = factory.Sequence(lambda number: f"{number:064x}")
    started_at = factory.LazyFunction(clock.now)
