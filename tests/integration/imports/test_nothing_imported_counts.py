"""Whatever an authority brings, it appears nowhere and clears nobody until officers have looked and decided."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from directory.models import Offer, Person, Provider
from directory.services.providers import add_member
from imports.rules.targets import check_columns
from search.contract import SearchRequest
from search.queries.offers import find_offers
from tests.factories.accounts import UserFactory
from tests.factories.imports import imported
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import shipped_content
from vetting.models import Check, Clearance, ClearancePeriod
from vetting.queries.clearances.evidence import subject_key, verified_checks
from vetting.services.clearances.sweep import refresh_everything
from vetting.states import CheckState

pytestmark = pytest.mark.django_db


def everything_imaginable() -> str:
    """A register that dates every check that the policy knows, all of them in order."""
    columns = check_columns(shipped_content()).values()
    headings = ["Provider's name", "E-mail address", "Name of the adult", "Title of what they offer", *[column.label for column in columns]]
    future, past = clock.today() + datetime.timedelta(days=400), clock.today() - datetime.timedelta(days=10)
    days = [(future if column.part == "ends" else past).isoformat() for column in columns]
    cells = ["Zanzibar Drums", "drums@example.org", "Zebedee Drummer", "Zanzibar drumming for all", *days]
    return "\t".join(headings) + "\n" + "\t".join(cells) + "\n"


def test_it_is_all_there_and_none_of_it_counts() -> None:
    imported(everything_imaginable())
    refresh_everything()

    provider, person, offer = Provider.objects.get(), Person.objects.get(), Offer.objects.get()
    policy = shipped_content()
    expected = {one.check_type.code for one in check_columns(policy).values()}
    assert set(Check.objects.values_list("check_type", flat=True)) == expected
    assert set(Check.objects.values_list("state", "source")) == {(CheckState.RECORDED, "import")}
    assert verified_checks([subject_key(one) for one in (provider, person, offer)]) == {}
    assert (Clearance.objects.count(), ClearancePeriod.objects.count()) == (0, 0)
    assert (offer.is_shown, offer.state, offer.assured_until) == (False, "draft", None)


@pytest.mark.parametrize("signed_in", [False, True])
def test_it_is_on_no_page_in_no_search_and_in_no_sitemap(client: Client, *, signed_in: bool) -> None:
    imported(everything_imaginable())
    if signed_in:
        client.force_login(SchoolMemberFactory().user)
    provider, offer = Provider.objects.get(), Offer.objects.get()

    addresses = [reverse("portal:offer", args=[offer.slug]), reverse("portal:provider", args=[provider.slug])]
    lists = [reverse("search:offers") + "?q=drumming", "/sitemap.xml", "/"]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert ["Zanzibar" in client.get(address).content.decode() for address in lists] == [False, False, False]


def test_claiming_changes_nothing_about_that(client: Client) -> None:
    imported(everything_imaginable())
    provider = Provider.objects.get()
    add_member(by=None, provider=provider, user=UserFactory())
    refresh_everything()

    assert find_offers(SearchRequest(text="zanzibar drumming")).total == 0
    assert client.get(reverse("portal:provider", args=[provider.slug])).status_code == 404
    assert Clearance.objects.count() == 0
