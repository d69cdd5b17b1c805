"""Whatever a browser sends, a form answers: it saves, or it says what is wrong. Never half, and never with a page that breaks."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Offer, Provider
from tests.factories.directory import OfferFactory, PersonFactory, ProviderPersonFactory, SpaceFactory
from tests.support.pages import answers_on, problems

pytestmark = pytest.mark.django_db

PATHS = [
    "/provider/start/",
    "/provider/burn/profile/",
    "/provider/burn/people/new/",
    "/provider/burn/places/new/",
    "/provider/burn/places/{venue}/access/",
    "/provider/burn/places/{venue}/spaces/new/",
    "/provider/burn/offers/new/",
    *(f"/provider/burn/offers/{{offer}}/page/{page}/" for page in ("what", "who_for", "where_when", "cost", "adjustments", "people")),
    "/provider/burn/offers/{offer}/timeline/",
    "/provider/burn/offers/{offer}/photos/",
    "/provider/burn/open-times/person/{person}/",
]
numbers = st.one_of(st.integers(-3, 700), st.integers(), st.decimals(allow_nan=True), st.floats()).map(str)
dates = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)).map(lambda date: str(date.year))
likely = st.sampled_from(
    ["", "0", "-1", "1", "2027", "13:00", "99:99", "on", "yes", "NE23 6QW", "free", "school_site", "away", "null", "[]", "\x00"]
)
junk = st.text(max_size=300)
answers = st.one_of(likely, junk, numbers, dates, st.lists(likely, max_size=3))


@pytest.fixture
def things(provider: Provider) -> dict[str, int]:
    person = ProviderPersonFactory(provider=provider, person=PersonFactory()).person
    offer = OfferFactory(provider=provider, version__people=[person])
    return {"venue": SpaceFactory(venue__provider=provider).venue_id, "offer": offer.pk, "person": person.pk}


def send_anything(client: Client, things: dict[str, int], path: str, data: st.DataObject) -> None:
    url = path.format(**things)
    asked = answers_on(client, url)
    replaced = data.draw(st.dictionaries(st.sampled_from(sorted({*asked, "sort", "nonsense"})), answers, max_size=6))

    with transaction.atomic():
        answer = client.post(url, asked | replaced)
        transaction.set_rollback(True)

    assert answer.status_code == 302 or problems(answer) != []


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_answers_are_saved_or_refused(member_client: Client, things: dict[str, int], path: str, data: st.DataObject) -> None:
    send_anything(member_client, things, path, data)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_very_many_answers_are_saved_or_refused(member_client: Client, things: dict[str, int], path: str, data: st.DataObject) -> None:
    send_anything(member_client, things, path, data)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_at_all_is_refused_or_changes_nothing(member_client: Client, things: dict[str, int], path: str) -> None:
    before = list(Offer.objects.values())

    answer: Any = member_client.post(path.format(**things), {})

    assert answer.status_code == 302 or answer.content != b""
    assert [offer["slug"] for offer in Offer.objects.values()] == [offer["slug"] for offer in before]
