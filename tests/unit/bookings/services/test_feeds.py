import pytest

from bookings.exceptions import NotAllowedError
from bookings.models import CalendarFeed
from bookings.services.feeds import make_feed, revoke_feed
from core import clock
from core.tokens import hash_token
from tests.factories.bookings import Scene


def test_a_member_makes_an_address_of_which_only_the_hash_is_kept(scene: Scene) -> None:
    feed = make_feed(by=scene.coordinator, school=scene.school)

    kept = CalendarFeed.objects.get()
    assert (kept.school, kept.provider, kept.user) == (scene.school, None, scene.coordinator)
    assert kept.token_hash == hash_token(feed.token)
    assert len(feed.token) == 43


def test_a_new_address_ends_the_old_one(scene: Scene) -> None:
    old = make_feed(by=scene.member.user, provider=scene.offer.provider)

    new = make_feed(by=scene.member.user, provider=scene.offer.provider)

    old.refresh_from_db()
    assert (old.revoked_at, new.revoked_at) == (clock.now(), None)
    assert old.token != new.token


def test_strangers_make_none(scene: Scene) -> None:
    with pytest.raises(NotAllowedError):
        make_feed(by=scene.member.user, school=scene.school)
    with pytest.raises(NotAllowedError):
        make_feed(by=scene.coordinator, provider=scene.offer.provider)


def test_only_its_maker_ends_an_address_and_ending_twice_is_no_harm(scene: Scene) -> None:
    feed = make_feed(by=scene.coordinator, school=scene.school)

    with pytest.raises(NotAllowedError):
        revoke_feed(by=scene.head, feed=feed)
    revoke_feed(by=scene.coordinator, feed=feed)
    revoke_feed(by=scene.coordinator, feed=feed)

    feed.refresh_from_db()
    assert feed.revoked_at == clock.now()
