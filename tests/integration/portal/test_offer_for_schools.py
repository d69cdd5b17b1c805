"""An offer's page as a signed-in school reads it."""

import datetime
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from directory.enums import PriceBasis, Setting
from portal.cards.school_dates import SchoolDates
from schools.enums import SchoolRole
from schools.models import School
from tests.factories.bookings import HALF_TERM, NOW, SPRING, Scene, make_scene
from tests.factories.directory import AvailabilityExceptionFactory, VenueFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import SchoolAcceptanceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def url_of(scene: Scene) -> str:
    return reverse("portal:offer", args=[scene.offer.slug])


def dates_for(client: Client, scene: Scene) -> SchoolDates:
    client.force_login(scene.coordinator)
    dates: SchoolDates = client.get(url_of(scene)).context["dates"]
    return dates


def test_a_school_sees_which_of_its_own_days_are_free(client: Client) -> None:
    scene = make_scene()

    dates = dates_for(client, scene)

    autumn = [datetime.date(2026, 11, 25), datetime.date(2026, 12, 2), datetime.date(2026, 12, 9), datetime.date(2026, 12, 16)]
    assert [stop.date for stop in dates.stops] == autumn
    assert dates.label == "Wednesdays of the Autumn term 2026"
    assert dates.times == "13:15 to 15:15"


def test_a_term_with_too_few_days_left_gives_way_to_the_next(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make_scene()
    monkeypatch.setattr("portal.queries.terms.ENOUGH", 5)

    dates = dates_for(client, scene)

    assert dates.label == "Wednesdays of the Spring term 2027"
    assert HALF_TERM not in [stop.date for stop in dates.stops]
    assert dates.heading == f"Free on {len(dates.stops)} of your {len(dates.stops)} Wednesdays"


def test_a_day_that_can_not_be_had_says_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make_scene()
    monkeypatch.setattr("portal.queries.terms.ENOUGH", 5)
    version = scene.offer.approved_version
    assert version is not None
    AvailabilityExceptionFactory(person=version.people.get(), from_date=SPRING[2])

    dates = dates_for(client, scene)

    assert [one.date for one in dates.refused] == [SPRING[2]]
    assert "is away that day." in dates.refused[0].words
    assert [stop.state for stop in dates.stops[:4]] == ["free", "free", "no", "free"]


def test_a_day_that_somebody_else_has_taken_does_not_say_who(client: Client) -> None:
    taken = datetime.date(2026, 12, 9)
    other = make_scene()
    other.ask(taken)
    mine = make_scene(offer=other.offer)

    client.force_login(mine.coordinator)
    answer = client.get(url_of(mine))

    assert [one.date for one in answer.context["dates"].refused if "already booked" in one.words] == [taken]
    assert other.school.name not in answer.text


def test_free_is_said_to_be_the_cost(client: Client) -> None:
    scene = make_scene()
    scene.offer.versions.update(price_basis=PriceBasis.FREE, price_pence=0)
    client.force_login(scene.coordinator)

    text = client.get(url_of(scene)).text

    assert re.search(r">Cost</dt><dd[^>]*><strong>Free</strong></dd>", text)


def test_cost_of_the_free_days_is_summed_where_it_can_be(client: Client) -> None:
    scene = make_scene(version__price_basis=PriceBasis.PER_SESSION, version__price_pence=9000)

    dates = dates_for(client, scene)

    free = sum(stop.state == "free" for stop in dates.stops)
    assert dates.cost == f"{free} × £90 = £{free * 90}"  # noqa: RUF001  # the sign for times


def test_checks_are_listed_with_what_renews_first_and_the_schools_own_acceptance(client: Client) -> None:
    scene = make_scene(expires={"PLI": datetime.date(2026, 12, 1)})

    before = dates_for(client, scene)
    SchoolAcceptanceFactory(school=scene.school, statement__provider=scene.offer.provider, expires_on=datetime.date(2027, 11, 1))
    after = client.get(url_of(scene))

    by_name = {check.name: check for check in before.checks}
    assert any(check.renews_first for check in by_name.values())
    assert not all(check.renews_first for check in by_name.values())
    assert before.acceptance is None
    assert after.context["dates"].acceptance.expires_on == datetime.date(2027, 11, 1)
    assert "own acceptance" in after.text


def test_only_coordinators_can_ask(client: Client) -> None:
    scene = make_scene()
    reception = SchoolMemberFactory(school=scene.school, roles=[SchoolRole.RECEPTION]).user

    client.force_login(scene.coordinator)
    coordinator = client.get(url_of(scene))
    client.force_login(reception)
    other = client.get(url_of(scene))

    ask = f'href="{reverse("bookings:request-start", args=[scene.offer.slug])}"'
    assert ask in coordinator.text
    assert ask not in other.text
    assert f"Coordinators of {scene.school.name} can ask for it." in other.text


def test_a_closed_school_can_not_ask(client: Client) -> None:
    scene = make_scene()
    School.objects.filter(pk=scene.school.pk).update(is_active=False)

    assert not dates_for(client, scene).can_ask


def test_a_school_without_a_calendar_is_led_to_it(client: Client) -> None:
    scene = make_scene()
    scene.school.authority.calendars.all().delete()

    client.force_login(scene.coordinator)
    answer = client.get(url_of(scene))

    assert answer.context["dates"].heading == "Your calendar has no Wednesdays ahead"
    assert f'href="/school/{scene.school.pk}/calendar/"' in answer.text


def test_times_along_the_way_are_those_of_the_school(client: Client) -> None:
    scene = make_scene(
        version__timeline=[{"minute": 0, "title": "Hands and eyes", "text": ""}, {"minute": 75, "title": "Sweep up", "text": ""}]
    )
    client.force_login(scene.coordinator)

    page = client.get(url_of(scene)).context["page"]

    assert [step.title for step in page.moments] == ["13:15 Hands and eyes", "14:30 Sweep up"]


def test_the_way_is_told_in_bands_and_in_minutes_to_public_places_only(client: Client) -> None:
    public = make_scene(version__setting=Setting.HOST_SITE, version__venue=VenueFactory())
    hidden = make_scene(version__setting=Setting.HOST_SITE, version__venue=VenueFactory(is_public_place=False))
    coming = make_scene()

    ways = [dates_for(client, scene).way_words for scene in (public, hidden, coming)]

    assert ways == [["Under 1 mile, about 22 minutes on foot"], ["Under 1 mile"], ["They come from under 1 mile away"]]


def test_week_of_the_offer_is_shown_by_half_days(client: Client) -> None:
    scene = make_scene()

    dates = dates_for(client, scene)

    assert [day.date.weekday() for day, _am, _pm in dates.week] == [0, 1, 2, 3, 4]
    assert {(str(am.words), str(pm.words)) for _day, am, pm in dates.week} == {("Free", "Free")}


def test_questions_asked_of_the_database_do_not_grow_with_the_days(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = make_scene()
    client.force_login(scene.coordinator)
    client.get(url_of(scene))

    with django_assert_num_queries(64) as few:
        client.get(url_of(scene))
    monkeypatch.setattr("portal.queries.terms.ENOUGH", 5)
    with django_assert_num_queries(len(few)):
        client.get(url_of(scene))
