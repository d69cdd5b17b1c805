"""Finding a calendar's secret address, as long as whoever made it may still see what is in it."""

from accounts.models import User
from bookings.models import CalendarFeed
from bookings.policies import acts_for_provider
from core.tokens import hash_token
from directory.models import Provider
from schools.models import School
from schools.policies import can_see_school


def feed_by_token(token: str) -> CalendarFeed | None:
    feed = (
        CalendarFeed.objects.filter(token_hash=hash_token(token), revoked_at=None, user__is_active=True)
        .select_related("school", "provider", "user")
        .first()
    )
    if feed is None:
        return None
    may_see = can_see_school(feed.user, feed.school) if feed.school else feed.provider and acts_for_provider(feed.user, feed.provider)
    return feed if may_see else None


def own_feed(user: User, *, school: School | None = None, provider: Provider | None = None) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user=user, school=school, provider=provider, revoked_at=None).first()
