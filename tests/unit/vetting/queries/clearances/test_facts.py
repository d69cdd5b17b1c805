import pytest

from tests.factories.directory import OfferFactory, SpaceFactory
from vetting.queries.clearances.facts import facts_said

pytestmark = pytest.mark.django_db


def test_years_are_named_and_the_space_says_how_many_it_holds() -> None:
    space = SpaceFactory(capacity=240)
    says = {"year_from": -1, "year_to": 1, "involves": ["animals"], "pattern": "weekly", "space": space, "venue": space.venue}
    version = OfferFactory(version=says).versions.get()

    assert facts_said(version) == {"runs": "weekly", "involves": {"animals"}, "years": {"n2", "reception", "y1"}, "capacity": 240}


def test_without_a_text_or_a_space_nothing_is_made_up() -> None:
    assert (facts_said(None), facts_said(OfferFactory().versions.get())["capacity"]) == ({}, 0)
