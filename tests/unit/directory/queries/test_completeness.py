from typing import Any

import pytest

from directory.enums import EditorPage
from directory.queries.completeness import Missing, missing_from
from tests.factories.directory import OfferFactory, PersonFactory, VenueAccessFactory, VenueFactory

pytestmark = pytest.mark.django_db


def missing(**fields: Any) -> list[Missing]:
    return missing_from(OfferFactory(**{f"version__{name}": value for name, value in fields.items()}).versions.get())


def test_nothing_is_missing_from_a_whole_version() -> None:
    assert missing() == []


def test_every_page_that_is_not_answered_is_missing_and_nothing_on_it_is_judged() -> None:
    found = missing(answered=[], adjustments={}, people=[], travel_miles=None)

    labels = ["What it is", "Who it is for", "Where and how often", "Cost", "What you can adjust", "Who leads"]
    assert found == [Missing(page, f"“{label}” is not answered yet.") for page, label in zip(EditorPage, labels, strict=True)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"setting": "host_site"}, Missing("where_when", "Choose the place where this happens, or add it first.")),
        ({"setting": "school_site", "travel_miles": None}, Missing("where_when", "Say how many miles you travel to a school.")),
        ({"adjustments": {}}, Missing("adjustments", "Say for at least one adjustment whether you offer it.")),
        ({"people": []}, Missing("people", "Name at least one person who meets the pupils.")),
    ],
)
def test_answers_that_do_not_go_together_are_named(fields: dict[str, Any], expected: Missing) -> None:
    assert missing(**fields) == [expected]


def test_a_place_needs_one_answer_about_access() -> None:
    venue = VenueFactory(name="The mill")
    before = missing(setting="host_site", venue=venue)
    VenueAccessFactory(venue=venue, answer="unknown")
    with_unknown = missing(setting="host_site", venue=venue)

    VenueAccessFactory(venue=venue, feature="hearing_loop", answer="no")

    expected = [Missing("venue", "Answer at least one question about access at The mill.")]
    assert (before, with_unknown, missing(setting="host_site", venue=venue)) == (expected, expected, [])


def test_open_times_may_wait_until_after_the_officers() -> None:
    person = PersonFactory(public_name="Rosa, gardener")

    assert missing(people=[person]) == [Missing("availability", "Say when Rosa can be booked.", blocks=False)]
