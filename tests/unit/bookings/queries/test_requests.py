import pytest

from bookings.queries.drafts import read_draft
from bookings.queries.requests import adults_needed, find_obstacles, held_by, most_pupils
from directory.models import OfferVersion, Space
from tests.factories.bookings import SPRING, Scene


def test_a_whole_draft_meets_no_obstacle(scene: Scene) -> None:
    booking = scene.draft()

    assert find_obstacles(booking, booking.version, read_draft(booking, booking.version)) == []


def test_an_empty_draft_meets_them_in_the_order_of_the_pages(scene: Scene) -> None:
    booking = scene.draft(group=None, pupils=None, dates=[], adults=None)
    booking.draft["dates"] = []

    obstacles = find_obstacles(booking, booking.version, read_draft(booking, booking.version))

    assert [(obstacle.step, obstacle.field) for obstacle in obstacles] == [
        ("group", "group"),
        ("dates", "dates"),
        ("dates", "pupils"),
        ("access", "adults"),
    ]


@pytest.mark.parametrize(("ratio", "pupils", "adults"), [(None, 60, 1), (12, 24, 2), (12, 25, 3), (30, 1, 1)])
def test_adults_follow_the_offers_ratio(ratio: int | None, pupils: int, adults: int) -> None:
    assert adults_needed(OfferVersion(pupils_per_adult=ratio), pupils) == adults


def test_a_space_may_be_smaller_than_the_group() -> None:
    assert most_pupils(OfferVersion(group_max=30)) == 30
    assert most_pupils(OfferVersion(group_max=30, space=Space(capacity=15))) == 15


def test_only_unanswered_sessions_count_as_held(scene: Scene) -> None:
    scene.ask(*SPRING[:2])
    scene.confirmed(SPRING[3])

    assert held_by(scene.school) == 2
