import pytest

from directory.cards.changes import FieldChange, changes_between, new_photos
from tests.factories.directory import OfferFactory, OfferPhotoFactory, OfferVersionFactory, PersonFactory, SpaceFactory

pytestmark = pytest.mark.django_db


def test_changes_between_two_that_say_the_same_are_none() -> None:
    offer = OfferFactory(listed=True)
    same = OfferVersionFactory(offer=offer, people=list(offer.approved_version.people.all()))

    assert changes_between(offer.approved_version, same) == []


def test_changes_between_are_told_in_words() -> None:
    offer = OfferFactory(listed=True, version__people=[PersonFactory(name="Rosa Brown")])
    space = SpaceFactory(name="Plot 9", venue__name="Burnside")
    new = OfferVersionFactory(
        offer=offer,
        title="Grow your supper",
        subjects=["science", "food"],
        year_to=9,
        group_ideal=None,
        pattern="one_off",
        setting="host_site",
        venue=space.venue,
        space=space,
        travel_miles=None,
        minutes=90,
        price_basis="per_pupil",
        price_pence=450,
        materials_pence=100,
        involves=["food", "animals"],
        timeline=[{"minute": 0, "title": "Dig", "text": "Spades out."}],
        adjustments={"large_print": {"offered": "with_notice", "days": 5, "note": "A3"}},
        people=[PersonFactory(name="Adam Smith"), PersonFactory(name="Zoe Lee")],
    )

    assert changes_between(offer.approved_version, new) == [
        FieldChange("Title", "Grow your lunch", "Grow your supper"),
        FieldChange("Minute by minute", "", "0 Dig: Spades out."),
        FieldChange("Subjects", "Science", "Science, Cooking and nutrition"),
        FieldChange("Years", "Years 3 to 6", "Years 3 to 9"),
        FieldChange("Group", "4 to 30 (best with 12)", "4 to 30"),
        FieldChange("How often", "A weekly run", "One-off"),
        FieldChange("Where", "At the school", "At the host's place"),
        FieldChange("Place", "", "Burnside"),
        FieldChange("Space", "", "Plot 9"),
        FieldChange("Miles travelled to a school", "10", ""),
        FieldChange("Length", "120 minutes", "90 minutes"),
        FieldChange("Price", "Free", "£4.50 a pupil"),
        FieldChange("Materials", "", "£1 a pupil, each session"),
        FieldChange("What is part of it", "", "Pupils make or eat food, Pupils touch or feed animals"),
        FieldChange("Who leads", "Rosa Brown", "Adam Smith, Zoe Lee"),
        FieldChange("Visual timetable", "Yes", ""),
        FieldChange("Large print", "", "With notice, 5 school days. A3"),
    ]


def test_changes_from_nothing_are_all_that_is_said() -> None:
    version = OfferFactory(version__title="Grow your lunch").versions.get()

    found = changes_between(None, version)

    assert found[0] == FieldChange("Title", "", "Grow your lunch")
    assert {change.before for change in found} == {""}


def test_new_photos_are_those_that_nobody_has_approved() -> None:
    offer = OfferFactory(listed=True)
    OfferPhotoFactory(offer=offer)
    new = OfferPhotoFactory(offer=offer, approved_at=None)

    assert new_photos(offer.approved_version) == [new]
