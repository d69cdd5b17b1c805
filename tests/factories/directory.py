"""Providers, people, places, offers and their diaries. `OfferFactory(listed=True)` is on show; without it, a draft."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory
from psycopg.types.range import TimestamptzRange

from core import clock
from directory.enums import Answer, EditorPage, EngagementBasis, OfferKind, Pattern, PriceBasis, ProviderKind, Setting
from directory.models import (
    AvailabilityException,
    AvailabilityWindow,
    Claim,
    Offer,
    OfferPhoto,
    OfferVersion,
    Person,
    Provider,
    ProviderMember,
    ProviderPerson,
    Space,
    Venue,
    VenueAccess,
)
from directory.states import OfferState, VersionState
from schools.enums import EnrichmentCategory, Subject, YearGroup

CRAMLINGTON = (55.0869, -1.5857)  # the middle of the town: NE23 districts lie round it
WEDNESDAY = 2


class ProviderFactory(DjangoModelFactory):
    class Meta:
        model = Provider
        skip_postgeneration_save = True

    slug = factory.Sequence("burn-allotments-{}".format)
    name = factory.Sequence("Burn Allotments {}".format)
    kinds = factory.List([ProviderKind.CBT_ORGANISATION])
    summary = "Growers who teach."
    contact_email = factory.Sequence("growers{}@example.org".format)
    postcode = "NE23 6QW"
    latitude, longitude = CRAMLINGTON
    point_precision = "exact"
    created_at = factory.LazyFunction(clock.now)


class ProviderMemberFactory(DjangoModelFactory):
    class Meta:
        model = ProviderMember

    provider = factory.SubFactory(ProviderFactory)
    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    joined_at = factory.LazyFunction(clock.now)


class PersonFactory(DjangoModelFactory):
    """With `open_all_week=True`, open to bookings from 8 to 18 on every day of the week."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    class Params:
        open_all_week = factory.Trait(
            windows=factory.PostGeneration(
                lambda person, create, _: [AvailabilityWindowFactory(person=person, weekday=day) for day in range(7)]
            )
        )

    name = factory.Sequence("Rosa Brown {}".format)
    public_name = factory.Sequence("Rosa {}, gardener".format)
    created_at = factory.LazyFunction(clock.now)


class ProviderPersonFactory(DjangoModelFactory):
    class Meta:
        model = ProviderPerson

    provider = factory.SubFactory(ProviderFactory)
    person = factory.SubFactory(PersonFactory)
    role_title = "Gardener"
    engagement = EngagementBasis.VOLUNTEER


class VenueFactory(DjangoModelFactory):
    """Of a provider; pass `provider=None, school=…` for a school's own."""

    class Meta:
        model = Venue

    provider = factory.SubFactory(ProviderFactory)
    name = factory.Sequence("Burnside allotments {}".format)
    street = "Burnside"
    town = "Cramlington"
    postcode = "NE23 6QW"
    latitude, longitude = CRAMLINGTON


class VenueAccessFactory(DjangoModelFactory):
    class Meta:
        model = VenueAccess

    venue = factory.SubFactory(VenueFactory)
    feature = "step_free_entrance"
    answer = Answer.YES


class SpaceFactory(DjangoModelFactory):
    class Meta:
        model = Space

    venue = factory.SubFactory(VenueFactory)
    name = factory.Sequence("Plot {}".format)
    capacity = 30


class OfferVersionFactory(DjangoModelFactory):
    """One more version of an offer: pass `offer` and a `number` that it does not have yet."""

    class Meta:
        model = OfferVersion
        skip_postgeneration_save = True

    offer = factory.SubFactory("tests.factories.directory.OfferFactory")
    number = factory.LazyAttribute(lambda version: version.offer.versions.count() + 1)
    state = VersionState.DRAFT
    title = "Grow your lunch"
    summary = "Sow, tend and eat a salad in six weeks."
    description = "Pupils dig, sow, water, and eat what comes up."
    subjects = factory.List([Subject.SCIENCE])
    categories = factory.List([EnrichmentCategory.NATURE_OUTDOOR_ADVENTURE])
    motif = "growing"
    year_from = YearGroup.Y3
    year_to = YearGroup.Y6
    group_min = 4
    group_ideal = 12
    group_max = 30
    pattern = Pattern.WEEKLY
    setting = Setting.SCHOOL_SITE
    minutes = 120
    price_basis = PriceBasis.FREE
    adjustments = factory.Dict({"visual_timetable": {"offered": "yes", "days": None, "note": ""}})
    travel_miles = 10
    answered = factory.List(EditorPage.values)
    created_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def people(version: OfferVersion, create: bool, extracted: list[Person] | None, **kwargs: Any) -> None:  # noqa: N805  # factory_boy's way
        """The people given; else one who is open all week and belongs to the provider."""
        if extracted is None:
            person = PersonFactory(open_all_week=True)
            ProviderPersonFactory(provider=version.offer.provider, person=person)
            extracted = [person]
        version.people.set(extracted)


class OfferFactory(DjangoModelFactory):
    """An offer with its first version, whose fields are `version__title="…"`, `version__people=[…]` and so on.

    The version's state follows the offer's: approved for a listed or paused offer, in review for one in review.
    """

    class Meta:
        model = Offer
        skip_postgeneration_save = True

    class Params:
        listed = factory.Trait(
            state=OfferState.LISTED,
            assured_until=factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=365)),
            assured_by="Cramlington Learning Partnership",
            first_listed_at=factory.LazyFunction(clock.now),
        )

    provider = factory.SubFactory(ProviderFactory)
    slug = factory.Sequence("grow-your-lunch-{}".format)
    kind = OfferKind.SESSION
    created_at = factory.LazyFunction(clock.now)
    updated_at = factory.LazyFunction(clock.now)
    version = factory.Dict({})

    @classmethod
    def _create(cls, model_class: type[Offer], *args: Any, **kwargs: Any) -> Offer:
        version_fields = kwargs.pop("version")
        state = kwargs.pop("state", OfferState.DRAFT)
        shown = state in {OfferState.LISTED, OfferState.PAUSED}
        if shown:
            kwargs.setdefault("first_listed_at", clock.now())
        if kwargs.get("kind") == OfferKind.WORK_EXPERIENCE:
            version_fields = {"year_from": 10, "year_to": 11} | version_fields
        offer = model_class.objects.create(**kwargs)
        version_state = VersionState.APPROVED if shown else VersionState.IN_REVIEW if state == OfferState.IN_REVIEW else VersionState.DRAFT
        approved_at = kwargs.get("first_listed_at") if shown else None
        version = OfferVersionFactory(offer=offer, **({"state": version_state, "number": 1, "approved_at": approved_at} | version_fields))
        offer.state = state
        offer.approved_version = version if shown else None
        offer.save(update_fields=["state", "approved_version"])
        return offer


class OfferPhotoFactory(DjangoModelFactory):
    class Meta:
        model = OfferPhoto

    offer = factory.SubFactory(OfferFactory)
    image = factory.django.ImageField(width=640, height=480, format="JPEG")
    alt_text = "Beds of salad under glass"
    approved_at = factory.LazyFunction(clock.now)


class AvailabilityWindowFactory(DjangoModelFactory):
    """Of a person; pass `person=None, space=…` for a space's."""

    class Meta:
        model = AvailabilityWindow

    person = factory.SubFactory(PersonFactory)
    weekday = WEDNESDAY
    starts = datetime.time(8)
    ends = datetime.time(18)


class AvailabilityExceptionFactory(DjangoModelFactory):
    """A day away; pass `is_open=True, starts=…, ends=…` for other times instead."""

    class Meta:
        model = AvailabilityException

    person = factory.SubFactory(PersonFactory)
    from_date = factory.LazyFunction(clock.today)
    until_date = factory.SelfAttribute("from_date")


class ClaimFactory(DjangoModelFactory):
    """Firm time taken from `starts` to `ends` (aware datetimes); pass `person=None, space=…` for a space's."""

    class Meta:
        model = Claim

    class Params:
        starts = factory.LazyFunction(lambda: clock.local(clock.today(), datetime.time(13, 15)))
        ends = factory.LazyAttribute(lambda claim: claim.starts + datetime.timedelta(hours=2))

    person = factory.SubFactory(PersonFactory)
    during = factory.LazyAttribute(lambda claim: TimestamptzRange(claim.starts, claim.ends))
    created_at = factory.LazyFunction(clock.now)
