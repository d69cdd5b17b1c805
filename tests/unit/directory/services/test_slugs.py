import pytest

from directory.models import Offer, Provider
from directory.services.slugs import free_slug
from tests.factories.directory import OfferFactory, ProviderFactory

pytestmark = pytest.mark.django_db


def test_free_slug_is_the_text_in_an_address() -> None:
    assert free_slug(Provider, "Rosa's Café & Allotment") == "rosas-cafe-allotment"


def test_free_slug_counts_past_those_taken() -> None:
    for slug in ("bread", "bread-2", "bread-and-salt"):
        OfferFactory(slug=slug)

    assert free_slug(Offer, "Bread") == "bread-3"


def test_free_slug_keeps_a_rows_own() -> None:
    provider = ProviderFactory(slug="bread")

    assert free_slug(Provider, "Bread", keep=provider) == "bread"


def test_free_slug_cuts_what_is_too_long_and_names_what_has_no_letters() -> None:
    assert (free_slug(Provider, "x" * 300), free_slug(Provider, "???")) == ("x" * 72, "provider")
