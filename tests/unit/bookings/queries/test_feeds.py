from bookings.queries.feeds import feed_by_token, own_feed
from bookings.services.feeds import make_feed, revoke_feed
from core import clock
from tests.factories.bookings import Scene


def test_a_live_address_is_found_by_its_secret_alone(scene: Scene) -> None:
    feed = make_feed(by=scene.coordinator, school=scene.school)

    assert feed_by_token(feed.token) == feed
    assert feed_by_token(feed.token + "x") is None
    assert feed_by_token(feed.token_hash) is None


def test_an_ended_address_is_not_found(scene: Scene) -> None:
    feed = make_feed(by=scene.coordinator, school=scene.school)
    revoke_feed(by=scene.coordinator, feed=feed)

    assert feed_by_token(feed.token) is None
    assert own_feed(scene.coordinator, school=scene.school) is None


def test_who_has_left_sees_nothing_more(scene: Scene) -> None:
    schools, providers = (
        make_feed(by=scene.coordinator, school=scene.school),
        make_feed(by=scene.member.user, provider=scene.offer.provider),
    )
    scene.school.members.filter(user=scene.coordinator).update(left_at=clock.now())
    scene.offer.provider.members.update(left_at=clock.now())

    assert (feed_by_token(schools.token), feed_by_token(providers.token)) == (None, None)


def test_an_inactive_users_address_is_not_found(scene: Scene) -> None:
    feed = make_feed(by=scene.coordinator, school=scene.school)
    scene.coordinator.is_active = False
    scene.coordinator.save()

    assert feed_by_token(feed.token) is None


def test_each_member_has_their_own(scene: Scene) -> None:
    make_feed(by=scene.coordinator, school=scene.school)

    assert own_feed(scene.head, school=scene.school) is None
